import { z } from 'zod';
import { lengthOf } from '#lib/input/text.ts';
import { ActId, Id, line, searchText, secret } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { Role } from '#lib/who.ts';
import { UnitId } from '../unit/schema.ts';

/** A password as it was typed: nothing of it is changed but what cannot be stored. */
export const EnteredPassword = secret(128);

/** At least ten characters of three kinds: 等保 asks for complexity (GB/T 22239, 8.1.4.1). */
export const Password = EnteredPassword.refine(
	(v) => lengthOf(v) >= 10 && KINDS.filter((kind) => kind.test(v)).length >= 3,
	{ error: m.account_password_rule }
);
const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]|_/];

export const Username = line(0, 40)
	.toLowerCase()
	.regex(/^[a-z][a-z0-9_.-]{2,39}$/, { error: m.person_username_rule });

/** A telephone number as written on a roster: digits, spaces, `+`, `-`, extension in brackets. */
export const Phone = line(0, 30).regex(/^[\d+()\s-]{3,30}$/, { error: m.person_phone_rule });

export const PersonEdit = z.object({
	actId: ActId,
	id: Id,
	unitId: UnitId,
	name: line(2, 40),
	post: line(0, 60),
	phone: Phone.nullable(),
	mobile: Phone.nullable(),
	username: Username
});
export type PersonEdit = z.infer<typeof PersonEdit>;

export const RolesEdit = z.object({ actId: ActId, id: Id, roles: z.array(Role) });
export type RolesEdit = z.infer<typeof RolesEdit>;

/** An act on one person that needs no words: deactivate, reactivate, a new one-time password. */
export const PersonAct = z.object({ actId: ActId, id: Id });
export type PersonAct = z.infer<typeof PersonAct>;

/** Of those in reach: whose name, user name, post or unit holds `text`; of one unit, if given. */
export const PersonSearch = z.object({
	text: searchText(40).default(''),
	unitId: UnitId.nullable().default(null),
	/** Also those who are deactivated. */
	all: z.boolean().default(false)
});
export type PersonSearch = z.infer<typeof PersonSearch>;

export type Person = {
	id: string;
	unitId: string;
	name: string;
	post: string;
	phone: string | null;
	mobile: string | null;
	username: string;
	roles: Role[];
	active: boolean;
};

/** A person as a list shows him. */
export type PersonCard = Person & { unitName: string; unitPath: string[] };

/** `more`: the list was cut; search instead of scrolling. */
export type PersonList = { people: PersonCard[]; more: boolean };

/** The one-time password, told once; null when the act had been done before or there is none to tell. */
export type PasswordTold = { password: string | null };
