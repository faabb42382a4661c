import { and, eq, like, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeIn } from '#lib/features/feed/intake.server.ts';
import type { WarningEvent } from '#lib/features/warning/events.ts';
import type { Kept } from '#lib/features/warning/keeping.server.ts';
import { warning } from '#lib/features/warning/tables.server.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import {
	boxText,
	bytesOf,
	capTime,
	capXml,
	circleXml,
	geocodeXml,
	infoXml,
	polygonXml,
	type CapParts
} from '../support/cap.ts';
import { testDatabase } from '../support/database.ts';
import { CHANGBAISHAN, DUNHUA, JILIN, JILIN_CITY, YANBIAN, YONGJI } from '../support/person.ts';
import {
	CHANGCHUN,
	doorsOf,
	headlinesFor,
	linesOf,
	newFeed,
	WATER,
	WEATHER,
	warningWorld
} from './warning-support.ts';

const db = await testDatabase();
let world: Awaited<ReturnType<typeof warningWorld>>;
let feedId: string, waterFeed: string;
beforeAll(async () => {
	world = await warningWorld(db);
	feedId = await newFeed(db);
	waterFeed = await newFeed(db, { unitId: WATER, name: '省水利厅' });
});
beforeEach(() => db.delete(warning));

let count = 0;
/** Takes one document in; each has an identifier of its own. */
async function take(
	parts: CapParts = {},
	feed = feedId
): Promise<Exclude<Kept, { became: 'ignored' }>> {
	const text = capXml({ identifier: `W${++count}`, ...parts });
	const { warnings, faults } = await takeIn(db, world.weather, feed, {
		name: 'test',
		bytes: bytesOf(text),
		isNew: true
	});
	expect(faults).toEqual([]);
	const [kept] = warnings;
	if (!kept || kept.became === 'ignored') throw new Error('nothing was kept');
	return kept;
}
const area = (xml: string) => ({ inside: infoXml({ area: xml }) });
const refer = (identifier: string, sent: string) => ({
	references: `jlqx@cma.gov.cn,${identifier},${sent}`
});
const scopeOf = ({ card }: { card: { scope: string[] } }) => card.scope.toSorted();
const box = boxText(127.8, 43, 128.4, 43.8);

describe('who may see warnings', () => {
	test('nobody who is not signed in, and no administrator by office', async () => {
		await expect(doorsOf(db, null).warning.active()).rejects.toMatchObject({
			code: 'UNAUTHORIZED'
		});
		for (const who of [world.admin, world.auditor]) {
			await expect(doorsOf(db, who).warning.active()).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
	});

	test('[WA11] one for 敦化 stands on its screen and those above it, not on that of 长春', async () => {
		const { card } = await take({ inside: infoXml({ headline: '敦化暴雨橙色预警' }) });
		for (const who of [world.dunhua, world.yanbian, world.province, world.weather]) {
			expect(await headlinesFor(db, who)).toEqual(['敦化暴雨橙色预警']);
		}
		expect(await headlinesFor(db, world.changchun)).toEqual([]);
		await expect(doorsOf(db, world.changchun).warning.get({ id: card.id })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		const [line] = await linesOf(db, `warning:${card.id}`);
		expect(line?.scope.toSorted()).toEqual([JILIN, WEATHER, YANBIAN, DUNHUA].toSorted());
	});
});

describe('the area', () => {
	test('[WA11] a polygon is for every government that it reaches into, with all above', async () => {
		const kept = await take(area(polygonXml(box)));
		expect(scopeOf(kept)).toEqual([JILIN, WEATHER, YANBIAN, DUNHUA].toSorted());
		expect(kept.card.units).toEqual([{ id: DUNHUA, name: '敦化市' }]);
		expect(kept.card.at?.lon).toBeGreaterThan(127.8);
		const wide = await take(area(polygonXml(boxText(126, 43.4, 128, 43.6))));
		expect(scopeOf(wide)).toEqual([JILIN, WEATHER, JILIN_CITY, YONGJI, YANBIAN, DUNHUA].toSorted());
	});

	test('[WA11] an edge that only brushes a neighbour is not for it', async () => {
		const kept = await take(area(polygonXml(boxText(125.5001, 43.3, 126.7, 43.75))));
		expect(kept.card.scope).not.toContain(CHANGCHUN);
		expect(kept.card.scope).toContain(YONGJI);
	});

	test('[WA11] a unit without a boundary is meant where its seat is', async () => {
		await db.update(unit).set({ boundary: null }).where(eq(unit.id, CHANGBAISHAN));
		const kept = await take(area(polygonXml(boxText(127.8, 41.9, 128, 42.1))));
		expect(kept.card.scope).toContain(CHANGBAISHAN);
	});

	test('[WA11] abroad it is kept, for the node and the agency alone', async () => {
		const kept = await take(area(polygonXml('-9.1,46 -9.3,45.9 -9.5,46 -9.1,46')));
		expect(scopeOf(kept)).toEqual([JILIN, WEATHER].toSorted());
		expect(kept.card.units).toEqual([]);
		expect(kept.card.shape).not.toBeNull();
	});

	test('[WA13] a circle is drawn on the ellipsoid', async () => {
		const { card } = await take(area(circleXml('43.4,128.2 20')));
		const [row] = await db.execute<{ km2: number }>(
			sql`select ST_Area(shape::geography) / 1e6 as km2 from warning where id = ${card.id}`
		);
		expect(row?.km2).toBeGreaterThan(Math.PI * 400 * 0.985);
		expect(row?.km2).toBeLessThan(Math.PI * 400 * 1.005);
	});

	test('[WA13] a circle without radius is still a place', async () => {
		const kept = await take(area(circleXml('43.4,128.2 0')));
		expect(kept.card.units).toEqual([{ id: DUNHUA, name: '敦化市' }]);
	});

	test('[WA13] a ring that crosses itself is mended, and said so', async () => {
		const kept = await take(area(polygonXml('43,127.8 43.8,128.4 43,128.4 43.8,127.8 43,127.8')));
		expect(kept.became === 'issued' && kept.remarks.map(({ code }) => code)).toEqual([
			'ringRepaired'
		]);
		expect(kept.card.units).toEqual([{ id: DUNHUA, name: '敦化市' }]);
	});

	test('[WA13] screens get an outline, the database keeps all', async () => {
		const points = Array.from({ length: 6000 }, (_, i) => {
			const angle = (i / 5999) * 2 * Math.PI;
			const radius = 0.4 + 0.02 * Math.sin(angle * 40);
			return `${(43.4 + radius * Math.sin(angle)).toFixed(6)},${(128.3 + radius * Math.cos(angle)).toFixed(6)}`;
		});
		const { card } = await take(area(polygonXml([...points.slice(0, -1), points[0]].join(' '))));
		const [row] = await db.execute<{ all: number; shown: number }>(
			sql`select ST_NPoints(shape)::int as all, ST_NPoints(outline)::int as shown from warning where id = ${card.id}`
		);
		expect(row?.all).toBeGreaterThan(5900);
		expect(row?.shown).toBeLessThanOrEqual(2000);
		expect(JSON.stringify(card).length).toBeLessThan(60_000);
	});

	test.each([
		['222403000000', DUNHUA, []],
		['222403100205', DUNHUA, []],
		['222499000000', DUNHUA, []],
		['2224', YANBIAN, []],
		['222400000000', YANBIAN, []],
		['222498000000', YANBIAN, ['geocodeParent']],
		['229900000000', JILIN, ['geocodeParent']]
	])('[WA12] the area code %s is the unit %s', async (code, unitId, remarks) => {
		const kept = await take(area(geocodeXml(code)));
		expect(kept.became === 'issued' && kept.remarks.map((one) => one.code)).toEqual(remarks);
		expect(kept.card.scope).toContain(unitId);
		expect(kept.card.scope.includes(CHANGCHUN)).toBe(unitId === JILIN);
		expect(kept.card.shape).not.toBeNull();
		// What stands below is meant too.
		expect(kept.card.scope).toContain(DUNHUA);
	});

	test('[WA12] a code of another province is kept and named', async () => {
		const kept = await take(area(geocodeXml('140223000000', '山西省大同市广灵县')));
		expect(kept.became === 'issued' && kept.remarks.map((one) => one.code)).toEqual([
			'geocodeUnknown',
			'noPlace'
		]);
		expect(kept.card).toMatchObject({ shape: null, units: [], areaText: '山西省大同市广灵县' });
		expect(await headlinesFor(db, world.province)).toHaveLength(1);
	});

	test('[WA12] beside a polygon the code counts for nothing: it says the same more coarsely', async () => {
		const both = polygonXml(boxText(125.9, 43.4, 126.5, 43.7)).replace(
			'</area>',
			'<geocode><valueName>CPEAS Geographic Code</valueName><value>220000000000</value></geocode></area>'
		);
		expect((await take(area(both))).card.units).toEqual([{ id: YONGJI, name: '永吉县' }]);
	});

	test('[WA13] 225 polygons in 1.6 MB are taken', async () => {
		const rings = Array.from({ length: 225 }, (_, n) => {
			const points = Array.from({ length: 300 }, (_each, i) => {
				const angle = (i / 299) * 2 * Math.PI;
				const [lat, lon] = [42.9 + (n % 15) / 15, 127.8 + Math.floor(n / 15) / 15];
				return `${(lat + 0.02 * Math.sin(angle)).toFixed(8)},${(lon + 0.02 * Math.cos(angle)).toFixed(8)}`;
			});
			return polygonXml(points.join(' '));
		});
		const kept = await take(area(rings.join('')));
		expect(kept.card.units).toEqual([{ id: DUNHUA, name: '敦化市' }]);
		expect(JSON.stringify(kept.card).length).toBeLessThan(100_000);
	});
});

describe('the life of a warning', () => {
	test('[WA1] the same message again is the same warning, and no second line', async () => {
		const parts = { identifier: 'once', sent: capTime(-1) };
		const first = await take(parts);
		const again = await take(parts);
		expect(again).toMatchObject({ became: 'known', card: { id: first.card.id } });
		expect(await linesOf(db, `warning:${first.card.id}`)).toHaveLength(1);
	});

	test('[WA1] the same message at the same moment, thirty times, is one', async () => {
		const parts = { identifier: 'storm', sent: capTime(-1) };
		const all = await Promise.all(Array.from({ length: 30 }, () => take(parts)));
		expect(new Set(all.map(({ card }) => card.id)).size).toBe(1);
		expect(all.filter(({ became }) => became === 'issued')).toHaveLength(1);
	});

	test('[WA2] an update takes the place of what it refers to, also for a unit that it is no longer for', async () => {
		const sent = capTime(-2);
		const old = await take({ identifier: 'a', sent, inside: infoXml({ headline: '旧' }) });
		const update = await take({
			...{ identifier: 'b', msgType: 'Update', ...refer('a', sent) },
			inside: infoXml({ headline: '新', area: geocodeXml('220221000000') })
		});
		expect(update).toMatchObject({
			became: 'updated',
			replaced: [{ id: old.card.id, endedBy: 'update' }]
		});
		expect(await headlinesFor(db, world.dunhua)).toEqual([]);
		expect(await headlinesFor(db, world.yongji)).toEqual(['新']);
		const [line] = await linesOf(db, `warning:${update.card.id}`);
		expect(line?.scope).toEqual(expect.arrayContaining([DUNHUA, YONGJI]));
		const payload = line?.payload as Extract<WarningEvent, { type: 'warning.updated' }>['payload'];
		expect(payload.replaced).toMatchObject([{ id: old.card.id, replacedById: update.card.id }]);
	});

	test('[WA2] a reference counts by its instant, whatever zone it is written in', async () => {
		await take({ identifier: 'zone', sent: '2026-11-22T08:00:00+08:00' });
		const update = { msgType: 'Update', ...refer('zone', '2026-11-22T00:00:00-00:00') };
		expect(await take(update)).toMatchObject({
			became: 'updated',
			replaced: [{ endedBy: 'update' }]
		});
	});

	test('[WA3] an update or a cancelling that comes before its warning still ends it', async () => {
		const sent = capTime(-2);
		await take({
			msgType: 'Update',
			...refer('late', sent),
			inside: infoXml({ headline: '更新' })
		});
		const late = await take({ identifier: 'late', sent, inside: infoXml({ headline: '原来' }) });
		expect(late.card).toMatchObject({ endedBy: 'update' });
		expect(await headlinesFor(db, world.dunhua)).toEqual(['更新']);
		await take({ msgType: 'Cancel', ...refer('gone', sent), inside: '' });
		const gone = await take({ identifier: 'gone', sent });
		expect(gone.card).toMatchObject({ endedBy: 'cancel' });
	});

	test('[WA4] a Cancel clears, and tells those who saw it', async () => {
		const sent = capTime(-2);
		const old = await take({ identifier: 'c', sent });
		const cancel = await take({ msgType: 'Cancel', ...refer('c', sent), inside: '' });
		expect(cancel).toMatchObject({ became: 'cancelled', replaced: [{ id: old.card.id }] });
		expect(await headlinesFor(db, world.dunhua)).toEqual([]);
		const [line] = await linesOf(db, `warning:${cancel.card.id}`);
		expect(line).toMatchObject({ type: 'warning.cancelled' });
		expect(line?.scope).toContain(DUNHUA);
	});

	test('[WA4] an update that gives the all-clear clears, and does not stand itself', async () => {
		const sent = capTime(-2);
		await take({ identifier: 'd', sent });
		const clear = infoXml({ responseType: 'AllClear', expires: null });
		const kept = await take({ msgType: 'Update', ...refer('d', sent), inside: clear });
		expect(kept.became).toBe('cancelled');
		expect(await headlinesFor(db, world.dunhua)).toEqual([]);
	});

	test('[WA5] it fades when its time is over: by the clock, with no line written', async () => {
		const { card } = await take({ inside: infoXml({ expires: capTime(1) }) });
		expect(await headlinesFor(db, world.dunhua)).toHaveLength(1);
		await db
			.update(warning)
			.set({ expiresAt: sql`now()` })
			.where(eq(warning.id, card.id));
		expect(await headlinesFor(db, world.dunhua)).toEqual([]);
		expect(await linesOf(db, `warning:${card.id}`)).toHaveLength(1);
	});

	test('[WA5] without an end it holds for a day', async () => {
		const { card } = await take({ sent: capTime(-1), inside: infoXml({ expires: null }) });
		expect(card.expiryAssumed).toBe(true);
		expect(Date.parse(card.expiresAt) - Date.parse(card.sentAt)).toBe(24 * 3_600_000);
	});

	test.each(['Exercise', 'Test', 'Draft'])('[WA6] %s is rehearsal', async (status) => {
		expect((await take({ status })).card.frame).toBe('exercise');
	});

	test('[WA6] a rehearsed cancelling clears nothing real, and a real one nothing rehearsed', async () => {
		const sent = capTime(-2);
		await take({ identifier: 'real', sent });
		const drill = { status: 'Exercise', msgType: 'Cancel', ...refer('real', sent), inside: '' };
		expect(await take(drill)).toMatchObject({ replaced: [] });
		expect(await headlinesFor(db, world.dunhua)).toHaveLength(1);
	});

	test('[WA6] a feed for rehearsal brings nothing but rehearsal', async () => {
		const drill = await newFeed(db, { frame: 'exercise' });
		expect((await take({}, drill)).card.frame).toBe('exercise');
	});

	test('[WA6] a rehearsal stays one on the feed of a demonstration', async () => {
		const shown = await newFeed(db, { frame: 'demonstration' });
		expect((await take({}, shown)).card.frame).toBe('demonstration');
		expect((await take({ status: 'Exercise' }, shown)).card.frame).toBe('exercise');
	});

	test.each([{ status: 'System' }, { msgType: 'Ack' }, { msgType: 'Error' }])(
		'[WA7] %o is not kept and not told',
		async (parts) => {
			const before = await db.$count(journal, like(journal.type, 'warning.%'));
			const bytes = bytesOf(capXml({ ...parts, references: 'a,b,2026-11-22T00:00:00-00:00' }));
			const { warnings } = await takeIn(db, world.weather, feedId, {
				name: 't',
				bytes,
				isNew: true
			});
			expect(warnings).toMatchObject([{ became: 'ignored' }]);
			expect(await db.$count(warning)).toBe(0);
			expect(await db.$count(journal, like(journal.type, 'warning.%'))).toBe(before);
		}
	);

	test('[WA8] of nine blocks the Chinese ones are shown, with the gravest level, all areas and the longest time', async () => {
		const foreign = ['en-US', 'pt-PT', 'ru-RU', 'ko-KR', 'ja-JP', 'fr-FR', 'mn-MN'];
		const long = capTime(9);
		const { card } = await take({
			inside: [
				...foreign.map((language) =>
					infoXml({ language, headline: language, area: geocodeXml('220100000000') })
				),
				infoXml({ headline: '暴雨黄色预警', expires: capTime(3) }),
				infoXml({ headline: '暴雨红色预警', expires: long, area: geocodeXml('220221000000') })
			].join('')
		});
		expect(card).toMatchObject({ headline: '暴雨黄色预警', level: 1 });
		expect(card.expiresAt).toBe(new Date(long).toISOString());
		expect(card.units.map(({ id }) => id)).toEqual([YONGJI, DUNHUA]);
	});

	test('[WA8] without an info block it is kept by its name', async () => {
		const kept = await take({ identifier: 'bare', inside: '<note>请关注</note>' });
		expect(kept.card).toMatchObject({
			headline: '请关注',
			level: null,
			severity: 'Unknown',
			shape: null
		});
	});

	test('[WA10] an agency ends its own warnings only, and cannot take another’s name', async () => {
		const sent = capTime(-2);
		await take({ identifier: 'mine', sent });
		const theirs = await take({ msgType: 'Cancel', ...refer('mine', sent), inside: '' }, waterFeed);
		expect(theirs).toMatchObject({ replaced: [] });
		expect(await headlinesFor(db, world.dunhua)).toHaveLength(1);
		const copied = await take({ identifier: 'mine', sent }, waterFeed);
		expect(copied.became).toBe('issued');
	});
});

describe('reading back', () => {
	test('[WA15] the history has all, page by page, the newest first', async () => {
		const ids: string[] = [];
		for (let i = 0; i < 5; i++) ids.unshift((await take()).card.id);
		const first = await doorsOf(db, world.dunhua).warning.history({ limit: 3 });
		const rest = await doorsOf(db, world.dunhua).warning.history({ limit: 3, before: first.next });
		expect([...first.warnings, ...rest.warnings].map(({ id }) => id)).toEqual(ids);
		expect(rest.next).toBeNull();
	});

	test('[WA15] one is read with everything that was sent, and what it replaced', async () => {
		const sent = capTime(-2);
		const old = await take({ identifier: 'x', sent });
		const more = '<description>预计未来六小时</description><instruction>停止户外作业</instruction>';
		const update = await take({
			identifier: 'y',
			msgType: 'Update',
			...refer('x', sent),
			inside: infoXml({ more })
		});
		const full = await doorsOf(db, world.dunhua).warning.get({ id: update.card.id });
		expect(full).toMatchObject({
			key: { identifier: 'y' },
			info: { description: '预计未来六小时', instruction: '停止户外作业' },
			replaced: [{ id: old.card.id }],
			signature: 'none'
		});
	});

	test('[WA14] a screen follows from the cursor: nothing falls between query and line', async () => {
		const { cursor } = await doorsOf(db, world.dunhua).warning.active();
		const { card } = await take();
		const [xid = '', seq = ''] = cursor.split('.');
		const after = await db
			.select({ subject: journal.subject })
			.from(journal)
			.where(
				and(
					sql`(${journal.xid}, ${journal.seq}) > (${xid}::xid8, ${seq}::bigint)`,
					like(journal.type, 'warning.%')
				)
			);
		expect(after).toEqual([{ subject: `warning:${card.id}` }]);
	});
});
