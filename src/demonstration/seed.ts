import { count, eq, max, sql } from 'drizzle-orm';
import { hashPassword } from 'better-auth/crypto';
import { feed } from '#lib/features/feed/tables.server.ts';
import { addressOf } from '#lib/features/person/enrol.server.ts';
import { person } from '#lib/features/person/tables.server.ts';
import { place } from '#lib/features/place/tables.server.ts';
import { resource } from '#lib/features/resource/tables.server.ts';
import { shift } from '#lib/features/shift/tables.server.ts';
import { formerUnit, unit } from '#lib/features/unit/tables.server.ts';
import { authAccount, authUser } from '#lib/server/auth/tables.server.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { readBoundaries } from './boundaries.ts';
import { demoFeeds } from './feeds.ts';
import { formerGovernments } from './governments.ts';
import { DEMO_PASSWORD, demoId, people } from './people.ts';
import { seedKnowledge } from './knowledge.ts';
import { seedPlans } from './plans/seed.ts';
import { PLACE_SOURCE, places } from './places.ts';
import { demoResources } from './resources.ts';
import { roster, shiftStart } from './roster.ts';
import { unitRows } from './units.ts';

/** A statement takes at most 65,535 parameters. */
const ROWS_AT_ONCE = 1000;

/** Puts the demonstration government into the database, and brings its roster up to `now`. What is there stays. */
export async function seedDemonstration(tx: Tx, now: Date) {
	const [units] = await tx.select({ count: count() }).from(unit);
	if (units?.count === 0) {
		await seedUnits(tx);
		await seedPlaces(tx);
		await seedPeople(tx);
	}
	await seedFeeds(tx);
	await seedPlans(tx, now);
	await seedKnowledge(tx, now);
	await seedResources(tx);
	await extendRoster(tx, now);
}

/** A database that was seeded by an earlier version gets them too. What the administrator made of them stays. */
async function seedFeeds(tx: Tx) {
	const origin = sql`(select id from node)`;
	await tx
		.insert(feed)
		.values(demoFeeds.map((row) => ({ ...row, origin })))
		.onConflictDoNothing();
}

async function seedUnits(tx: Tx) {
	const boundaries = new Map((await readBoundaries()).map(({ code, shape }) => [code, shape]));
	await tx.insert(unit).values(
		unitRows().map((row) => {
			const shape = row.code === null ? undefined : boundaries.get(row.code);
			return { ...row, boundary: shape ? validArea(JSON.stringify(shape)) : null };
		})
	);
	await tx
		.insert(formerUnit)
		.values(formerGovernments.map((row) => ({ id: `${row.code}-${row.validFrom}`, ...row })));
}

/** Some published rings touch themselves. */
const validArea = (geoJson: string) =>
	sql`ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(${geoJson}), 4326)), 3))`;

/** A row for each name, Chinese and English: the gazetteer is searched by what people type. */
async function seedPlaces(tx: Tx) {
	await tx.insert(place).values(
		places.flatMap(({ name, nameEn, kind, unitId, lon, lat }) =>
			[name, nameEn].map((each) => ({
				id: `${unitId}-${each}`,
				name: each,
				kind,
				unitId,
				at: { lon, lat },
				source: PLACE_SOURCE
			}))
		)
	);
}

async function seedPeople(tx: Tx) {
	// One hash for all: 300 of them would take a quarter of a minute, and everybody may know this password.
	const password = await hashPassword(DEMO_PASSWORD);
	await tx.insert(person).values(people);
	await tx.insert(authUser).values(
		people.map(({ id, name, username }) => ({
			id,
			name,
			email: addressOf(username),
			username,
			displayUsername: username
		}))
	);
	await tx.insert(authAccount).values(
		people.map(({ id }) => ({
			id: demoId(`account ${id}`),
			accountId: id,
			providerId: 'credential',
			userId: id,
			password
		}))
	);
}

/**
 * Adds the resources that are missing; what people changed or removed stays so. Each stands within the boundary
 * of its government: where its place turns out not to, at the seat.
 */
async function seedResources(tx: Tx) {
	const rows = demoResources();
	const [known] = await tx
		.select({ count: count() })
		.from(resource)
		.where(eq(resource.demonstration, true));
	if (known && known.count >= rows.length) return;
	await tx.execute(sql`
		insert into ${resource} (id, kind, code, name, unit_id, place_unit_id, at, address, contact, phone,
			quantity, measure, capacity, state, note, demonstration, changed_by_name, origin, scope)
		select g.id, g.kind, g.code, g.name, g."unitId", ground.id, placed.at, g.address, g.contact, g.phone,
			g.quantity, g.measure, g.capacity, 'available', g.note, true, '演示数据', (select id from node),
			owner.path || coalesce((select array_agg(one) from unnest(ground.path) one
				where one <> all(owner.path)), '{}')
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, kind text, code text, name text,
			"unitId" text, "groundId" text, lon float8, lat float8, "seatLon" float8, "seatLat" float8,
			address text, contact text, phone text, quantity float8, measure text, capacity int, note text)
		join unit owner on owner.id = g."unitId"
		join unit given on given.id = g."groundId"
		cross join lateral (select case
			when ST_Covers(given.boundary, ST_SetSRID(ST_MakePoint(g.lon, g.lat), 4326))
				then ST_SetSRID(ST_MakePoint(g.lon, g.lat), 4326)
			else ST_SetSRID(ST_MakePoint(g."seatLon", g."seatLat"), 4326) end as at) placed
		cross join lateral (select id, path from unit where ST_Covers(boundary, placed.at)
			order by array_length(path, 1) desc limit 1) ground
		on conflict do nothing`);
}

/** Adds the shifts that are missing at the end, so that somebody is on duty for weeks after each start. */
async function extendRoster(tx: Tx, now: Date) {
	const [last] = await tx.select({ startsAt: max(shift.startsAt) }).from(shift);
	const after = last?.startsAt?.getTime() ?? 0;
	const rows = roster(shiftStart(now)).filter(({ startsAt }) => startsAt.getTime() > after);
	for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
		await tx
			.insert(shift)
			.values(rows.slice(i, i + ROWS_AT_ONCE))
			.onConflictDoNothing();
	}
}
