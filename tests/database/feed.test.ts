import { mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, like, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { journalSentence } from '#lib/features/list.ts';
import { fetchDocument } from '#lib/features/feed/fetching.server.ts';
import { findSilent } from '#lib/features/feed/health.server.ts';
import { lookAtFeeds } from '#lib/features/feed/polling.server.ts';
import { answerPush } from '#lib/features/feed/push.server.ts';
import type { FeedEdit, FeedKind } from '#lib/features/feed/schema.ts';
import { earthquake, feed, feedFile } from '#lib/features/feed/tables.server.ts';
import { warning } from '#lib/features/warning/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { capTime, capXml, infoXml } from '../support/cap.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN, whoOf } from '../support/person.ts';
import {
	doorsOf,
	headlinesFor,
	healthOf,
	linesOf,
	newFeed,
	warningWorld,
	WATER,
	WEATHER
} from './warning-support.ts';

const db = await testDatabase();
let world: Awaited<ReturnType<typeof warningWorld>>;
beforeAll(async () => {
	world = await warningWorld(db);
});
beforeEach(async () => {
	await db.delete(warning);
	await db.delete(earthquake);
	await db.delete(feedFile);
	await db.delete(feed);
});

const feedLines = async (id: string) => (await linesOf(db, `feed:${id}`)).map(({ type }) => type);
const due = (id: string) =>
	db
		.update(feed)
		.set({ nextPollAt: sql`now()` })
		.where(eq(feed.id, id));
const lastS = (id: string, seconds: number) =>
	db
		.update(feed)
		.set({ aliveAt: sql`now() - make_interval(secs => ${seconds})` })
		.where(eq(feed.id, id));

describe('setting up a feed', () => {
	const edit = (changes: Partial<FeedEdit> = {}): FeedEdit => ({
		actId: uuidv7(),
		id: uuidv7(),
		name: '省气象局预警',
		unitId: WEATHER,
		kind: 'cap',
		source: 'url',
		address: 'https://qx.example/cap.xml',
		frame: 'real',
		enabled: true,
		aliveBy: 'answer',
		expectedS: 3600,
		pollS: 60,
		region: null,
		...changes
	});

	test('[FE1] only the system administrator may, and no program', async () => {
		for (const who of [world.weather, world.province, world.auditor, world.dunhua]) {
			await expect(doorsOf(db, who).feed.edit(edit())).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(doorsOf(db, null).feed.edit(edit())).rejects.toMatchObject({
			code: 'UNAUTHORIZED'
		});
		const program = await whoOf(db, world.admin.personId, ['feed', 'read']);
		await expect(doorsOf(db, program).feed.edit(edit())).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});

	test('[FE1] whoever may not change a feed leaves no line of what he tried', async () => {
		const first = edit();
		await doorsOf(db, world.admin).feed.edit(first);
		for (const who of [world.weather, world.province, world.auditor, world.dunhua]) {
			const tried = { ...first, actId: uuidv7(), enabled: false };
			await expect(doorsOf(db, who).feed.edit(tried)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		expect(await feedLines(first.id)).toEqual(['feed.changed']);
	});

	test('[FE1] a change keeps what was before and after it, in words; the address is nowhere in it', async () => {
		const first = edit();
		const set = (changes: Partial<FeedEdit>) =>
			doorsOf(db, world.admin).feed.edit({ ...first, actId: uuidv7(), ...changes });
		await doorsOf(db, world.admin).feed.edit(first);
		await set({ name: '气象预警', unitId: WATER, expectedS: 7200, enabled: false });
		await set({ kind: 'usgs', region: { withinKm: 300, minMagnitude: 3 } });
		await set({
			kind: 'usgs',
			region: { withinKm: 500, minMagnitude: 3 },
			address: 'https://b.cn/'
		});
		await set({
			kind: 'usgs',
			region: { withinKm: 500, minMagnitude: 3 },
			address: 'https://b.cn/'
		});

		const lines = await doorsOf(db, world.admin).feed.history({ id: first.id });
		const name = world.admin.name;
		expect(lines.map(journalSentence)).toEqual([
			`${name}重新保存数据源“省气象局预警”，内容未变`,
			`${name}修改数据源“省气象局预警”：接收范围由“300 公里以内、3 级以上”改为“500 公里以内、3 级以上”；地址已更换`,
			`${name}修改数据源“省气象局预警”：名称由“气象预警”改为“省气象局预警”；部门由“吉林省水利厅”改为“吉林省气象局”；` +
				'内容由“预警（CAP 1.2）”改为“地震（USGS GeoJSON）”；约定至少多久一次由“2 小时”改为“1 小时”；' +
				'接收范围由“不限”改为“300 公里以内、3 级以上”；启用由“否”改为“是”',
			`${name}修改数据源“气象预警”：名称由“省气象局预警”改为“气象预警”；部门由“吉林省气象局”改为“吉林省水利厅”；` +
				'约定至少多久一次由“1 小时”改为“2 小时”；启用由“是”改为“否”',
			`${name}设置数据源“省气象局预警”`
		]);
		expect(lines.at(-2)?.payload).toMatchObject({
			change: {
				before: { name: '省气象局预警', unitId: WEATHER, expectedS: 3600, enabled: true },
				after: { name: '气象预警', unitId: WATER, expectedS: 7200, enabled: false }
			}
		});
		expect(JSON.stringify(await linesOf(db, `feed:${first.id}`))).not.toMatch(/qx\.example|b\.cn/);
	});

	test('[FE1] a line from before changes were kept is still told', () => {
		const payload = { card: { name: '省气象局预警' }, created: false };
		const line = { type: 'feed.changed', actorName: '周明', subject: 'feed:1', payload };
		expect(journalSentence(line)).toBe('周明修改数据源“省气象局预警”');
	});

	test('[FE1] he makes and changes one, with a line each, and reads its address back', async () => {
		const first = edit();
		await doorsOf(db, world.admin).feed.edit(first);
		await doorsOf(db, world.admin).feed.edit(first);
		await doorsOf(db, world.admin).feed.edit({ ...first, actId: uuidv7(), name: '气象预警' });
		expect(await feedLines(first.id)).toEqual(['feed.changed', 'feed.changed']);
		const { actId: _, ...kept } = { ...first, name: '气象预警' };
		expect(await doorsOf(db, world.admin).feed.toEdit({ id: first.id })).toEqual(kept);
		await expect(doorsOf(db, world.province).feed.toEdit({ id: first.id })).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});

	test.each([
		['an address that is none', { address: 'qx.example' }],
		['an address of another kind', { address: 'file:///etc/passwd' }],
		['a password in the address', { address: 'https://a:b@qx.example/' }],
		['a folder that is not absolute', { source: 'folder', address: 'data', aliveBy: 'data' }],
		['an address where the agency sends', { source: 'pushed', aliveBy: 'data' }],
		['a folder that answers', { source: 'folder', address: '/srv/cap' }],
		['earthquakes of the whole world', { kind: 'usgs' }]
	] satisfies [string, Partial<FeedEdit>][])('[FE1] %s is refused', async (_title, changes) => {
		await expect(doorsOf(db, world.admin).feed.edit(edit(changes))).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
	});

	test('[FE1] what befell a feed is the administrator’s to read, newest first, and nobody else’s', async () => {
		const first = edit();
		await doorsOf(db, world.admin).feed.edit(first);
		await lastS(first.id, 7200);
		await findSilent(db);
		for (const who of [world.weather, world.province, world.auditor]) {
			await expect(doorsOf(db, who).feed.history({ id: first.id })).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
		const lines = await doorsOf(db, world.admin).feed.history({ id: first.id });
		expect(lines.map(({ type }) => type)).toEqual(['feed.silent', 'feed.changed']);
		expect(JSON.stringify(lines)).not.toContain('qx.example');
	});

	test('[FE15] a desk sees the feeds of the agencies at and below it, without their addresses', async () => {
		await newFeed(db, { source: 'url', address: 'http://127.0.0.1:9/secret' });
		const { feeds } = await doorsOf(db, world.province).feed.list();
		expect(feeds).toMatchObject([
			{ name: '省气象局预警', unitName: '吉林省气象局', lastDataAt: null }
		]);
		expect(JSON.stringify(feeds)).not.toContain('secret');
		expect((await doorsOf(db, world.weather).feed.list()).feeds).toHaveLength(1);
		expect((await doorsOf(db, world.dunhua).feed.list()).feeds).toEqual([]);
		await expect(doorsOf(db, world.auditor).feed.list()).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});
});

describe('[FE9] pushing', () => {
	async function push(who: Who | null, body: string, kind: FeedKind = 'cap', query = '') {
		const request = new Request(`http://here/api/feeds/${kind}${query}`, { method: 'POST', body });
		const response = await answerPush({ db, who, kind, request });
		return { status: response.status, body: (await response.json()) as Record<string, unknown> };
	}
	const program = () => whoOf(db, world.weather.personId, ['feed']);

	test('who may not: nobody, a desk, a token without the scope', async () => {
		await newFeed(db);
		expect((await push(null, capXml())).status).toBe(401);
		expect((await push(world.province, capXml())).status).toBe(403);
		const reader = await whoOf(db, world.weather.personId, ['read', 'report', 'incident', 'push']);
		expect((await push(reader, capXml())).status).toBe(403);
		expect(await db.$count(warning)).toBe(0);
	});

	test('another agency cannot push by this one’s feed, not by naming it either', async () => {
		const id = await newFeed(db);
		expect((await push(world.water, capXml())).status).toBe(404);
		expect((await push(world.water, capXml(), 'cap', `?feed=${id}`)).status).toBe(404);
	});

	test('an alert becomes a warning, and the agency reads what it became', async () => {
		const id = await newFeed(db);
		const first = await push(await program(), capXml());
		expect(first).toMatchObject({
			status: 200,
			body: {
				message: expect.stringContaining('敦化市') as string,
				warnings: [{ became: 'issued', level: 2, units: [{ name: '敦化市' }] }]
			}
		});
		expect((await push(await program(), capXml())).body).toMatchObject({
			warnings: [{ became: 'known' }]
		});
		expect(await headlinesFor(db, world.dunhua)).toEqual(['吉林省气象台发布暴雨橙色预警信号']);
		expect(await headlinesFor(db, world.changchun)).toEqual([]);
		expect((await healthOf(db, id)).lastDataAt).not.toBeNull();
	});

	test('what is refused is answered with every reason and its place, and told once', async () => {
		const id = await newFeed(db);
		const wrong = capXml({ status: 'real', sent: '2569-11-22T14:03:00+07:00' });
		const answer = await push(await program(), wrong);
		expect(answer.status).toBe(422);
		expect(answer.body['message']).toContain('2026');
		expect(answer.body['faults']).toMatchObject([
			{ code: 'timeBuddhist', line: 3 },
			{ code: 'notOneOf', line: 4 }
		]);
		await push(await program(), wrong);
		expect(await feedLines(id)).toEqual(['feed.refused']);
		const { lastFault, lastSuccessAt } = await healthOf(db, id);
		expect(lastFault?.findings).toHaveLength(2);
		expect(lastSuccessAt).toBeNull();
	});

	test('without a feed, or with several, it says what to do', async () => {
		expect((await push(world.weather, capXml())).status).toBe(404);
		await newFeed(db, { enabled: false });
		expect((await push(world.weather, capXml())).status).toBe(404);
		const one = await newFeed(db);
		await newFeed(db);
		expect((await push(world.weather, capXml())).status).toBe(409);
		expect((await push(world.weather, capXml(), 'cap', `?feed=${one}`)).status).toBe(200);
	});

	test('[FE13] a message between systems is a sign of life and nothing more', async () => {
		const id = await newFeed(db);
		await lastS(id, 4000);
		await findSilent(db);
		expect((await push(await program(), capXml({ status: 'System' }))).status).toBe(200);
		expect(await feedLines(id)).toEqual(['feed.silent', 'feed.recovered']);
		expect(await db.$count(warning)).toBe(0);
	});

	test('[FE10] earthquakes by the same door', async () => {
		await newFeed(db, { kind: 'usgs', region: { withinKm: 300, minMagnitude: 2 } });
		const { status, body } = await push(await program(), quakes([quake()]), 'usgs');
		expect({ status, body }).toMatchObject({ status: 200, body: { earthquakes: { reported: 1 } } });
		expect((await push(await program(), 'nothing', 'usgs')).status).toBe(422);
	});
});

const T0 = Date.now() - 3_600_000;
function quake(
	changes: object = {},
	[lon, lat, depth]: [number, number, number?] = [128.5, 43.3, 10]
) {
	return {
		id: 'us1',
		properties: {
			mag: 4.2,
			place: 'Dunhua',
			time: T0,
			updated: T0,
			status: 'automatic',
			ids: ',us1,',
			...changes
		},
		geometry: { type: 'Point', coordinates: [lon, lat, depth ?? 10] }
	};
}
const quakes = (features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

describe('earthquakes', () => {
	let id: string;
	beforeEach(async () => {
		id = await newFeed(db, { kind: 'usgs', region: { withinKm: 300, minMagnitude: 3 } });
	});
	const push = async (...features: object[]) => {
		const request = new Request('http://here/', { method: 'POST', body: quakes(features) });
		const response = await answerPush({ db, who: world.weather, kind: 'usgs', request });
		return ((await response.json()) as { earthquakes: Record<string, number> }).earthquakes;
	};
	const seenBy = async (who: Who) => (await doorsOf(db, who).feed.earthquakes({})).earthquakes;

	test('[FE11] those in the region are kept, and told to the units within reach', async () => {
		const far = { ...quake({ ids: ',us2,' }, [100, 10]), id: 'us2' };
		const weak = { ...quake({ ids: ',us3,', mag: 2.9 }), id: 'us3' };
		expect(await push(quake(), far, weak)).toMatchObject({ reported: 1, outside: 2 });
		expect(await seenBy(world.dunhua)).toMatchObject([
			{ magnitude: 4.2, at: { lon: 128.5, lat: 43.3 } }
		]);
		expect(await seenBy(world.changchun)).toEqual([]);
		expect((await seenBy(world.province))[0]?.sourceName).toBe('省气象局预警');
	});

	test('[FE10] the same again is the same; a newer statement revises it, also under another id', async () => {
		await push(quake());
		expect(await push(quake())).toMatchObject({ known: 1, reported: 0 });
		const renamed = {
			...quake({ mag: 4.6, updated: T0 + 60_000, ids: ',ak9,us1,', status: 'reviewed' }),
			id: 'ak9'
		};
		expect(await push(renamed)).toMatchObject({ revised: 1 });
		expect(await push(quake())).toMatchObject({ known: 1 });
		expect(await seenBy(world.dunhua)).toMatchObject([
			{ eventId: 'ak9', magnitude: 4.6, status: 'reviewed' }
		]);
	});

	test('[FE10] touched without a change that is shown, it is not told again', async () => {
		await push(quake());
		expect(await push(quake({ updated: T0 + 60_000 }))).toMatchObject({ known: 1 });
		const [row] = await seenBy(world.dunhua);
		expect(await linesOf(db, `earthquake:${row?.id}`)).toHaveLength(1);
	});

	test('[FE10] one that is moved or weakened out of the region is followed all the same', async () => {
		await push(quake());
		expect(await push(quake({ mag: 1.1, updated: T0 + 60_000 }, [100, 10]))).toMatchObject({
			revised: 1
		});
		expect(await seenBy(world.dunhua)).toMatchObject([{ magnitude: 1.1 }]);
	});

	test('[FE10] one that the network takes back is withdrawn for good, and one never told is not told of', async () => {
		await push(quake());
		expect(await push(quake({ status: 'deleted', updated: T0 + 60_000 }))).toMatchObject({
			withdrawn: 1
		});
		expect(await push(quake({ updated: T0 + 120_000 }))).toMatchObject({ known: 1 });
		const [row] = await seenBy(world.dunhua);
		expect(row?.withdrawnAt).not.toBeNull();
		const lines = await linesOf(db, `earthquake:${row?.id}`);
		expect(lines.map(({ type }) => type)).toEqual(['earthquake.reported', 'earthquake.withdrawn']);
		expect(await push({ ...quake({ status: 'deleted', ids: ',us9,' }), id: 'us9' })).toMatchObject({
			known: 1
		});
	});

	test('[FE14] one that cannot be read costs the others nothing, and is noted', async () => {
		expect(await push(quake(), { id: 'x' })).toMatchObject({ reported: 1 });
		const { lastFault, lastSuccessAt } = await healthOf(db, id);
		expect(lastFault?.findings).toHaveLength(1);
		expect(lastSuccessAt).not.toBeNull();
	});
});

describe('an address that is asked', () => {
	type Answer = (request: IncomingMessage, response: ServerResponse) => void;
	let answer: Answer;
	let asked: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		asked.push(request);
		answer(request, response);
	});
	let address: string;
	beforeAll(async () => {
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cap.xml`;
	});
	afterAll(() => new Promise((done) => server.close(done)));
	beforeEach(() => void (asked = []));
	const withBody = (body: string, headers: Record<string, string> = {}): Answer => {
		return (_request, response) => response.writeHead(200, headers).end(body);
	};
	const withStatus =
		(status: number): Answer =>
		(_request, response) =>
			response.writeHead(status).end();
	const urlFeed = (parts: Parameters<typeof newFeed>[1] = {}) =>
		newFeed(db, { source: 'url', address, ...parts });

	test('[FE12] is asked when it is due, and once', async () => {
		answer = withBody(capXml());
		const id = await urlFeed();
		await Promise.all([lookAtFeeds(db), lookAtFeeds(db)]);
		await lookAtFeeds(db);
		expect(asked).toHaveLength(1);
		expect(await headlinesFor(db, world.dunhua)).toHaveLength(1);
		const { nextPollAt, failures } = await healthOf(db, id);
		expect(failures).toBe(0);
		expect(nextPollAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
	});

	test('[FE12] gives back the name of the last answer, and takes "unchanged" for an answer', async () => {
		const text = capXml();
		answer = (request, response) => {
			if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
			else withBody(text, { etag: '"v1"' })(request, response);
		};
		const id = await urlFeed({ aliveBy: 'answer' });
		await lookAtFeeds(db);
		await lastS(id, 9000);
		await due(id);
		await lookAtFeeds(db);
		expect(asked).toHaveLength(2);
		expect(asked[1]?.headers['if-none-match']).toBe('"v1"');
		expect(await feedLines(id)).toEqual([]);
		expect(await db.$count(warning)).toBe(1);
	});

	test('[FE13] the same document again is no sign of life where data was agreed', async () => {
		answer = withBody(capXml());
		const id = await urlFeed({ aliveBy: 'data' });
		await lookAtFeeds(db);
		await lastS(id, 9000);
		await due(id);
		await lookAtFeeds(db);
		expect(await feedLines(id)).toEqual(['feed.silent']);
		answer = withBody(capXml({ identifier: 'another' }));
		await due(id);
		await lookAtFeeds(db);
		expect(await feedLines(id)).toEqual(['feed.silent', 'feed.recovered']);
	});

	test('[FE12] failing, it waits twice as long each time, and is told of once', async () => {
		answer = withStatus(503);
		const id = await urlFeed();
		for (let i = 0; i < 3; i++) {
			await due(id);
			await lookAtFeeds(db);
		}
		const { failures, nextPollAt, lastFault } = await healthOf(db, id);
		expect(failures).toBe(3);
		expect(nextPollAt.getTime()).toBeGreaterThan(Date.now() + 400_000);
		expect(lastFault?.findings).toMatchObject([{ code: 'httpStatus', words: { status: '503' } }]);
		expect(await feedLines(id)).toEqual(['feed.refused']);
	});

	test('[FE15] an address that fails, or answers what cannot be read, is not told to the desks with its fault', async () => {
		for (const failing of [withBody('<alert'), withStatus(503)]) {
			answer = failing;
			const id = await urlFeed();
			await lookAtFeeds(db);
			expect(await feedLines(id)).toEqual(['feed.refused']);
			const { feeds } = await doorsOf(db, world.province).feed.list();
			expect(feeds.find((one) => one.id === id)?.lastFault).toMatchObject({ name: '省气象局预警' });
			expect(JSON.stringify([feeds, await linesOf(db, `feed:${id}`)])).not.toContain('http://');
		}
	});

	test('[FE14] what was refused is asked for again, and taken when it has been mended', async () => {
		answer = withBody('<alert', { etag: '"v1"' });
		const id = await urlFeed();
		await lookAtFeeds(db);
		expect((await healthOf(db, id)).lastFault?.findings).toMatchObject([{ code: 'unclosed' }]);
		answer = withBody(capXml(), { etag: '"v1"' });
		await due(id);
		await lookAtFeeds(db);
		expect(asked[1]?.headers['if-none-match']).toBeUndefined();
		expect(await headlinesFor(db, world.dunhua)).toHaveLength(1);
	});

	test('[FE12] one that hangs, is not there or sends without end is a fault in words', async () => {
		const seen = { etag: null, lastModified: null };
		answer = () => {};
		const hung = await fetchDocument(address, seen, 200);
		expect(hung).toMatchObject({
			kind: 'fault',
			fault: { code: 'unreachable', words: { reason: 'TimeoutError' } }
		});
		const gone = await fetchDocument('http://127.0.0.1:1/', seen);
		expect(gone).toMatchObject({ kind: 'fault', fault: { code: 'unreachable' } });
		answer = (_request, response) => {
			const more = () => {
				while (response.write(Buffer.alloc(1_000_000, 'x')));
			};
			response.on('drain', more);
			more();
		};
		expect(await fetchDocument(address, seen)).toMatchObject({
			kind: 'fault',
			fault: { code: 'tooLarge' }
		});
	});

	test('[FE1] switched off, it is neither asked nor silent', async () => {
		const id = await urlFeed({ enabled: false });
		await lastS(id, 90_000);
		await lookAtFeeds(db);
		expect(asked).toHaveLength(0);
		expect(await feedLines(id)).toEqual([]);
	});
});

describe('a folder that is watched', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'watchfire-feed-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	let age = 1000;
	/** Written some while ago, so that it is not taken for one being written. */
	const put = (name: string, text: string) => {
		const file = path.join(folder, name);
		writeFileSync(file, text);
		age -= 1;
		utimesSync(file, Date.now() / 1000 - age, Date.now() / 1000 - age);
	};
	const folderFeed = (address = folder) => newFeed(db, { source: 'folder', address });

	test('[FE12] each file is read once, and again when it changes', async () => {
		const sent = capTime(-2);
		put('a.xml', capXml({ identifier: 'a', sent }));
		put('notes.txt', 'not ours');
		const id = await folderFeed();
		await lookAtFeeds(db);
		await due(id);
		await lookAtFeeds(db);
		expect(await headlinesFor(db, world.dunhua)).toHaveLength(1);
		expect(await db.$count(feedFile)).toBe(1);
		const references = `jlqx@cma.gov.cn,a,${sent}`;
		put(
			'a.xml',
			capXml({
				identifier: 'b',
				msgType: 'Update',
				references,
				inside: infoXml({ headline: '新' })
			})
		);
		await due(id);
		await lookAtFeeds(db);
		expect(await headlinesFor(db, world.dunhua)).toEqual(['新']);
	});

	test('[FE14] a bad file does not keep the others, and stays named with its fault', async () => {
		put('a.xml', '<alert');
		put('c.cap', capXml({ identifier: 'c' }));
		const id = await folderFeed();
		await lookAtFeeds(db);
		expect(await headlinesFor(db, world.dunhua)).toHaveLength(1);
		const [bad] = await db.select().from(feedFile).where(eq(feedFile.name, 'a.xml'));
		expect(bad?.fault?.findings).toMatchObject([{ code: 'unclosed' }]);
		expect(await feedLines(id)).toEqual(['feed.refused']);
	});

	test('[FE3] a link to elsewhere is not followed', async () => {
		symlinkSync('/etc/passwd', path.join(folder, 'link.xml'));
		await folderFeed();
		await lookAtFeeds(db);
		expect((await db.select().from(feedFile)).map(({ name }) => name)).not.toContain('link.xml');
	});

	test('[FE12] a folder that is not there is a fault in words', async () => {
		const id = await folderFeed('/nowhere/at/all');
		await lookAtFeeds(db);
		expect((await healthOf(db, id)).lastFault?.findings).toMatchObject([
			{ code: 'noFolder', words: { reason: 'ENOENT' } }
		]);
	});
});

describe('[FE13] silence', () => {
	test('is an alarm once, told to the agency, its government and the node', async () => {
		const id = await newFeed(db, { expectedS: 600 });
		await lastS(id, 500);
		expect(await findSilent(db)).toBe(0);
		await lastS(id, 700);
		expect(await findSilent(db)).toBe(1);
		expect(await findSilent(db)).toBe(0);
		const [line] = await linesOf(db, `feed:${id}`);
		expect(line).toMatchObject({ type: 'feed.silent', scope: [WEATHER, JILIN] });
		expect((await doorsOf(db, world.province).feed.list()).feeds[0]?.silentSince).not.toBeNull();
	});

	test('two processes at once alarm once', async () => {
		for (let i = 0; i < 5; i++) await lastS(await newFeed(db, { unitId: WATER }), 9000);
		const before = await db.$count(journal, like(journal.type, 'feed.silent'));
		await Promise.all([findSilent(db), findSilent(db), findSilent(db)]);
		expect((await db.$count(journal, like(journal.type, 'feed.silent'))) - before).toBe(5);
	});
});
