import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ResourceEdit } from '#lib/features/resource/schema.ts';
import { resource } from '#lib/features/resource/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Role, Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import {
	DUNHUA,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	YANBIAN,
	YONGJI
} from '../support/person.ts';
import { resourceRow, resourcesOf } from './resource-support.ts';

const db = await testDatabase();
const KOUQIAN = { lon: 126.5, lat: 43.66 };
const at = (unitId: string, ...roles: Role[]) => testPerson(db, { unitId, roles });
let county: Who;
let city: Who;
let elsewhere: Who;

beforeAll(async () => {
	await seedSmallTree(db);
	county = await at(YONGJI, 'dutyOfficer');
	city = await at(JILIN_CITY, 'planner');
	elsewhere = await at(DUNHUA, 'dutyOfficer');
});

const given = (changes: Partial<ResourceEdit> = {}): ResourceEdit => ({
	actId: uuidv7(),
	id: uuidv7(),
	version: 0,
	kind: 'supply',
	code: '43C06',
	name: `帐篷${uuidv7()}`,
	unitId: YONGJI,
	at: KOUQIAN,
	shape: null,
	address: '永吉县口前镇',
	contact: '李海燕',
	phone: '0432-0123456',
	quantity: 120,
	measure: '顶',
	capacity: 600,
	state: 'available',
	note: '',
	validUntil: null,
	...changes
});
const entered = async (who: Who, changes: Partial<ResourceEdit> = {}) =>
	resourcesOf(db, who).edit(given(changes));

describe('who may not', () => {
	test('[RS2] neither reporter nor wall, expert or administrator writes', async () => {
		const card = await entered(county);
		for (const role of ['reporter', 'screen', 'expert', 'systemAdmin', 'auditAdmin'] as const) {
			const doors = resourcesOf(db, await at(YONGJI, role));
			await expect(doors.edit(given())).rejects.toMatchObject({ code: 'FORBIDDEN' });
			const change = {
				actId: uuidv7(),
				id: card.id,
				seen: 'available',
				state: 'committed'
			} as const;
			await expect(doors.changeState(change)).rejects.toMatchObject({ code: 'FORBIDDEN' });
			await expect(
				doors.remove({ actId: uuidv7(), id: card.id, version: 1 })
			).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(resourcesOf(db, null).edit(given())).rejects.toMatchObject({
			code: 'UNAUTHORIZED'
		});
	});

	test('[RS2] a county writes neither for its city nor for a neighbour; a city writes for its county', async () => {
		for (const unitId of [JILIN_CITY, JILIN, DUNHUA]) {
			await expect(entered(county, { unitId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		expect(await entered(city)).toMatchObject({ unitId: YONGJI, version: 1 });
	});

	test('[RS2] a resource of the city cannot be taken over by naming the county as its owner', async () => {
		const card = await entered(city, { unitId: JILIN_CITY });
		await expect(
			entered(county, { ...card, actId: uuidv7(), unitId: YONGJI })
		).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[RS1] nobody sees what is neither his nor on his ground: not in lists, on the map, in a file or by its id', async () => {
		const card = await entered(county);
		for (const who of [elsewhere, await at(YANBIAN, 'dutyOfficer')]) {
			const doors = resourcesOf(db, who);
			await expect(doors.get({ id: card.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
			expect((await doors.list({ text: card.name })).resources).toEqual([]);
			expect((await doors.spots({ text: card.name })).spots).toEqual([]);
			expect(await doors.export({ text: card.name })).not.toContain(card.name);
			await expect(
				doors.remove({ actId: uuidv7(), id: card.id, version: 1 })
			).rejects.toMatchObject({ code: 'NOT_FOUND' });
		}
		await expect(resourcesOf(db, await at(JILIN, 'auditAdmin')).list({})).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});

	test('[RS1] the ground on which it stands sees it, and may not change it', async () => {
		const card = await entered(city, { unitId: JILIN_CITY });
		const doors = resourcesOf(db, county);
		expect(await doors.get({ id: card.id })).toMatchObject({ placeUnitId: YONGJI });
		await expect(doors.remove({ actId: uuidv7(), id: card.id, version: 1 })).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});
});

describe('[RS4] what it must have', () => {
	test.each([
		['a type of another category', { code: '46A01' }, 'code'],
		['no name', { name: ' ' }, 'name'],
		['a quantity of nothing', { measure: '' }, 'measure'],
		['half a person', { capacity: 1.5 }, 'capacity'],
		['letters for a telephone', { phone: '找小李' }, 'phone'],
		['a place in the sea', { at: { lon: 110, lat: 20 } }, 'at']
	] satisfies [string, Partial<ResourceEdit>, string][])(
		'%s is refused',
		async (_, changes, field) => {
			const refused = await entered(county, changes).catch((error: unknown) => error);
			expect(refused).toMatchObject({ code: 'BAD_REQUEST' });
			const { cause } = refused as { cause: { fields?: object; issues?: { path: string[] }[] } };
			const fields = Object.keys(cause.fields ?? {});
			expect([...fields, ...(cause.issues ?? []).map(({ path }) => path[0])]).toEqual([field]);
		}
	);

	test('an outline that crosses itself is refused', async () => {
		const bow: [number, number][] = [
			[126.4, 43.6],
			[126.5, 43.7],
			[126.5, 43.6],
			[126.4, 43.7],
			[126.4, 43.6]
		];
		await expect(
			entered(county, { shape: { type: 'Polygon', coordinates: [bow] } })
		).rejects.toMatchObject({ cause: { fields: { shape: expect.any(String) as string } } });
	});

	test('a unit has one of each kind and name, until that one is removed', async () => {
		const card = await entered(county);
		await expect(entered(county, { name: card.name })).rejects.toMatchObject({
			cause: { fields: { name: expect.any(String) as string } }
		});
		await resourcesOf(db, county).remove({ actId: uuidv7(), id: card.id, version: 1 });
		expect(await entered(county, { name: card.name })).toMatchObject({ version: 1 });
	});
});

describe('[RS6] two at one resource', () => {
	test('the second writer is refused, with both values beside what differs', async () => {
		const card = await entered(county);
		await entered(city, { ...card, quantity: 80 });
		const refused = entered(county, { ...card, quantity: 200 });
		await expect(refused).rejects.toMatchObject({
			code: 'CONFLICT',
			cause: { fields: { quantity: expect.stringMatching(/80.*200/s) as string } }
		});
		expect(await resourcesOf(db, county).get({ id: card.id })).toMatchObject({
			quantity: 80,
			version: 2
		});
	});

	test('both at one moment: one wins, the other is told', async () => {
		const card = await entered(county);
		const both = await Promise.allSettled([
			entered(county, { ...card, quantity: 1 }),
			entered(city, { ...card, quantity: 2 })
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await resourcesOf(db, county).get({ id: card.id })).version).toBe(2);
	});

	test('a state is changed from the one that was seen', async () => {
		const { id } = await entered(county);
		const change = { id, seen: 'available', state: 'committed' } as const;
		const card = await resourcesOf(db, county).changeState({ actId: uuidv7(), ...change });
		expect(card).toMatchObject({ state: 'committed', version: 2 });
		await expect(
			resourcesOf(db, city).changeState({ actId: uuidv7(), ...change, state: 'outOfService' })
		).rejects.toMatchObject({
			code: 'CONFLICT',
			cause: { fields: { state: expect.any(String) as string } }
		});
	});
});

test('[RS6] one act is one line with the whole card, however often it is sent', async () => {
	const input = given();
	const first = await resourcesOf(db, county).edit(input);
	expect(await resourcesOf(db, county).edit(input)).toEqual(first);
	const lines = await db
		.select()
		.from(journal)
		.where(eq(journal.subject, `resource:${input.id}`));
	expect(lines).toMatchObject([
		{ id: input.actId, type: 'resource.changed', payload: { card: first, created: true } }
	]);
	expect(lines[0]?.scope.toSorted()).toEqual([JILIN, JILIN_CITY, YONGJI]);
});

test('[RS6] what is removed leaves list, map and reach, and stays in the journal', async () => {
	const card = await entered(county);
	const doors = resourcesOf(db, county);
	await doors.remove({ actId: uuidv7(), id: card.id, version: 1 });
	expect((await doors.list({ text: card.name })).total).toBe(0);
	expect((await doors.spots({ text: card.name })).spots).toEqual([]);
	await expect(doors.get({ id: card.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	const lines = await db
		.select()
		.from(journal)
		.where(eq(journal.subject, `resource:${card.id}`));
	expect(lines.map(({ type }) => type)).toEqual(['resource.changed', 'resource.removed']);
	const [row] = await db.select().from(resource).where(eq(resource.id, card.id));
	expect(row?.removedAt).not.toBeNull();
});

describe('lists', () => {
	test('two Chinese characters find what holds them, in this order', async () => {
		await entered(county, { name: '温德河防汛沙袋' });
		const names = async (text: string) =>
			(await resourcesOf(db, county).list({ text })).resources.map(({ name }) => name);
		expect(await names('沙袋')).toEqual(['温德河防汛沙袋']);
		expect(await names('温德 沙袋')).toEqual(['温德河防汛沙袋']);
		expect(await names('袋沙')).toEqual([]);
	});

	test('pages follow one another without gap or repetition', async () => {
		const names = Array.from({ length: 25 }, (_, i) => `分页${String(i).padStart(2, '0')}`);
		await db
			.insert(resource)
			.values(names.map((name) => resourceRow({ name, at: KOUQIAN, note: 'x' })));
		const seen: string[] = [];
		let after: string | null = null;
		do {
			const page: Awaited<ReturnType<ReturnType<typeof resourcesOf>['list']>> = await resourcesOf(
				db,
				county
			).list({ text: '分页', after, limit: 10 });
			expect(page.total).toBe(25);
			seen.push(...page.resources.map(({ name }) => name));
			after = page.next;
		} while (after);
		expect(seen).toEqual(names);
	});

	test('by kind, state and unit with what is below it', async () => {
		const own = await entered(county, { kind: 'team', code: '42E99', measure: '人' });
		const filtered = async (unitId: string) =>
			(await resourcesOf(db, await at(JILIN, 'dutyOfficer')).list({ kinds: ['team'], unitId }))
				.resources;
		expect((await filtered(JILIN_CITY)).map(({ id }) => id)).toEqual([own.id]);
		expect(await filtered(YANBIAN)).toEqual([]);
	});
});
