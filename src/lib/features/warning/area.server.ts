import { and, desc, eq, gt, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { invariant } from '#lib/errors.ts';
import type { Reader } from '#lib/server/db/client.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import { unitByCodeAt } from '../unit/queries.server.ts';
import { formerUnit, unit } from '../unit/tables.server.ts';
import { finding, type Finding } from './finding.ts';
import { areaCodes, fewestUnits } from './rules.ts';
import type { WarningArea } from './schema.ts';

/** Even a circle of no radius is a place that can be seen. */
const LEAST_RADIUS_KM = 0.1;
/** Overlaps below both of these come of two agencies drawing one border: square metres, and share of the warning. */
const LEAST_OVERLAP_M2 = 1_000_000;
const LEAST_SHARE = 0.01;
/** What a screen gets has at most so many points: some 35 kB. */
const MOST_POINTS = 2000;
/** Degrees; the first that brings it below `MOST_POINTS`. 0.0005 is 50 m. */
const TOLERANCES = [0.0005, 0.002, 0.008, 0.03, 0.1, 0.5];

/** Where a warning is and whom it is for; geometries as PostGIS writes them in hex, null where there is none. */
export type Located = {
	shape: string | null;
	outline: string | null;
	at: string | null;
	scope: string[];
	units: { id: string; name: string }[];
	remarks: Finding[];
};

/**
 * Resolves areas: every government that they reach into, what stands below one named by code, and all above them;
 * with the agency itself and the node. Abroad: the node and the agency alone (WA11). Reads only, and may take a
 * second for a megabyte: to be called before a transaction writes, since an open one holds back the journal.
 */
export async function locate(
	db: Reader,
	areas: readonly WarningArea[],
	{ day, agencyId }: { day: string; agencyId: string }
): Promise<Located> {
	// Beside a geometry a code says the same more coarsely.
	const codes = areas.filter((area) => !isDrawn(area)).flatMap((area) => area.codes);
	const named = await unitsByCodes(db, codes, day);
	const { touched, isBroken, ...drawn } = await draw(db, areas, named.ids);
	const governments = await db
		.select({ id: unit.id, name: unit.name, parentId: unit.parentId, path: unit.path })
		.from(unit)
		.where(
			and(ne(unit.kind, 'agency'), or(isNull(unit.validTo), gt(unit.validTo, sql`current_date`)))
		)
		.orderBy(unit.id);
	const affected = governments.filter(
		({ id, path }) => touched.includes(id) || path.some((above) => named.ids.includes(above))
	);
	const [home] = await db.select({ unitId: node.unitId }).from(node);
	const paths = affected.flatMap(({ path }) => path);
	return {
		...drawn,
		scope: [...new Set([...paths, agencyId, ...(home ? [home.unitId] : [])])],
		units: fewestUnits(governments, new Set(affected.map(({ id }) => id))).map(({ id, name }) => ({
			id,
			name
		})),
		remarks: [...named.remarks, ...(isBroken ? [finding('ringRepaired')] : [])]
	};
}

const isDrawn = ({ rings, circles }: WarningArea) => rings.length + circles.length > 0;

type Drawn = Pick<Located, 'shape' | 'outline' | 'at'> & { touched: string[]; isBroken: boolean };

/** The shape, what screens get of it, a point inside, and the units that what was drawn reaches into. */
async function draw(
	db: Reader,
	areas: readonly WarningArea[],
	unitIds: readonly string[]
): Promise<Drawn> {
	const steps = sql.join(
		TOLERANCES.map((tolerance) => sql`(${tolerance}::float8)`),
		sql`, `
	);
	const [row] = await db.execute<Drawn>(sql`
		with given as materialized (select ${shapeSql(areas, unitIds)} as shape),
		drawn as materialized (select shape, ST_Area(shape::geography, false) as m2 from (
			select ${shapeSql(areas, [])} as shape) as d)
		select ST_AsHEXEWKB(shape) as shape,
			ST_AsHEXEWKB(ST_PointOnSurface(shape)) as at,
			ST_AsHEXEWKB(coalesce((
				select simple from (values ${steps}) as step(tolerance),
					lateral (select ST_SimplifyPreserveTopology(shape, tolerance) as simple offset 0) as s
				where ST_NPoints(simple) <= ${MOST_POINTS} order by tolerance limit 1
			), ST_Envelope(shape))) as outline,
			array(select u.id from ${unit} u, drawn where u.kind <> 'agency' and ${touches}) as touched,
			${brokenSql(areas)} as "isBroken"
		from given`);
	invariant(row, 'a query without a condition has one row');
	return row;
}

/** By boundary; by the seat where a unit has none. */
const touches = sql`case
	when u.boundary is null then ST_Covers(drawn.shape, u.centre)
	else u.boundary && drawn.shape and ST_Intersects(u.boundary, drawn.shape) and (
		ST_Within(drawn.shape, u.boundary)
		or ST_Area(ST_Intersection(u.boundary, drawn.shape)::geography, false)
			>= least(${LEAST_OVERLAP_M2}::float8, ${LEAST_SHARE}::float8 * m2))
	end`;

/** The areas, and the boundaries of `unitIds`, as one valid multipolygon in SQL, null where they hold none. Circles are drawn on the ellipsoid. */
function shapeSql(areas: readonly WarningArea[], unitIds: readonly string[]): SQL {
	const rings = ringsOf(areas);
	const circles = areas.flatMap((area) =>
		area.circles.map(({ at, radiusKm }) => ({
			...at,
			metres: Math.max(radiusKm, LEAST_RADIUS_KM) * 1000
		}))
	);
	return sql`(
		with part as (
			select ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(ring), 4326)), 3) as shape
			from jsonb_array_elements(${JSON.stringify(rings)}::text::jsonb) as ring
			union all
			select ST_Buffer(ST_MakePoint(lon, lat)::geography, metres, 16)::geometry
			from jsonb_to_recordset(${JSON.stringify(circles)}::text::jsonb) as circle(lon float8, lat float8, metres float8)
			union all
			select ${unit.boundary} from ${unit} where ${inArray(unit.id, ['', ...unitIds])}
		), whole as (
			select ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Union(shape)), 3)) as shape from part
		)
		select shape from whole where not ST_IsEmpty(shape)
	)`;
}

/** True where a polygon must be mended to have an inside. */
function brokenSql(areas: readonly WarningArea[]): SQL {
	return sql`(select coalesce(bool_or(not ST_IsValid(ST_GeomFromGeoJSON(ring))), false)
		from jsonb_array_elements(${JSON.stringify(ringsOf(areas))}::text::jsonb) as ring)`;
}

const ringsOf = (areas: readonly WarningArea[]) =>
	areas.flatMap((area) =>
		area.rings.map((ring) => ({
			type: 'Polygon',
			coordinates: [ring.map(({ lon, lat }) => [lon, lat])]
		}))
	);

/** The governments that geocodes name: by today's code, a former one, or the unit above it (WA12). */
async function unitsByCodes(
	db: Reader,
	codes: readonly string[],
	day: string
): Promise<{ ids: string[]; remarks: Finding[] }> {
	const ids: string[] = [];
	const remarks: Finding[] = [];
	for (const code of new Set(codes)) {
		const [own = '', ...above] = areaCodes(code);
		const exact = await unitByCode(db, own, day);
		const found = exact ?? (await firstByCode(db, above, day));
		if (found) ids.push(found.id);
		if (!found) remarks.push(finding('geocodeUnknown', undefined, { value: code }));
		else if (!exact) {
			remarks.push(finding('geocodeParent', undefined, { value: code, unit: found.name }));
		}
	}
	return { ids: [...new Set(ids)], remarks };
}

async function firstByCode(db: Reader, codes: string[], day: string) {
	for (const code of codes) {
		const found = await unitByCode(db, code, day);
		if (found) return found;
	}
	return null;
}

async function unitByCode(db: Reader, code: string, day: string) {
	const then = await unitByCodeAt(db, code, day);
	if (then) return { id: then.unitId, name: then.name };
	// An agency's tables may be years behind: a code that was ever right still says where.
	const [now] = await db
		.select({ id: unit.id, name: unit.name })
		.from(unit)
		.where(eq(unit.code, code));
	if (now) return now;
	const [former] = await db
		.select({ id: unit.id, name: unit.name })
		.from(formerUnit)
		.innerJoin(unit, eq(unit.id, formerUnit.unitId))
		.where(eq(formerUnit.code, code))
		.orderBy(desc(formerUnit.validTo))
		.limit(1);
	return former ?? null;
}
