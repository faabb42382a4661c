import { randomInt } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { authAccount, authUser } from '#lib/server/auth/tables.server.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Person } from './schema.ts';
import { person } from './tables.server.ts';

/** What a password is good for: everything, or only for choosing another one. */
export type PasswordUse = 'lasting' | 'oneTime';

/** Makes the person and his sign-in account. Without `setPassword` nobody can sign in with it. */
export async function createPerson(
	tx: Tx,
	{ active = true, ...rest }: Omit<Person, 'active'> & { active?: boolean }
) {
	await tx.insert(person).values({ ...rest, active });
	await tx.insert(authUser).values({
		id: rest.id,
		name: rest.name,
		email: addressOf(rest.username),
		username: rest.username,
		displayUsername: rest.username
	});
}

/** better-auth wants a mail address for everybody; nothing is ever sent to these. */
export const addressOf = (username: string) => `${username}@node.invalid`;

/** Replaces the password. Takes about 50 ms of one core (scrypt). Sessions are the caller's business. */
export async function setPassword(tx: Tx, personId: string, password: string, use: PasswordUse) {
	const hash = await hashPassword(password);
	await tx.delete(authAccount).where(eq(authAccount.userId, personId));
	await tx.insert(authAccount).values({
		id: uuidv7(),
		accountId: personId,
		providerId: 'credential',
		userId: personId,
		password: hash,
		scope: use === 'oneTime' ? ONE_TIME : null
	});
}

/** In `auth_account.scope`: this password opens nothing but the page where another one is chosen. */
export const ONE_TIME = 'choose-password';

/** Without the letters and digits that look alike on paper (0 O, 1 l I). */
const LETTERS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'];

/** A password to be told once, by paper or telephone: `Kx7m-…`, four groups of four, 88 bits. */
export function oneTimePassword(): string {
	const any = LETTERS.join('');
	const pick = (from: string) => from.charAt(randomInt(from.length));
	// One of each kind first, so that it always passes the rule that people's own passwords obey.
	const group = (first: string) => pick(first) + pick(any) + pick(any) + pick(any);
	return [...LETTERS, any].map(group).join('-');
}
