import { inArray, sql, type SQL } from 'drizzle-orm';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Shape } from '#lib/geo.ts';
import type { Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import type { Reach, ReachGroup, ReachQuestion, ReachRing, Reached } from './schema.ts';
import { resource } from './tables.server.ts';
import { authorizeReading, visibleResource } from './visible.server.ts';

/**
 * `anybody`: whoever asks may see all. Otherwise what his lists show, and whatever lies within the rings around the
 * part of the shape that is on the ground of this unit.
 */
type SeenBy = { who: Who; groundUnitId: string | null } | 'anybody';

/**
 * What lies in or around `shape`, as the person may know it: around the part on his own government's ground everything,
 * whoever owns it; elsewhere what his lists show (RS3).
 */
export async function reach(db: Reader, who: Who, question: ReachQuestion): Promise<Reach> {
	authorizeReading(who);
	const ground = await ownGround(db, who, question.shape);
	const seenBy = ground?.isWhole ? 'anybody' : { who, groundUnitId: ground?.unitId ?? null };
	const rings = await ringsAround(db, question, seenBy);
	return { rings, wholeReach: ground?.isWhole ?? false };
}

/** The unit whose area is the ground of the government that the person serves, and whether the whole shape lies on it. */
async function ownGround(db: Reader, who: Who, shape: Shape) {
	const [found] = await db.execute<{ unitId: string; isWhole: boolean }>(sql`
		select id as "unitId", ST_Covers(boundary, ${geometryOf(shape)}) as "isWhole" from ${unit}
		where id = any(${sql.param(who.unitPath, unit.path)}) and boundary is not null
		order by array_length(path, 1) desc limit 1`);
	return found;
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
	const furthestM = Math.max(...rings) * 1000;
	const where = sql`coalesce(${resource.shape}, ${resource.at})::geography`;
	const seen =
		seenBy === 'anybody'
			? sql`true`
			: sql`(${visibleResource(seenBy.who)} or ST_DWithin(${where}, asked.own, ${furthestM}))`;
	const rows = await db.execute<Row>(sql`
		with asked as materialized (select ${geometryOf(shape)}::geography as shape, ${ownPart(shape, seenBy)} as own),
		near as materialized (
			select ${resource}.*, ST_Distance(${where}, asked.shape) / 1000 as km
			from asked, ${resource}
			where ${resource.removedAt} is null and ST_DWithin(${where}, asked.shape, ${furthestM}) and ${seen}
				${kinds.length === 0 ? sql`` : sql`and ${inArray(resource.kind, kinds)}`}
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

/** The part of the shape on that ground; null where there is none. */
function ownPart(shape: Shape, seenBy: SeenBy): SQL {
	if (seenBy === 'anybody' || seenBy.groundUnitId === null) return sql`null::geography`;
	// A shape that nobody checked may cross itself, which ST_Intersection does not take.
	const part = sql`ST_Intersection(boundary, ST_MakeValid(${geometryOf(shape)}))`;
	return sql`(select case when not ST_IsEmpty(${part}) then ${part}::geography end
		from ${unit} where id = ${seenBy.groundUnitId})`;
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
