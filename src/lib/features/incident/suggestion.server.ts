import { inArray, sql } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { thresholdsInForce } from '../event-class/queries.server.ts';
import { suggestedLevel, type Suggestion } from '../event-class/rules.ts';
import { fullsOf } from '../report/cards.server.ts';
import type { ReportFull } from '../report/schema.ts';
import { report } from '../report/tables.server.ts';
import { treeSql } from './cards.server.ts';
import { knownNow } from './known.ts';
import { gradedFigures } from './rules.ts';
import type { IncidentCard } from './schema.ts';

type About = Pick<IncidentCard, 'id' | 'classCode' | 'sensitive'>;

/** The level that the thresholds in force suggest for what all reports of the incident say now. */
export async function suggestionFor(reader: Reader, about: About): Promise<Suggestion> {
	const rows = await reader
		.select({ id: report.id })
		.from(report)
		.where(inArray(report.threadId, sql`(${treeSql([about.id])} select thread_id from thread)`));
	return suggestionFrom(
		reader,
		about,
		await fullsOf(
			reader,
			rows.map(({ id }) => id)
		)
	);
}

/** What they suggest for what these reports say. */
export async function suggestionFrom(
	reader: Reader,
	{ classCode, sensitive }: About,
	reports: ReportFull[]
): Promise<Suggestion> {
	const figures = gradedFigures(knownNow(reports));
	return suggestedLevel(await thresholdsInForce(reader), classCode, figures, { sensitive });
}
