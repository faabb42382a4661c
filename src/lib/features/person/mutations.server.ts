import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { accessToken, authSession, authUser } from '#lib/server/auth/tables.server.ts';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { lockName } from '#lib/server/db/lock.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { getUnit } from '../unit/queries.server.ts';
import { addressOf, createPerson, oneTimePassword, setPassword } from './enrol.server.ts';
import type { PersonEvent } from './events.ts';
import { personById } from './queries.server.ts';
import { conflictSentence } from './roles.ts';
import { isAdministrator, rolesConflict } from './rules.ts';
import type { PasswordTold, PersonAct, PersonCard, PersonEdit, RolesEdit } from './schema.ts';
import { person } from './tables.server.ts';
import { may } from './permissions.ts';

/** Makes a person without any role, or changes one. A new one gets a one-time password, told once. */
export async function savePerson(db: Db, who: Who, edit: PersonEdit): Promise<PasswordTold> {
	const unit = await getUnit(db, edit.unitId);
	authorize('person.edit', unit, may(who, 'person.edit', unit.path));
	const request = { kind: 'person.save', who, input: edit, onRetry: toldBefore };
	return await act(db, request, async (tx) => {
		await lockName(tx, `user name ${edit.username}`);
		await refuseTaken(tx, edit);
		const created = !(await exists(tx, edit.id));
		const password = created ? await create(tx, edit) : await change(tx, who, edit);
		const { name, unitId, post } = edit;
		await record<PersonEvent>(
			tx,
			who,
			{
				type: 'person.changed',
				subject: `person:${edit.id}`,
				scope: [],
				payload: { name, unitId, post, created }
			},
			edit.actId
		);
		return { password };
	});
}

/** What a retry is told: a password stands on paper once. */
const toldBefore = async (): Promise<PasswordTold> => ({ password: null });

/** Gives and takes roles. He signs in again with the new ones: his sessions end (PE5). */
export async function grantRoles(db: Db, who: Who, input: RolesEdit) {
	authorize('person.grant', who, may(who, 'person.grant', who.unitPath));
	const { actId, id, roles } = input;
	const wanted = [...new Set(roles)];
	const request = { kind: 'person.grant', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		const found = await lockPerson(tx, id);
		authorize(
			'person.grant',
			found,
			may(who, 'person.grant', found.unitPath) && found.id !== who.personId
		);
		const conflict = rolesConflict(wanted);
		if (conflict) {
			const sentence = conflictSentence(conflict);
			throw new Failure('invalid', sentence, { fields: { roles: sentence } });
		}
		if (!found.active) throw new Failure('conflict', m.person_is_inactive());
		await tx.update(person).set({ roles: wanted }).where(eq(person.id, id));
		await endSessions(tx, id);
		const payload = { name: found.name, from: found.roles, to: wanted };
		await record<PersonEvent>(
			tx,
			who,
			{ type: 'person.rolesChanged', subject: `person:${id}`, scope: [], payload },
			actId
		);
	});
}

/** Ends all his rights: roles, sessions, tokens. What he wrote stays his. */
export async function deactivatePerson(db: Db, who: Who, input: PersonAct) {
	authorizeAnywhere(who);
	const { actId, id } = input;
	const request = { kind: 'person.deactivate', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		const found = await editable(tx, who, id);
		if (!found.active) throw new Failure('conflict', m.person_is_inactive());
		await tx.update(person).set({ active: false, roles: [] }).where(eq(person.id, id));
		await endSessions(tx, id);
		await tx
			.update(accessToken)
			.set({ revokedAt: sql`now()` })
			.where(and(eq(accessToken.personId, id), isNull(accessToken.revokedAt)));
		const payload = { name: found.name, roles: found.roles };
		await record<PersonEvent>(
			tx,
			who,
			{ type: 'person.deactivated', subject: `person:${id}`, scope: [], payload },
			actId
		);
	});
}

/** Lets him come back: with a new one-time password, and without any role until one is granted. */
export async function reactivatePerson(db: Db, who: Who, input: PersonAct): Promise<PasswordTold> {
	authorizeAnywhere(who);
	const { actId, id } = input;
	const request = { kind: 'person.reactivate', who, input, onRetry: toldBefore };
	return await act(db, request, async (tx) => {
		const found = await editable(tx, who, id);
		if (found.active) throw new Failure('conflict', m.person_is_active());
		await tx.update(person).set({ active: true }).where(eq(person.id, id));
		const password = await giveOneTimePassword(tx, id);
		const payload = { name: found.name };
		await record<PersonEvent>(
			tx,
			who,
			{ type: 'person.reactivated', subject: `person:${id}`, scope: [], payload },
			actId
		);
		return { password };
	});
}

/** A new one-time password for somebody who forgot his. His sessions end. */
export async function resetPassword(db: Db, who: Who, input: PersonAct): Promise<PasswordTold> {
	authorizeAnywhere(who);
	const { actId, id } = input;
	const request = { kind: 'person.resetPassword', who, input, onRetry: toldBefore };
	return await act(db, request, async (tx) => {
		const found = await editable(tx, who, id);
		if (!found.active) throw new Failure('conflict', m.person_is_inactive());
		const password = await giveOneTimePassword(tx, id);
		const payload = { name: found.name };
		await record<PersonEvent>(
			tx,
			who,
			{ type: 'person.passwordReset', subject: `person:${id}`, scope: [], payload },
			actId
		);
		return { password };
	});
}

/** Refuses at once whoever may not keep anybody's record. */
function authorizeAnywhere(who: Who) {
	authorize('person.edit', who, may(who, 'person.edit', who.unitPath));
}

async function create(tx: Tx, { actId: _, ...fields }: PersonEdit): Promise<string> {
	await createPerson(tx, { ...fields, roles: [] });
	const password = oneTimePassword();
	await setPassword(tx, fields.id, password, 'oneTime');
	return password;
}

async function change(tx: Tx, who: Who, { actId: _, id, ...fields }: PersonEdit): Promise<null> {
	const found = await editable(tx, who, id);
	await tx.update(person).set(fields).where(eq(person.id, id));
	const { name, username } = fields;
	await tx
		.update(authUser)
		.set({ name, username, displayUsername: username, email: addressOf(username) })
		.where(eq(authUser.id, id));
	// Another unit is another view of the world: what he has open must not stay.
	if (fields.unitId !== found.unitId) await endSessions(tx, id);
	return null;
}

/**
 * The person, if `who` may keep his record. An administrator's account is out of every other one's hands
 * (PE4): else the system administrator could give the auditor a password and be the auditor.
 */
async function editable(tx: Tx, who: Who, id: string): Promise<PersonCard> {
	const found = await lockPerson(tx, id);
	if (isAdministrator(found.roles)) {
		authorize('person.edit', found, false);
	}
	return authorize('person.edit', found, may(who, 'person.edit', found.unitPath));
}

/** Two administrators at once: the second waits, and decides on what the first left. */
async function lockPerson(tx: Tx, id: string): Promise<PersonCard> {
	await tx.select({ id: person.id }).from(person).where(eq(person.id, id)).for('update');
	return await personById(tx, id);
}

async function exists(tx: Tx, id: string): Promise<boolean> {
	const [found] = await tx.select({ id: person.id }).from(person).where(eq(person.id, id));
	return found !== undefined;
}

async function refuseTaken(tx: Tx, { id, username }: PersonEdit) {
	const [taken] = await tx
		.select({ id: person.id })
		.from(person)
		.where(and(eq(person.username, username), ne(person.id, id)));
	if (!taken) return;
	const sentence = m.person_username_taken();
	throw new Failure('conflict', sentence, { fields: { username: sentence } });
}

async function giveOneTimePassword(tx: Tx, id: string): Promise<string> {
	const password = oneTimePassword();
	await setPassword(tx, id, password, 'oneTime');
	await endSessions(tx, id);
	return password;
}

async function endSessions(tx: Tx, personId: string) {
	await tx.delete(authSession).where(eq(authSession.userId, personId));
}
