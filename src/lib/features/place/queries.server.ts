import { asc, inArray, sql, type SQL } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import type { LonLat } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import { metresFrom, within } from '#lib/server/db/geo.ts';
import { getUnit, unitAt } from '../unit/queries.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { PlaceAt, PlaceHit } from './schema.ts';
import { place } from './tables.server.ts';

const MAX_HITS = 12;
/** A named place further away than this says nothing about a point. */
const NEAREST_WITHIN_M = 8000;

type Row = Omit<PlaceHit, 'at'> & { lon: number; lat: number };

/**
 * Units and places whose name holds `text` (Chinese or English, case aside): those of the unit `near` first,
 * then exact names, then by distance from its seat. At most twelve. Some milliseconds for a thousand names.
 */
export async function searchPlaces(db: Reader, text: string, near: string): Promise<PlaceHit[]> {
	const own = await getUnit(db, near);
	const needle = text.toLowerCase();
	const english = !/\p{Script=Han}/u.test(text);
	const unitName: SQL = english ? sql`u.name_en` : sql`u.name`;
	const parentName: SQL = english ? sql`p.name_en` : sql`p.name`;
	const from: SQL = own.centre
		? sql`ST_SetSRID(ST_MakePoint(${own.centre.lon}::float8, ${own.centre.lat}::float8), 4326)`
		: sql`null::geometry`;
	const rows = await db.execute<Row>(sql`
		with hit as (
			select u.id, ${unitName} as name, 'unit' as kind, u.parent_id as "unitId",
				${parentName} as "unitName", u.centre as at, u.path
			from ${unit} u left join ${unit} p on p.id = u.parent_id
			where u.kind <> 'agency' and u.centre is not null
				and (u.valid_to is null or u.valid_to > current_date)
				and strpos(lower(u.name || ' ' || u.name_en || ' ' || u.short_name), ${needle}) > 0
			union all
			select g.id, g.name, g.kind, g.unit_id, ${unitName}, g.at, coalesce(u.path, '{}')
			from ${place} g left join ${unit} u on u.id = g.unit_id
			where strpos(lower(g.name), ${needle}) > 0
		)
		select id, name, kind, "unitId", "unitName", ST_X(at) as lon, ST_Y(at) as lat
		from hit
		order by ${own.id} = any(path) desc, lower(name) = ${needle} desc,
			${from} <-> at, length(name), id
		limit ${MAX_HITS}`);
	return rows.map(({ lon, lat, ...hit }) => ({ ...hit, at: { lon, lat } }));
}

/** The county that a point lies in, or a refusal in words where it lies in none. */
export async function placeAt(db: Reader, at: LonLat): Promise<PlaceAt> {
	const found = await unitAt(db, at);
	if (!found) throw new Failure('invalid', m.place_outside());
	const names = await db
		.select({ id: unit.id, name: unit.name })
		.from(unit)
		.where(inArray(unit.id, found.path));
	const nameOf = new Map(names.map(({ id, name }) => [id, name]));
	const metres = metresFrom(place.at, at);
	const [nearest] = await db
		.select({ name: place.name, metres })
		.from(place)
		.where(sql`${within(place.at, at, NEAREST_WITHIN_M)} and ${place.name} ~ '[一-龥]'`)
		.orderBy(asc(metres))
		.limit(1);
	return {
		unitId: found.id,
		unitName: found.name,
		unitNameEn: found.nameEn,
		fullName: found.path
			.toReversed()
			.map((id) => nameOf.get(id) ?? '')
			.join(''),
		nearest: nearest ? { name: nearest.name, distanceKm: nearest.metres / 1000 } : null
	};
}
