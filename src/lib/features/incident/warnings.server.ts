import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { cardsOf as warningCards } from '../warning/cards.server.ts';
import type { WarningCard } from '../warning/schema.ts';
import { warning } from '../warning/tables.server.ts';
import { visibleWarning } from '../warning/visible.server.ts';
import { cardsOf, treeSql } from './cards.server.ts';
import type { IncidentCard } from './schema.ts';
import { incident, incidentWarning } from './tables.server.ts';
import { rootOf } from './tree.server.ts';
import { authorizeReading, visibleIncident } from './visible.server.ts';

/** Updates of updates are followed so far: two messages that name each other as replaced end there. */
const MOST_STEPS = 100;

/**
 * Behind `treeSql`: `linked (id)` are the warnings linked to the tree, `later (linked_id, id, step)` each with what
 * replaced it, and what replaced that.
 */
const laterSql = sql`, linked (id) as (
		select distinct link.warning_id from incident_warning link join tree on tree.id = link.incident_id
	), later (linked_id, id, step) as (
		select id, id, 0 from linked
		union
		select later.linked_id, warning.replaced_by_id, step + 1
		from later join warning on warning.id = later.id
		where warning.replaced_by_id is not null and step < ${MOST_STEPS}
	)`;

/** Part of a query that begins with `treeSql`: the journal's subjects of the linked warnings. */
export const warningSubjectsSql = sql`
	select 'warning:' || warning.id from warning where warning.id in (
		with recursive later (id, step) as (
			select link.warning_id, 0 from incident_warning link join tree on tree.id = link.incident_id
			union
			select warning.replaced_by_id, step + 1 from later join warning on warning.id = later.id
			where warning.replaced_by_id is not null and step < ${MOST_STEPS}
		) select id from later)`;

/** `family (id)`: the message, all that it replaced, and all that replaced it. */
export const familySql = (id: string) => sql`
	with recursive after (id) as (
		select ${id}::uuid
		union select warning.replaced_by_id from after join warning on warning.id = after.id
			where warning.replaced_by_id is not null
	), before (id) as (
		select ${id}::uuid
		union select warning.id from before join warning on warning.replaced_by_id = before.id
	), family (id) as (select id from after union select id from before)`;

/** A linked warning: `card` is what stands in its place now, as far as the person's unit may see. */
export type LinkedWarning = { linkedId: string; card: WarningCard };

/** The warnings of the incident and of what was merged into it, and how many more the unit may not see (IN21). */
export async function linkedWarnings(
	reader: Reader,
	who: Who,
	id: string
): Promise<{ warnings: LinkedWarning[]; hiddenWarnings: number }> {
	const rows = await reader.execute<{ linkedId: string; shownId: string | null }>(sql`
		${treeSql([id])} ${laterSql}
		select distinct on (later.linked_id) later.linked_id as "linkedId", ${warning.id} as "shownId"
		from later left join ${warning} on ${warning.id} = later.id and ${visibleWarning(who)}
			and ${warning.msgType} <> 'Cancel'
		order by later.linked_id, ${warning.id} is null, later.step desc`);
	const shown = rows.flatMap(({ shownId }) => shownId ?? []);
	const cards = new Map((await warningCards(reader, shown)).map((card) => [card.id, card]));
	// Two that one update replaced are one from then on.
	const unique = new Map<string, LinkedWarning>();
	for (const { linkedId, shownId } of rows) {
		const card = shownId === null ? undefined : cards.get(shownId);
		if (card) unique.set(card.id, { linkedId, card });
	}
	return {
		warnings: [...unique.values()].sort((a, b) => b.card.sentAt.localeCompare(a.card.sentAt)),
		hiddenWarnings: rows.filter(({ shownId }) => shownId === null).length
	};
}

/**
 * The incidents that the warning is linked to, where the person's unit sees both (IN21), the newest first; a merged one as
 * what shows it.
 */
export async function incidentsOfWarning(
	reader: Reader,
	who: Who,
	warningId: string
): Promise<IncidentCard[]> {
	authorizeReading(who);
	const [seen] = await reader
		.select({ id: warning.id })
		.from(warning)
		.where(and(eq(warning.id, warningId), visibleWarning(who)));
	if (!seen) return [];
	const rows = await reader
		.select({ id: incident.id })
		.from(incident)
		.where(
			and(
				visibleIncident(who),
				inArray(
					incident.id,
					sql`(select ${incidentWarning.incidentId} from ${incidentWarning}
						where ${incidentWarning.warningId} in (${familySql(warningId)} select id from family))`
				)
			)
		);
	const roots = await Promise.all(rows.map(({ id }) => rootOf(reader, id)));
	const cards = await cardsOf(reader, [...new Set(roots)]);
	return cards.sort((a, b) => b.openedAt.localeCompare(a.openedAt));
}
