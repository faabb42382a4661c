import { v7 as uuidv7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import { isFound } from '#lib/features/incident/rules.ts';
import type { IncidentFilter } from '#lib/features/incident/schema.ts';
import { testDatabase } from '../support/database.ts';
import { filed, incidentsOf, incidentWorld, opened, type World } from './incident-support.ts';

const db = await testDatabase();
let world: World;
const ids: Record<'flood' | 'dike' | 'done' | 'part' | 'elsewhere', string> = {
	flood: '',
	dike: '',
	done: '',
	part: '',
	elsewhere: ''
};

beforeAll(async () => {
	world = await incidentWorld(db);
	const { yongji, dunhua, city, yanbian } = world;
	const open = async (title: string) => opened(db, city, (await filed(db, yongji)).id, title);
	ids.flood = await open('口前镇特大洪水');
	ids.dike = await open('温德河 Dike 决口');
	ids.done = await open('已平息的山洪');
	ids.part = await open('并入的险情');
	ids.elsewhere = await opened(db, yanbian, (await filed(db, dunhua)).id, '敦化山火');
	const api = incidentsOf(db, city);
	await api.close({ actId: uuidv7(), id: ids.done });
	await api.merge({ actId: uuidv7(), id: ids.part, intoId: ids.flood });
	const grade = {
		id: ids.flood,
		which: 'incidentLevel',
		seen: null,
		level: 2,
		reason: '测试'
	} as const;
	await api.grade({ actId: uuidv7(), ...grade });
});

const found = async (filter: Partial<IncidentFilter>) =>
	(await incidentsOf(db, world.city).search(filter)).incidents.map(({ id }) => id);

test('[IN1] administrators and strangers find nothing; the province finds all below it', async () => {
	await expect(incidentsOf(db, world.auditor).search({})).rejects.toMatchObject({
		code: 'FORBIDDEN'
	});
	await expect(incidentsOf(db, null).search({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
	expect(await found({ status: 'all' })).not.toContain(ids.elsewhere);
	const { incidents } = await incidentsOf(db, world.province).search({ status: 'all' });
	expect(incidents).toHaveLength(5);
});

test('[IN12] the query finds what the screen keeps by itself, for every filter', async () => {
	const { incidents: all } = await incidentsOf(db, world.city).search({ status: 'all' });
	const filters: IncidentFilter[] = (['open', 'closed', 'merged', 'all'] as const).flatMap(
		(status) =>
			['', '口前', 'DIKE 决口', '吉林市 洪', '没有', '%', '_'].flatMap((text) =>
				([null, 2, 4] as const).map((level) => ({ status, text, level }))
			)
	);
	for (const filter of filters) {
		const kept = all.filter((card) => isFound(card, filter)).map(({ id }) => id);
		expect(await found(filter), JSON.stringify(filter)).toEqual(kept);
	}
	expect(await found({ status: 'closed' })).toEqual([ids.done]);
	expect(await found({ status: 'merged' })).toEqual([ids.part]);
	expect(await found({ level: 2 })).toEqual([ids.flood]);
});

test('page by page each incident comes once, the newest first', async () => {
	const api = incidentsOf(db, world.city);
	const seen: string[] = [];
	let before: string | null = null;
	for (let more = true; more;) {
		const page = await api.search({ status: 'all', limit: 1, before });
		seen.push(...page.incidents.map(({ id }) => id));
		before = seen.at(-1) ?? null;
		more = page.more;
	}
	expect(seen).toEqual([ids.part, ids.done, ids.dike, ids.flood]);
});

test('[IN1] the page says which acts the server will not refuse for office or unit', async () => {
	const actsOf = async (who: World['city']) =>
		(await incidentsOf(db, who).get({ id: ids.flood })).acts;
	expect(await actsOf(world.city)).toContain('incident.merge');
	expect(await actsOf(world.cityLeader)).toContain('incident.grade');
	expect(await actsOf(world.cityLeader)).not.toContain('incident.merge');
	expect(await actsOf(world.yongji)).toEqual([]);
	await expect(
		incidentsOf(db, world.cityLeader).merge({ actId: uuidv7(), id: ids.dike, intoId: ids.flood })
	).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
