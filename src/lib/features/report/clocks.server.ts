import type { Tx } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { keepClocks, stopClocks } from '../clock/keeping.server.ts';
import type { report } from './tables.server.ts';

/** Which time limits a written report of a kind meets. A correction says nothing new: it meets no follow-up's. */
const meets = {
	first: ['first'],
	followup: ['first', 'followup'],
	final: ['first', 'followup', 'final']
} as const;

type Filed = Pick<
	typeof report.$inferInsert,
	| 'id'
	| 'threadId'
	| 'kind'
	| 'isCorrection'
	| 'sentFromIncidentId'
	| 'unitId'
	| 'classCode'
	| 'title'
	| 'occurredAt'
	| 'sensitive'
> & { level?: 1 | 2 | 3 | 4 | null; scope: string[]; receivedAt: Date };

/**
 * Keeps the clocks of the reporting unit: starts what the rules want, stops what this report meets at the
 * units it went to, and starts the next follow-up's (RP12). A desk that reports upward from an incident
 * stops the clocks of that incident.
 */
export async function clocksFor(
	tx: Tx,
	who: Who,
	filed: Filed,
	{
		addressees,
		knownAt,
		incidentId
	}: { addressees: string[]; knownAt: Date; incidentId: string | null }
) {
	const ids = filed.sentFromIncidentId
		? { threadId: null, incidentId: filed.sentFromIncidentId }
		: { threadId: filed.threadId, incidentId };
	const matter = {
		...ids,
		title: filed.title,
		classCode: filed.classCode,
		level: filed.level ?? null,
		sensitive: filed.sensitive,
		occurredAt: filed.occurredAt,
		receivedAt: knownAt,
		fromUnitId: filed.unitId,
		scope: filed.scope,
		isOpen: true
	};
	await keepClocks(tx, who, matter);
	await stopClocks(tx, who, {
		...ids,
		fromUnitId: filed.unitId,
		toUnitIds: addressees,
		channel: 'written',
		kinds: filed.isCorrection ? ['first'] : [...meets[filed.kind]],
		stop: { kind: 'report', reportId: filed.id },
		at: filed.receivedAt,
		scope: filed.scope
	});
	await keepClocks(tx, who, { ...matter, isOpen: filed.kind !== 'final' });
}
