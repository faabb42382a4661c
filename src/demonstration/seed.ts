import { count, max, sql } from 'drizzle-orm';
import { hashPassword } from 'better-auth/crypto';
import { addressOf } from '#lib/features/person/enrol.server.ts';
import { person } from '#lib/features/person/tables.server.ts';
import { place } from '#lib/features/place/tables.server.ts';
import { shift } from '#lib/features/shift/tables.server.ts';
import { formerUnit, unit } from '#lib/features/unit/tables.server.ts';
import { authAccount, authUser } from '#lib/server/auth/tables.server.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { readBoundaries } from './boundaries.ts';
import { formerGovernments } from './governments.ts';
import { DEMO_PASSWORD, demoId, people } from './people.ts';
import { seedPlans } from './plans/seed.ts';
import { PLACE_SOURCE, places } from './places.ts';
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
	await seedPlans(tx, now);
	await extendRoster(tx, now);
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
