import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { invariant } from '#lib/errors.ts';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { clocksOfIncident } from '../clock/queries.server.ts';
import { fullsOf } from '../report/cards.server.ts';
import { differences, type Difference } from '../report/rules.ts';
import type { ReportFull } from '../report/schema.ts';
import { report } from '../report/tables.server.ts';
import { visibleReport } from '../report/visible.server.ts';
import { cardNow, cardsOf, treeSql } from './cards.server.ts';
import { relationTo } from './holding.server.ts';
import { incidentActs } from './permissions.ts';
import { knownNow } from './known.ts';
import { noticesOf } from './notices.server.ts';
import { peopleOf } from './people.server.ts';
import { suggestionFrom } from './suggestion.server.ts';
import { incident } from './tables.server.ts';
import { membersOf, rootOf } from './tree.server.ts';
import { authorizeReading, requireVisible } from './visible.server.ts';
import { linkedWarnings } from './warnings.server.ts';

/** The reports of one unit about the incident, in their order, each with its difference from the one before. */
export type PageThread = {
	threadId: string;
	unitId: string;
	unitName: string;
	reports: { report: ReportFull; differences: Difference[] }[];
};

/**
 * All that the incident's page shows. Reports that the person's unit may not see are left out of it, of the
 * figures too; `hiddenReports` counts them. `shownIn`: what it was merged into, or null. `acts`: what the person
 * may do to it, as far as it depends on office and unit (`blockedBy` has the rest); `relation`: the same for other nouns’ acts.
 */
export async function incidentPage(db: Db, who: Who, id: string) {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const visible = await requireVisible(db, who, id);
	const relation = await relationTo(db, who, id);
	invariant(relation, 'what is visible is there');
	const card = await cardNow(db, id);
	const merged = await mergedInto(db, id);
	const threads = await threadsOf(db, who, id);
	const reports = threads.flatMap((thread) => thread.reports.map((one) => one.report));
	const members = await membersOf(db, id);
	const clocks = [];
	for (const member of members) {
		clocks.push(...(await clocksOfIncident(db, who, member)).clocks);
	}
	const [shownIn] = visible.mergedIntoId ? await cardsOf(db, [await rootOf(db, id)]) : [];
	return {
		cursor,
		card,
		shownIn: shownIn ?? null,
		merged,
		threads,
		hiddenReports: card.reportCount - reports.length,
		known: knownNow(reports),
		suggested: await suggestionFrom(db, card, reports),
		clocks: clocks.sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
		notices: await noticesOf(db, members),
		...(await linkedWarnings(db, who, id)),
		people: await peopleOf(db, visible.scope, reports),
		acts: incidentActs(who, relation),
		relation
	};
}
export type IncidentPage = Awaited<ReturnType<typeof incidentPage>>;

async function mergedInto(db: Reader, id: string) {
	const rows = await db
		.select({ id: incident.id })
		.from(incident)
		.where(eq(incident.mergedIntoId, id))
		.orderBy(asc(incident.openedAt));
	return cardsOf(
		db,
		rows.map((row) => row.id)
	);
}

async function threadsOf(db: Reader, who: Who, id: string): Promise<PageThread[]> {
	const shown = sql`(${treeSql([id])} select thread_id from thread)`;
	const rows = await db
		.select({ id: report.id })
		.from(report)
		.where(and(inArray(report.threadId, shown), visibleReport(who)))
		.orderBy(asc(report.receivedAt), asc(report.id));
	const reports = await fullsOf(
		db,
		rows.map((row) => row.id)
	);
	return [...Map.groupBy(reports, ({ threadId }) => threadId)].map(([threadId, inThread]) => {
		const inOrder = inThread.sort((a, b) => a.number - b.number);
		const first = inOrder[0] as ReportFull; // A group has at least one.
		return {
			threadId,
			unitId: first.unitId,
			unitName: first.unitName,
			reports: inOrder.map((one, i) => {
				const before = inOrder[i - 1];
				return { report: one, differences: before ? differences(before, one) : [] };
			})
		};
	});
}
