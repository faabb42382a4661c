import { eq, inArray, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import { asGeoJson } from '#lib/server/db/geo.ts';
import { unit } from '../unit/tables.server.ts';
import { reportsIn } from './rules.ts';
import type { IncidentCard, Shape } from './schema.ts';
import { incident } from './tables.server.ts';

/**
 * `tree (root_id, id)`: of each of `roots`, itself and all that was merged into it, at any depth.
 * `thread (root_id, thread_id)`: the report threads that it shows: those accepted, and those that a desk filed
 * upward from it, which nobody above may have accepted yet.
 */
export const treeSql = (roots: string[]) => sql`
	with recursive tree (root_id, id) as (
		select id, id from incident where id in ${roots}
		union
		select tree.root_id, child.id from incident child join tree on child.merged_into_id = tree.id
	), thread (root_id, thread_id) as (
		select tree.root_id, accepted.thread_id
		from tree join incident_thread accepted on accepted.incident_id = tree.id
		union
		select tree.root_id, upward.thread_id
		from tree join report upward on upward.sent_from_incident_id = tree.id
	)`;

const columns = {
	id: incident.id,
	title: incident.title,
	classCode: incident.classCode,
	status: incident.status,
	incidentLevel: incident.incidentLevel,
	responseLevel: incident.responseLevel,
	sensitive: incident.sensitive,
	at: incident.at,
	shape: asGeoJson(incident.shape),
	placeText: incident.placeText,
	placeUnitId: incident.placeUnitId,
	ownerUnitId: incident.ownerUnitId,
	ownerName: unit.name,
	occurredAt: incident.occurredAt,
	openedAt: incident.openedAt,
	closedAt: incident.closedAt,
	mergedIntoId: incident.mergedIntoId,
	frame: incident.frame,
	version: incident.version
};

/** The cards of these incidents, in the order of `ids`; reports of what was merged into them count as theirs. */
export async function cardsOf(reader: Reader, ids: string[]): Promise<IncidentCard[]> {
	if (ids.length === 0) return [];
	const found = await reader
		.select(columns)
		.from(incident)
		.innerJoin(unit, eq(unit.id, incident.ownerUnitId))
		.where(inArray(incident.id, ids));
	const rows = new Map(found.map((row) => [row.id, row]));
	const threads = Map.groupBy(await threadRows(reader, ids), ({ rootId }) => rootId);
	return ids.flatMap((id) => {
		const row = rows.get(id);
		return row ? toCard(row, threads.get(id) ?? []) : [];
	});
}

/** The card as it is now: the answer to a retry, and where nothing changed. */
export async function cardNow(reader: Reader, id: string): Promise<IncidentCard> {
	const [card] = await cardsOf(reader, [id]);
	if (!card) throw new Failure('not_found', m.incident_not_found());
	return card;
}

type ThreadRow = { rootId: string; threadId: string; number: number; lastMs: number };

async function threadRows(reader: Reader, ids: string[]): Promise<ThreadRow[]> {
	const rows = await reader.execute<ThreadRow>(sql`
		${treeSql(ids)}
		select thread.root_id as "rootId", thread.thread_id as "threadId", max(report.number) as number,
			(extract(epoch from max(report.received_at)) * 1000)::float8 as "lastMs"
		from thread join report on report.thread_id = thread.thread_id
		group by 1, 2 order by 1, min(report.received_at), 2`);
	return [...rows];
}

type Row = Omit<typeof incident.$inferSelect, 'shape' | 'origin' | 'scope'> & {
	ownerName: string;
	shape: unknown;
};

function toCard(
	{ occurredAt, openedAt, closedAt, shape, ...rest }: Row,
	threads: ThreadRow[]
): IncidentCard {
	const last = Math.max(...threads.map(({ lastMs }) => lastMs));
	return {
		...rest,
		// The column only ever takes what `Shape` let through.
		shape: shape as Shape,
		occurredAt: occurredAt.toISOString(),
		openedAt: openedAt.toISOString(),
		closedAt: closedAt?.toISOString() ?? null,
		reportCount: reportsIn(threads),
		lastReportAt: threads.length > 0 ? new Date(last).toISOString() : null,
		threads: threads.map(({ threadId, number }) => ({ threadId, number }))
	};
}
