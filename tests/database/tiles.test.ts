import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { UnitTile } from '#lib/features/unit/schema.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import { unitsVersion, unitTile } from '#lib/features/unit/tile-queries.server.ts';
import { testDatabase } from '../support/database.ts';
import { seedSmallTree, YONGJI } from '../support/person.ts';

const db = await testDatabase();
beforeAll(() => seedSmallTree(db));

/** The tile of zoom 6 that holds the middle of the province. */
const MIDDLE = { z: 6, x: 54, y: 23 };

const textOf = (tile: Uint8Array | null) => Buffer.from(tile ?? []).toString('utf8');

test('[UN10] a tile carries areas and labels of every government, in the language that was asked for', async () => {
	const chinese = textOf(await unitTile(db, UnitTile.parse(MIDDLE)));
	for (const word of ['area', 'label', 'rank', '永吉', '220221', 'Yongji'])
		expect(chinese).toContain(word);
	const english = textOf(await unitTile(db, UnitTile.parse({ ...MIDDLE, language: 'en' })));
	expect(english).toContain('Yongji');
	expect(english).not.toContain('永吉');
});

test('[UN10] counties are left out where they would be specks, and closed units everywhere', async () => {
	expect(textOf(await unitTile(db, UnitTile.parse({ z: 2, x: 3, y: 1 })))).not.toContain('永吉');
	await db.update(unit).set({ validTo: '2001-01-01' }).where(eq(unit.id, YONGJI));
	expect(textOf(await unitTile(db, UnitTile.parse(MIDDLE)))).not.toContain('永吉');
	await db.update(unit).set({ validTo: null }).where(eq(unit.id, YONGJI));
});

test('[UN10] where there is nothing, there is no tile', async () => {
	expect(await unitTile(db, UnitTile.parse({ z: 6, x: 0, y: 0 }))).toBeNull();
});

test('[UN10] the version changes with any unit, and only then', async () => {
	const before = await unitsVersion(db);
	expect(await unitsVersion(db)).toBe(before);
	await db.update(unit).set({ shortName: '永吉' }).where(eq(unit.id, YONGJI));
	expect(await unitsVersion(db)).not.toBe(before);
});

test('[UN10] an address outside the pyramid is none', () => {
	const wrong = [
		{ z: '15', x: '0', y: '0' },
		{ z: '-1', x: '0', y: '0' },
		{ z: '3', x: '8', y: '0' },
		{ z: '3', x: '0', y: '8' },
		{ z: '3', x: 'a', y: '0' },
		{ z: '3.5', x: '1', y: '0' },
		{ z: '3', x: '1', y: '1', language: 'fr' }
	];
	for (const address of wrong) expect(UnitTile.safeParse(address).success).toBe(false);
	expect(UnitTile.parse({ z: '3', x: '7', y: '0' })).toMatchObject({
		z: 3,
		x: 7,
		language: 'zh-CN'
	});
});
