import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import type { LonLat } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import { pointSql } from '#lib/server/db/geo.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { FormerUnit, Unit, UnitChange, UnitFull } from './schema.ts';
import { formerUnit, unit } from './tables.server.ts';

const columns = {
	id: unit.id,
	kind: unit.kind,
	code: unit.code,
	agency: unit.agency,
	name: unit.name,
	nameEn: unit.nameEn,
	shortName: unit.shortName,
	parentId: unit.parentId,
	path: unit.path,
	centre: unit.centre
};

/** Not closed, or only from a later day on. */
const inForce = or(isNull(unit.validTo), gt(unit.validTo, sql`current_date`));

/** The unit, or a `not_found` refusal. */
export async function getUnit(db: Reader, id: string): Promise<Unit> {
	const [found] = await db.select(columns).from(unit).where(eq(unit.id, id));
	if (!found) throw new Failure('not_found', m.errors_not_found());
	return found;
}

/** The units in force, governments before agencies, by id. */
export function listUnits(db: Reader): Promise<Unit[]> {
	return db
		.select(columns)
		.from(unit)
		.where(inForce)
		.orderBy(sql`${unit.kind} = 'agency'`, asc(unit.id));
}

/** The units with these ids, in no order. */
export function unitsById(db: Reader, ids: string[]): Promise<Unit[]> {
	return db.select(columns).from(unit).where(inArray(unit.id, ids));
}

/** The smallest unit whose boundary holds the point, or null outside all. */
export async function unitAt(db: Reader, at: LonLat): Promise<Unit | null> {
	const [found] = await db
		.select(columns)
		.from(unit)
		.where(and(inForce, sql`ST_Covers(${unit.boundary}, ${pointSql(at)})`))
		.orderBy(desc(sql`array_length(${unit.path}, 1)`))
		.limit(1);
	return found ?? null;
}

/**
 * The government of kind `above` over the unit (or itself), or null: a province has no city above it,
 * and 长白山管委会 stands directly under the province.
 */
export async function governmentAbove(
	db: Reader,
	of: Pick<Unit, 'path'>,
	above: 'city' | 'province'
): Promise<Unit | null> {
	const [found] = await db
		.select(columns)
		.from(unit)
		.where(and(inArray(unit.id, of.path), eq(unit.kind, above)));
	return found ?? null;
}

/** Every unit that ever was, with its days, for those who edit them. */
export function listAllUnits(db: Reader): Promise<UnitFull[]> {
	return db
		.select({ ...columns, validFrom: unit.validFrom, validTo: unit.validTo })
		.from(unit)
		.orderBy(sql`${unit.kind} = 'agency'`, asc(unit.id));
}

/** What a GB/T 2260 code meant on a day, or null: 220381 was 公主岭市 under 四平市 until 2020-06-18. */
export async function unitByCodeAt(
	db: Reader,
	code: string,
	day: string
): Promise<{ unitId: string; name: string; parentId: string | null } | null> {
	const [now] = await db
		.select({ unitId: unit.id, name: unit.name, parentId: unit.parentId })
		.from(unit)
		.where(
			and(
				eq(unit.code, code),
				lte(unit.validFrom, day),
				or(isNull(unit.validTo), gt(unit.validTo, day))
			)
		);
	if (now) return now;
	const [then] = await db
		.select({ unitId: formerUnit.unitId, name: formerUnit.name, parentId: formerUnit.parentId })
		.from(formerUnit)
		.where(
			and(eq(formerUnit.code, code), lte(formerUnit.validFrom, day), gt(formerUnit.validTo, day))
		);
	return then ?? null;
}

/** What the unit was before, and every edit of it; the newest first. */
export async function unitHistory(
	db: Reader,
	id: string
): Promise<{ former: FormerUnit[]; changes: UnitChange[] }> {
	const former = await db
		.select({
			code: formerUnit.code,
			name: formerUnit.name,
			parentId: formerUnit.parentId,
			validFrom: formerUnit.validFrom,
			validTo: formerUnit.validTo,
			sourceDocument: formerUnit.sourceDocument
		})
		.from(formerUnit)
		.where(eq(formerUnit.unitId, id))
		.orderBy(desc(formerUnit.validFrom));
	const lines = await db
		.select({ at: journal.at, actorName: journal.actorName, payload: journal.payload })
		.from(journal)
		.where(and(eq(journal.subject, `unit:${id}`), eq(journal.type, 'unit.changed')))
		.orderBy(desc(journal.seq));
	const changes = lines.map(({ at, actorName, payload }) => ({
		at: at.toISOString(),
		actorName,
		...(payload as Pick<UnitChange, 'before' | 'after'>)
	}));
	return { former, changes };
}

/** Chinese and English name of every unit that has both. */
export async function englishNames(db: Reader): Promise<[name: string, nameEn: string][]> {
	const rows = await db.select({ name: unit.name, nameEn: unit.nameEn }).from(unit);
	return rows.filter(({ nameEn }) => nameEn !== '').map(({ name, nameEn }) => [name, nameEn]);
}
