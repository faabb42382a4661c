import { and, eq } from 'drizzle-orm';
import { Failure, invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { transactionTime } from '#lib/server/db/transaction-time.ts';
import { act } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { getUnit } from '../unit/queries.server.ts';
import { may } from './permissions.ts';
import { cardsOf, visibleCard } from './queries.server.ts';
import { canTellBy } from './rules.ts';
import type { ClockCard, ClockStop, Phoned, Waive } from './schema.ts';
import { stop } from './stopping.server.ts';
import { clock } from './tables.server.ts';
import { stopWords } from './words.ts';
import { clockInScope } from './visible.server.ts';

/** "I have told them": stops a clock of one's own unit by a call, or a written one beyond this node. */
export function phoned(db: Db, who: Who, input: Phoned): Promise<ClockCard> {
	const { told, note } = input;
	return stopOne(db, who, { kind: 'clock.phoned', permission: 'clock.phoned', input }, (found) => {
		const by = canTellBy(found);
		if (!by) throw new Failure('conflict', m.clock_not_by_phone());
		return { kind: by, told, note };
	});
}

/** Ends a clock of one's own unit without a report, for a reason that everybody can read. */
export function waive(db: Db, who: Who, input: Waive): Promise<ClockCard> {
	return stopOne(db, who, { kind: 'clock.waive', permission: 'clock.stop', input }, () => ({
		kind: 'waived',
		reason: input.reason
	}));
}

type ClockAct = { actId: string; clockId: string };
type Row = typeof clock.$inferSelect;

async function stopOne(
	db: Db,
	who: Who,
	{
		kind,
		permission,
		input
	}: { kind: string; permission: 'clock.phoned' | 'clock.stop'; input: ClockAct },
	stopOf: (found: Row) => ClockStop
): Promise<ClockCard> {
	authorize(permission, who, may(who, permission, who.unitPath));
	const { actId, clockId } = input;
	const request = { kind, who, input, onRetry: () => visibleCard(db, who, clockId) };
	return await act(db, request, async (tx) => {
		const found = await lockClock(tx, who, clockId);
		const from = await getUnit(tx, found.fromUnitId);
		authorize(permission, found, may(who, permission, from.path));
		if (found.stoppedAt) {
			const [card] = await cardsOf(tx, [clockId]);
			throw new Failure('conflict', m.clock_stopped_already({ how: card ? stopWords(card) : '' }));
		}
		const ending = {
			ids: [clockId],
			how: stopOf(found),
			at: await transactionTime(tx),
			scope: found.scope,
			actId
		};
		const [card] = await stop(tx, who, ending);
		invariant(card, 'the clock is locked and runs');
		return card;
	});
}

/** The clock, held until the act ends; `not_found` also where the person's unit may not see it. */
async function lockClock(tx: Tx, who: Who, id: string): Promise<Row> {
	const [found] = await tx
		.select()
		.from(clock)
		.where(and(eq(clock.id, id), clockInScope(who)))
		.for('update');
	if (!found) throw new Failure('not_found', m.errors_not_found());
	return found;
}
