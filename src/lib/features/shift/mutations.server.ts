import { and, eq, gt, lt, ne } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { lockName } from '#lib/server/db/lock.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act, nothing, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { person } from '../person/tables.server.ts';
import { getUnit } from '../unit/queries.server.ts';
import type { ShiftEvent } from './events.ts';
import { MAX_SHIFT_MS, mayStand } from './rules.ts';
import type { ShiftEdit } from './schema.ts';
import { shift } from './tables.server.ts';
import { may } from './permissions.ts';

/** Plans a shift, or changes one that has not ended. Two people never hold one role of a unit at once. */
export async function editShift(db: Db, who: Who, input: ShiftEdit): Promise<void> {
	authorize('shift.edit', who, may(who, 'shift.edit', who.unitPath));
	const { actId, ...after } = input;
	const request = { kind: 'shift.edit', who, input, onRetry: nothing };
	await act(db, request, async (tx) => {
		const { path } = await getUnit(tx, after.unitId);
		authorize('shift.edit', after, may(who, 'shift.edit', path));
		// Two edits of one unit's roster at once would not see each other's overlap.
		await lockName(tx, `roster ${after.unitId}`);
		await refusePast(tx, after);
		if (after.endsAt.getTime() - after.startsAt.getTime() > MAX_SHIFT_MS) {
			refuse('invalid', 'endsAt', m.shift_too_long());
		}
		const name = await nameOf(tx, after);
		await refuseOverlap(tx, after);

		await tx.insert(shift).values(after).onConflictDoUpdate({ target: shift.id, set: after });
		const payload = {
			...after,
			name,
			startsAt: after.startsAt.toISOString(),
			endsAt: after.endsAt.toISOString()
		};
		await record<ShiftEvent>(
			tx,
			who,
			{ type: 'shift.changed', subject: `shift:${after.id}`, scope: path, payload },
			actId
		);
	});
}

type Planned = Omit<ShiftEdit, 'actId'>;

function refuse(code: 'invalid' | 'conflict', field: string, sentence: string): never {
	throw new Failure(code, sentence, { fields: { [field]: sentence } });
}

/** Who was on duty is a record: it is never planned afterwards. */
async function refusePast(tx: Tx, { id, unitId, endsAt }: Planned) {
	const now = await transactionTime(tx);
	if (endsAt <= now) refuse('invalid', 'endsAt', m.shift_over());
	const [before] = await tx.select().from(shift).where(eq(shift.id, id));
	if (!before) return;
	if (before.unitId !== unitId) throw new Failure('not_found', m.errors_not_found());
	if (before.endsAt <= now) throw new Failure('conflict', m.shift_over());
}

/** The person's name, if he may stand there. */
async function nameOf(tx: Tx, { personId, unitId, role }: Planned): Promise<string> {
	const [found] = await tx.select().from(person).where(eq(person.id, personId));
	if (!found || found.unitId !== unitId || !found.active) {
		refuse('invalid', 'personId', m.shift_person_not_here());
	}
	if (!mayStand(role, found.roles)) {
		refuse('invalid', 'personId', m.shift_role_not_his({ name: found.name }));
	}
	return found.name;
}

async function refuseOverlap(tx: Tx, { id, unitId, role, startsAt, endsAt }: Planned) {
	const [other] = await tx
		.select({ name: person.name })
		.from(shift)
		.innerJoin(person, eq(person.id, shift.personId))
		.where(
			and(
				eq(shift.unitId, unitId),
				eq(shift.role, role),
				ne(shift.id, id),
				lt(shift.startsAt, endsAt),
				gt(shift.endsAt, startsAt)
			)
		)
		.limit(1);
	if (other) refuse('conflict', 'startsAt', m.shift_overlap({ name: other.name }));
}
