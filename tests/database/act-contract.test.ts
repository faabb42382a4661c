import { callTRPCProcedure, type AnyTRPCProcedure } from '@trpc/server';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resource } from '#lib/features/resource/tables.server.ts';
import { appRouter, callerFor } from '#lib/features/list.server.ts';
import { actDone, journal } from '#lib/server/journal/tables.server.ts';
import { reachMedia } from '#lib/server/media/control.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { fakeMedia, type FakeMedia } from '../support/media.ts';
import { DUNHUA, JILIN, whoOf, YANBIAN } from '../support/person.ts';
import { actCases, type Case } from './act-cases.ts';
import { actWorld, type ActWorld } from './act-support.ts';
import { openedBy } from './consultation-support.ts';
import { filed, opened } from './incident-support.ts';
import { saying } from './report-support.ts';
import { resourceRow } from './resource-support.ts';
import { assigned, drawn } from './task-support.ts';

const db = await testDatabase();
let world: ActWorld;
let media: FakeMedia;
let cases: ReturnType<typeof actCases>;
beforeAll(async () => {
	media = await fakeMedia();
	reachMedia(media.address);
	world = await actWorld(db);
	cases = actCases(db, world);
});
afterAll(() => media.close());

/** What is no act: nothing of it stands in the journal, and doing it twice is doing it anew. */
const NO_ACTS = ['account.active', 'consultation.ticket'];
/** By path, as they are at runtime; their type nests them by router. */
const procedures = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>;
const mutations = Object.entries(procedures).flatMap(([path, { _def }]) =>
	_def.type === 'mutation' && !NO_ACTS.includes(path) ? [path] : []
);

const call = (who: Who, path: string, input: unknown): Promise<unknown> =>
	callTRPCProcedure({
		...{ router: appRouter, path, type: 'mutation', ctx: { db, who } },
		...{ getRawInput: async () => input, signal: undefined, batchIndex: 0 }
	});
const make = (path: string): Promise<Case> => {
	const found = cases[path];
	if (!found) throw new Error(`${path} has no case`);
	return found();
};
const sent = ({ input, idField = 'actId' }: Pick<Case, 'input' | 'idField'>, id: string) => ({
	...input,
	[idField]: id
});
const without = (answer: unknown, once: string[] = []) =>
	Object.fromEntries(Object.entries(answer ?? {}).filter(([key]) => !once.includes(key)));
/** Lines of the journal, and acts. */
const written = async () => [await db.$count(journal), await db.$count(actDone)];
/** An act of his own that has nothing to do with anything. */
const usedIdOf = async (who: Who) => (await world.token(who)).actId;
const notAgain: unknown = expect.toSatisfy((told: unknown) => !told);
const CONFLICT = { code: 'CONFLICT' };
const hidden = { code: expect.stringMatching(/^(CONFLICT|FORBIDDEN|NOT_FOUND)$/) as string };

test('[JO7] every mutation has its case here', () => {
	expect(Object.keys(cases).sort()).toEqual([...mutations].sort());
});

describe.each(mutations)('[JO7] %s', (path) => {
	let one: Case;
	let answer: unknown;
	const id = uuidv7();
	beforeAll(async () => {
		one = await make(path);
	});

	test('is refused under an id that the same person used for something else', async () => {
		const used = await usedIdOf(one.who);
		const before = await written();
		await expect(call(one.who, path, sent(one, used))).rejects.toMatchObject(CONFLICT);
		expect(await written()).toEqual(before);
	});

	test('is done once, however often it is sent, and answers the same', async () => {
		answer = await call(one.who, path, sent(one, id));
		const [done] = await db.select().from(actDone).where(eq(actDone.id, id));
		expect(done).toMatchObject({ kind: path, actor: one.who.personId });
		const before = await written();
		const again = await Promise.all([1, 2].map(() => call(one.who, path, sent(one, id))));
		for (const each of again) expect(without(each, one.once)).toEqual(without(answer, one.once));
		for (const key of one.once ?? [])
			expect(again).toMatchObject([{ [key]: notAgain }, { [key]: notAgain }]);
		expect(await written()).toEqual(before);
	});

	test('is refused with other input under the same id', async () => {
		const other = { ...one, input: { ...one.input, ...one.other } };
		if (Object.keys(one.other).length === 0) return;
		const before = await written();
		await expect(call(one.who, path, sent(other, id))).rejects.toMatchObject(CONFLICT);
		expect(await written()).toEqual(before);
	});

	test('is refused to anybody else under the same id, also to a colleague', async () => {
		const before = await written();
		for (const who of [world.stranger, await world.colleagueOf(one.who)]) {
			await expect(call(who, path, sent(one, id))).rejects.toMatchObject(hidden);
		}
		expect(await written()).toEqual(before);
	});

	test('opens nothing to a stranger who sends a used id of his own', async () => {
		const used = await usedIdOf(world.stranger);
		const before = await written();
		await expect(call(world.stranger, path, sent(one, used))).rejects.toMatchObject(hidden);
		expect(await written()).toEqual(before);
	});

	test('answers a retry only as far as he who sent it may do such a thing today', async () => {
		if (path.startsWith('account.')) return;
		const dismissed = { ...one.who, roles: [] };
		await expect(call(dismissed, path, sent(one, id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('[JO7] a used id', () => {
	test('opens nothing of another unit to a duty officer', async () => {
		const { yongjiDesk, yanbian, province, dunhuaDesk } = world;
		const as = callerFor({ db, who: yongjiDesk });
		const report = await filed(db, world.dunhua);
		const incidentId = await opened(db, yanbian, report.id, '敦化市洪水');
		const task = await assigned(db, yanbian, incidentId, { ownerUnitId: DUNHUA });
		const sign = await drawn(db, yanbian, incidentId);
		const roomId = await openedBy(db, yanbian, incidentId, [DUNHUA]);
		const name = `冲锋舟${uuidv7()}`;
		const boats = resourceRow({ name, at: { lon: 128.2, lat: 43.4 }, unitId: DUNHUA });
		const scope = [DUNHUA, YANBIAN, JILIN];
		await db.insert(resource).values({ ...boats, placeUnitId: DUNHUA, scope });
		const [clock] = (await callerFor({ db, who: dunhuaDesk }).clock.open()).clocks;
		const hidden = { code: 'NOT_FOUND' };
		await expect(as.incident.get({ id: incidentId })).rejects.toMatchObject(hidden);
		await expect(as.consultation.get({ id: roomId })).rejects.toMatchObject(hidden);
		await expect(as.task.of({ incidentId })).rejects.toMatchObject(hidden);
		await expect(as.resource.get({ id: boats.id })).rejects.toMatchObject(hidden);

		const activation = await world.activation();
		const own = await filed(db, yongjiDesk);
		const before = await written();
		const used = { actId: own.id };
		const [id, text, reason] = [incidentId, '借一步', '借一步说'];
		const tried = await Promise.allSettled([
			as.incident.close({ ...used, id }),
			as.incident.inform({ ...used, id, text, unitIds: [JILIN] }),
			as.incident.accept({ ...used, reportId: report.id, incidentId, open: null }),
			as.report.acknowledge({ ...used, reportId: report.id }),
			as.task.receive({ ...used, id: task.id }),
			as.task.withdraw({ ...used, id: task.id, text }),
			as.sign.remove({ ...used, id: sign.id }),
			as.consultation.join({ ...used, id: roomId }),
			as.consultation.close({ ...used, id: roomId }),
			as.plan.endResponse({ ...used, id: activation, reason }),
			as.resource.changeState({ ...used, id: boats.id, seen: 'available', state: 'committed' }),
			as.clock.waive({ ...used, clockId: clock?.id ?? '', reason })
		]);
		for (const each of tried) expect(each).toMatchObject({ reason: CONFLICT });
		expect(await written()).toEqual(before);
		await expect(as.incident.get({ id })).rejects.toMatchObject(hidden);
		expect((await callerFor({ db, who: province }).incident.get({ id })).card.status).toBe('open');
	});

	test('is answered with what stands now', async () => {
		const id = await world.incident();
		const city = callerFor({ db, who: world.city }).incident;
		const note = { actId: uuidv7(), id, which: 'incidentLevel', reason: '升级' } as const;
		const graded = await city.grade({ ...note, seen: null, level: 3 });
		await city.close({ actId: uuidv7(), id });
		const again = await city.grade({ ...note, seen: null, level: 3 });
		expect([graded.status, again.status]).toEqual(['open', 'closed']);
	});

	test('shows nothing more to somebody who has moved away since', async () => {
		const id = await world.incident();
		const sent = { actId: uuidv7(), id, reason: '处置完毕' };
		await callerFor({ db, who: world.city }).incident.close(sent);
		const { unitId, unitPath } = world.stranger;
		const moved = { ...world.city, unitId, unitPath };
		await expect(callerFor({ db, who: moved }).incident.close(sent)).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});

	test('is known also where nothing had to be changed', async () => {
		const id = await world.consultation();
		const city = callerFor({ db, who: world.city }).consultation;
		const muteAll = (isMuted: boolean) => ({ kind: 'muteAll', isMuted }) as const;
		const sent = { actId: uuidv7(), id, control: muteAll(false) };
		await city.control(sent);
		await city.control(sent);
		await expect(city.control({ ...sent, control: muteAll(true) })).rejects.toMatchObject(CONFLICT);
	});

	test('is answered to a program that may report and read nothing', async () => {
		const program = await whoOf(db, world.yongji.personId, ['report']);
		const { input } = await make('report.file');
		const sent = { ...input, id: uuidv7() };
		const card = await call(program, 'report.file', sent);
		expect(await call(program, 'report.file', sent)).toEqual(card);
	});

	test('of an act from before inputs were compared is known by its person and its noun', async () => {
		const id = await world.incident();
		const { personId } = world.city;
		const old = uuidv7();
		await db.insert(actDone).values({ id: old, actor: personId, kind: 'incident.closed' });
		const sent = { actId: old, id, reason: '处置完毕' };
		const close = (who: Who) => callerFor({ db, who }).incident.close(sent);
		expect((await close(world.city)).status).toBe('open');
		await expect(close(world.cityLeader)).rejects.toMatchObject(CONFLICT);
		const note = { actId: old, id: await world.task(), text: '不再需要' };
		await expect(callerFor({ db, who: world.city }).task.withdraw(note)).rejects.toMatchObject(
			CONFLICT
		);
	});

	test('a new act for a thing whose id is taken is refused in words', async () => {
		const incidentId = await world.incident();
		const { id } = await drawn(db, world.city, incidentId);
		const twice = drawn(db, world.city, incidentId, { id, label: '口前小学' });
		await expect(twice).rejects.toMatchObject({ ...CONFLICT, message: saying('已有相同的编号') });
	});
});
