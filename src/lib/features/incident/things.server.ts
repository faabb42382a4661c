import { sql } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { treeSql } from './cards.server.ts';
import type { Thing } from './schema.ts';

/** A thing of the incident with the units that may see it; `scope` null: all who see the incident. */
export type ScopedThing = Thing & { scope: string[] | null };

/** Of these subjects (`noun:id`) those that belong to the incident or to what was merged into it, in no order. */
export async function thingsOf(
	reader: Reader,
	incidentId: string,
	subjects: readonly string[]
): Promise<ScopedThing[]> {
	if (subjects.length === 0) return [];
	const wanted = [...new Set(subjects)];
	const rows = await reader.execute<ScopedThing>(sql`
		${treeSql([incidentId])}
		select 'report:' || report.id as subject, report.title, null as gone, report.scope
		from thread join report on report.thread_id = thread.thread_id
		where 'report:' || report.id in ${wanted}
		union all
		select told.subject, told.title, told.gone, null
		from tree join incident_subject told on told.incident_id = tree.id
		where told.subject in ${wanted}`);
	return [...rows];
}
