import { sql, type SQL } from 'drizzle-orm';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Shape } from '#lib/geo.ts';
import type { Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { authorizeReading } from './queries.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { Reach, ReachGroup, ReachQuestion, ReachRing, Reached } from './schema.ts';
import { resource } from './tables.server.ts';

/** `anybody`: whoever asks may see all; otherwise the rows whose scope holds the unit. */
type SeenBy = { unitId: string } | 'anybody';

/**
 * What lies in or around `shape`, as the person may know it: on his own government's ground everything, whoever
 * owns it; elsewhere what his lists show (RS3).
 */
export async function reach(db: Reader, who: Who, question: ReachQuestion): Promise<Reach> {
	authorizeReading(who);
	const wholeReach = await isOwnGround(db, who, question.shape);
	const rings = await ringsAround(db, question, wholeReach ? 'anybody' : { unitId: who.unitId });
	return { rings, wholeReach };
}

/** True where the shape touches the area of the government that the person serves. */
async function isOwnGround(db: Reader, who: Who, shape: Shape): Promise<boolean> {
	const [found] = await db.execute<{ touches: boolean }>(sql`
		select ST_Intersects(boundary, ${geometryOf(shape)}) as touches from ${unit}
		where id = any(${sql.param(who.unitPath, unit.path)}) and boundary is not null
		order by array_length(path, 1) desc limit 1`);
	return found?.touches ?? false;
}

type Row = {
	ring: number;
	total: number;
	available: number;
	capacitySum: number;
	lon: number;
	lat: number;
} & Omit<Reached, 'at'>;

/**
 * The rings around a shape, by kind. Distances on the ellipsoid, from shape to shape. Served by the geography
 * index; a complicated shape costs what its corners cost. For callers who have decided what may be seen.
 */
export async function ringsAround(
	db: Reader,
	{ shape, rings, kinds, nearest }: ReachQuestion,
	seenBy: SeenBy
): Promise<ReachRing[]> {
	const furthest = Math.max(...rings);
	const rows = await db.execute<Row>(sql`
		with asked as materialized (select ${geometryOf(shape)}::geography as shape),
		near as materialized (
			select r.*, ST_Distance(coalesce(r.shape, r.at)::geography, asked.shape) / 1000 as km
			from asked, ${resource} r
			where r.removed_at is null
				and ST_DWithin(coalesce(r.shape, r.at)::geography, asked.shape, ${furthest * 1000})
				${seenBy === 'anybody' ? sql`` : sql`and r.scope @> array[${seenBy.unitId}]`}
				${kinds.length === 0 ? sql`` : sql`and r.kind in ${kinds}`}
		),
		placed as (
			select near.*, ${ringOf(rings)} as ring from near
		),
		ranked as (
			select placed.*,
				row_number() over (by_distance) as place,
				count(*) over (in_ring)::int as total,
				(count(*) filter (where state = 'available'
					and (valid_until is null or valid_until >= current_date)) over (in_ring))::int as available,
				coalesce(sum(capacity) over (in_ring), 0)::float8 as "capacitySum"
			from placed
			window in_ring as (partition by ring, kind),
				by_distance as (partition by ring, kind order by km, id)
		)
		select ring, total, available, "capacitySum", ranked.id, ranked.kind, ranked.code, ranked.name,
			unit_id as "unitId", owner.name as "unitName", ST_X(at) as lon, ST_Y(at) as lat, address,
			contact, phone, quantity, measure, capacity, state, valid_until::text as "validUntil",
			demonstration, km as "distanceKm"
		from ranked join ${unit} owner on owner.id = ranked.unit_id
		where place <= ${nearest}
		order by ring, kind, place`);
	const outlines = await outlinesOf(db, shape, rings);
	return [0, ...rings].map((km) => ({
		km,
		groups: groupsOf(rows.filter(({ ring }) => ring === km)),
		outline: outlines.get(km) ?? null
	}));
}

/** The lines at those distances, good to a thousandth of the distance: for the eye, the counting does not use them. */
async function outlinesOf(db: Reader, shape: Shape, rings: readonly number[]) {
	const rows = await db.execute<{ km: number; outline: Polygon | MultiPolygon }>(sql`
		select km, ST_AsGeoJSON(ST_Buffer(${geometryOf(shape)}::geography, km * 1000, 16)::geometry, 4)::json as outline
		from unnest(array[${sql.join(
			rings.map((km) => sql`${km}::float8`),
			sql`, `
		)}]) as km`);
	return new Map(rows.map(({ km, outline }) => [km, outline]));
}

function groupsOf(rows: Row[]): ReachGroup[] {
	const groups = new Map<string, ReachGroup>();
	for (const { ring: _, total, available, capacitySum, lon, lat, ...rest } of rows) {
		const group = groups.get(rest.kind) ?? {
			kind: rest.kind,
			count: total,
			available,
			capacity: capacitySum,
			nearest: []
		};
		group.nearest.push({ ...rest, at: { lon, lat } });
		groups.set(rest.kind, group);
	}
	return [...groups.values()];
}

/** The smallest ring that a distance falls in. */
function ringOf(rings: readonly number[]): SQL {
	const steps = rings.map((km) => sql`when km <= ${km}::float8 then ${km}::float8`);
	return sql`case when km = 0 then 0 ${sql.join(steps, sql` `)} else ${Math.max(...rings)}::float8 end`;
}

const geometryOf = (shape: Shape) =>
	sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(shape)}), 4326)`;
