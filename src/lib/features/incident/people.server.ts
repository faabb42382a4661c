import { inArray } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { person } from '../person/tables.server.ts';
import type { ReportFull } from '../report/schema.ts';
import { report } from '../report/tables.server.ts';
import { onDuty } from '../shift/queries.server.ts';
import type { OnDuty } from '../shift/schema.ts';

/** Somebody who filed one of the reports, and how to reach him. */
export type Reporter = {
	personId: string;
	name: string;
	post: string;
	unitName: string;
	phone: string | null;
	mobile: string | null;
};

/** Who decided what: the newest decision of each person. */
export type Decider = {
	name: string;
	unitName: string;
	outcome: 'accepted' | 'returned';
	at: string;
};

export type People = { reporters: Reporter[]; deciders: Decider[]; onDuty: OnDuty[] };

/** Who filed and decided these reports, and who is on duty now in the units that see the incident. */
export async function peopleOf(
	reader: Reader,
	unitIds: string[],
	reports: ReportFull[]
): Promise<People> {
	return {
		reporters: await reportersOf(reader, reports),
		deciders: decidersOf(reports),
		onDuty: await onDuty(reader, unitIds, new Date())
	};
}

async function reportersOf(reader: Reader, reports: ReportFull[]): Promise<Reporter[]> {
	if (reports.length === 0) return [];
	const unitNames = new Map(reports.map(({ unitId, unitName }) => [unitId, unitName]));
	const filed = reader
		.select({ id: report.personId })
		.from(report)
		.where(
			inArray(
				report.id,
				reports.map(({ id }) => id)
			)
		);
	const rows = await reader
		.select({
			personId: person.id,
			name: person.name,
			post: person.post,
			unitId: person.unitId,
			phone: person.phone,
			mobile: person.mobile
		})
		.from(person)
		.where(inArray(person.id, filed));
	return rows.map(({ unitId, ...rest }) => ({ ...rest, unitName: unitNames.get(unitId) ?? '' }));
}

function decidersOf(reports: ReportFull[]): Decider[] {
	const newest = new Map<string, Decider>();
	for (const { unitName, outcome, decidedAt, decidedByName } of reports.flatMap(
		(one) => one.receipts
	)) {
		if (!outcome || !decidedAt || !decidedByName) continue;
		const before = newest.get(`${unitName} ${decidedByName}`);
		if (before && before.at >= decidedAt) continue;
		newest.set(`${unitName} ${decidedByName}`, {
			name: decidedByName,
			unitName,
			outcome,
			at: decidedAt
		});
	}
	return [...newest.values()].sort((a, b) => a.at.localeCompare(b.at));
}
