import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Failure, invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import { incident } from '../incident/tables.server.ts';
import { person } from '../person/tables.server.ts';
import { unit } from '../unit/tables.server.ts';
import { sheetsOf } from './sheets.server.ts';
import type { Attendance, ConsultationCard, InvitedUnit } from './schema.ts';
import { attendance, consultation, consultationUnit } from './tables.server.ts';

const openedBy = alias(unit, 'opened_by');
const chairUnit = alias(unit, 'chair_unit');

const columns = {
	id: consultation.id,
	incidentId: consultation.incidentId,
	incidentTitle: incident.title,
	title: consultation.title,
	mainVenueUnitId: consultation.mainVenueUnitId,
	openedAt: consultation.openedAt,
	openedByName: consultation.openedByName,
	openedByUnitId: consultation.openedByUnitId,
	openedByUnitName: openedBy.name,
	closedAt: consultation.closedAt,
	closedByName: consultation.closedByName,
	chairPersonId: consultation.chairPersonId,
	chairName: person.name,
	chairUnitId: consultation.chairUnitId,
	chairUnitName: chairUnit.name,
	rules: consultation.rules,
	frame: consultation.frame,
	version: consultation.version
};

/** The whole cards, in the order of `ids`. */
export async function cardsOf(reader: Reader, ids: string[]): Promise<ConsultationCard[]> {
	if (ids.length === 0) return [];
	const found = await reader
		.select(columns)
		.from(consultation)
		.innerJoin(incident, eq(incident.id, consultation.incidentId))
		.innerJoin(person, eq(person.id, consultation.chairPersonId))
		.innerJoin(openedBy, eq(openedBy.id, consultation.openedByUnitId))
		.innerJoin(chairUnit, eq(chairUnit.id, consultation.chairUnitId))
		.where(inArray(consultation.id, ids));
	const rows = new Map(found.map((row) => [row.id, row]));
	const units = await unitsOf(reader, ids);
	const present = await attendancesOf(reader, ids, { onlyPresent: true });
	const sheets = await sheetsOf(reader, ids, { onlyNewest: true });
	return ids.flatMap((id) => {
		const row = rows.get(id);
		if (!row) return [];
		const { chairPersonId, chairName, chairUnitId, chairUnitName, rules, ...rest } = row;
		return {
			...rules,
			...rest,
			openedAt: row.openedAt.toISOString(),
			closedAt: row.closedAt?.toISOString() ?? null,
			chair: {
				personId: chairPersonId,
				name: chairName,
				unitId: chairUnitId,
				unitName: chairUnitName
			},
			units: units.get(id) ?? [],
			present: present.get(id) ?? [],
			rollCall: sheets.get(id)?.[0] ?? null
		};
	});
}

/** The card as it is now: after a change, and the answer to a retry. */
export async function cardNow(reader: Reader, id: string): Promise<ConsultationCard> {
	const [card] = await cardsOf(reader, [id]);
	if (!card) throw new Failure('not_found', m.consultation_not_found());
	return card;
}

async function unitsOf(reader: Reader, ids: string[]): Promise<Map<string, InvitedUnit[]>> {
	const rows = await reader
		.select({
			consultationId: consultationUnit.consultationId,
			unitId: consultationUnit.unitId,
			unitName: unit.name,
			invitedAt: consultationUnit.invitedAt,
			answer: consultationUnit.answer,
			answeredAt: consultationUnit.answeredAt,
			answeredByName: consultationUnit.answeredByName,
			reason: consultationUnit.reason
		})
		.from(consultationUnit)
		.innerJoin(unit, eq(unit.id, consultationUnit.unitId))
		.where(inArray(consultationUnit.consultationId, ids))
		// The higher a unit stands, the earlier it is named.
		.orderBy(sql`array_length(${unit.path}, 1)`, asc(unit.id));
	return grouped(rows, ({ invitedAt, answeredAt, ...row }) => ({
		...row,
		invitedAt: invitedAt.toISOString(),
		answeredAt: answeredAt?.toISOString() ?? null
	}));
}

/** Who came, in the order in which they did. */
export async function attendancesOf(
	reader: Reader,
	ids: string[],
	{ onlyPresent = false } = {}
): Promise<Map<string, Attendance[]>> {
	const rows = await attendances(
		reader,
		and(
			inArray(attendance.consultationId, ids),
			onlyPresent ? isNull(attendance.leftAt) : undefined
		)
	);
	return grouped(rows, toAttendance);
}

export async function attendanceNow(reader: Reader, id: string): Promise<Attendance> {
	const [row] = await attendances(reader, eq(attendance.id, id));
	invariant(row, `attendance ${id} was there in this transaction`);
	const { consultationId: _, ...rest } = row;
	return toAttendance(rest);
}

const attendances = (reader: Reader, which: SQL | undefined) =>
	reader
		.select({
			consultationId: attendance.consultationId,
			id: attendance.id,
			personId: attendance.personId,
			name: person.name,
			unitId: attendance.unitId,
			unitName: unit.name,
			joinedAt: attendance.joinedAt,
			leftAt: attendance.leftAt
		})
		.from(attendance)
		.innerJoin(person, eq(person.id, attendance.personId))
		.innerJoin(unit, eq(unit.id, attendance.unitId))
		.where(which)
		.orderBy(asc(attendance.joinedAt), asc(attendance.id));

type Row = Omit<Awaited<ReturnType<typeof attendances>>[number], 'consultationId'>;

const toAttendance = ({ joinedAt, leftAt, ...row }: Row): Attendance => ({
	...row,
	joinedAt: joinedAt.toISOString(),
	leftAt: leftAt?.toISOString() ?? null
});

function grouped<R extends { consultationId: string }, T>(
	rows: R[],
	to: (row: Omit<R, 'consultationId'>) => T
): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const { consultationId, ...row } of rows) {
		groups.set(consultationId, [...(groups.get(consultationId) ?? []), to(row)]);
	}
	return groups;
}
