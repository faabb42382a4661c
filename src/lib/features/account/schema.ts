import { z } from 'zod';
import { ActId, Id, line } from '#lib/input/words.ts';
import { TokenScope } from '#lib/who.ts';
import { EnteredPassword, Password } from '../person/schema.ts';

/** What an act needs that is about nothing but its doer. */
export const OwnAct = z.object({ actId: ActId });

/** An act on one of his own sessions or tokens. */
export const OwnThingAct = OwnAct.extend({ id: Id });

export const PasswordChange = OwnAct.extend({ current: EnteredPassword, next: Password });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** A new personal access token. Its text is shown once, at its making. */
export const TokenMake = z.object({
	actId: ActId,
	id: Id,
	name: line(1, 60),
	scopes: z.array(TokenScope).min(1),
	/** Days from now, one year at most. */
	days: z.int().min(1).max(366)
});
export type TokenMake = z.infer<typeof TokenMake>;

export type OwnToken = {
	id: string;
	name: string;
	scopes: TokenScope[];
	createdAt: Date;
	expiresAt: Date;
	lastUsedAt: Date | null;
};

export type OwnSession = {
	id: string;
	createdAt: Date;
	lastActiveAt: Date;
	address: string | null;
	agent: string | null;
	current: boolean;
};
