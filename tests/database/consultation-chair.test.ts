import { getEventListeners } from 'node:events';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import type { ChairControl } from '#lib/features/consultation/controls.ts';
import {
	resync,
	startMediaFollower,
	takeEvents
} from '#lib/features/consultation/following.server.ts';
import { closeOverdueRollCalls } from '#lib/features/consultation/roll-call-mutations.server.ts';
import { rollCall } from '#lib/features/consultation/tables.server.ts';
import { reachMedia } from '#lib/server/media/control.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { fakeMedia, type FakeMedia } from '../support/media.ts';
import { DUNHUA, JILIN, whoOf, YONGJI } from '../support/person.ts';
import {
	consultationWorld,
	doors,
	linesOf,
	newIncident,
	openedBy,
	type ConsultationWorld
} from './consultation-support.ts';

const db = await testDatabase();
let world: ConsultationWorld;
let media: FakeMedia;
let id: string;
beforeAll(async () => {
	media = await fakeMedia();
	reachMedia(media.address);
	world = await consultationWorld(db);
});
beforeEach(async () => {
	id = await openedBy(db, world.city, await newIncident(db, world));
});
afterAll(() => media.close());

const as = (who: Who | null) => doors(db, who);
const act = () => ({ actId: uuidv7(), id });
const card = async () => (await as(world.city).get({ id })).card;
const lines = (type?: string) => linesOf(db, id, type);
/** What the chair does, or somebody who is not. `sent`: the same for an act that is sent again. */
const control = (who: Who | null, wanted: ChairControl, sent = act()) =>
	as(who).control({ ...sent, control: wanted });
/** Whether the media server forwards what the person says. */
const isHeard = (who: Who) => media.isHeard(id, who);
const come = async (who: Who) => {
	await as(who).ticket({ id });
	const seat = media.come(id, who);
	await takeEvents(db);
	return seat;
};

describe('what only the chair does', () => {
	const controls: Record<ChairControl['kind'], () => ChairControl> = {
		mute: () => ({ kind: 'mute', personId: world.yongji.personId, isMuted: true }),
		muteAll: () => ({ kind: 'muteAll', isMuted: true }),
		giveFloor: () => ({ kind: 'giveFloor', unitId: YONGJI }),
		remove: () => ({ kind: 'remove', personId: world.yongji.personId, isRemoved: true }),
		handOver: () => ({ kind: 'handOver', personId: world.province.personId })
	};
	const acts = {
		...Object.fromEntries(
			Object.entries(controls).map(([kind, wanted]) => [
				kind,
				(who: Who | null) => control(who, wanted())
			])
		),
		invite: (who: Who | null) => as(who).invite({ ...act(), unitIds: [JILIN] }),
		rollCall: (who: Who | null) => as(who).startRollCall(act())
	};

	test.each(Object.entries(acts))(
		'[CN6] %s: nobody else, and no program',
		async (_name, wanted) => {
			const token = await whoOf(db, world.city.personId, ['read', 'incident']);
			await expect(wanted(null)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
			for (const who of [world.province, world.yongjiDesk, world.yongji, world.planner, token]) {
				await expect(wanted(who)).rejects.toMatchObject({ code: 'FORBIDDEN' });
			}
			expect(await lines()).toHaveLength(1);
		}
	);
});

describe('muting', () => {
	test('[CN7] mute silences one, until it is lifted; the chair’s deputy may as well', async () => {
		await come(world.yongji);
		const { personId } = world.yongji;
		await control(world.cityDeputy, { kind: 'mute', personId, isMuted: true });
		expect(isHeard(world.yongji)).toBe(false);
		await control(world.city, { kind: 'mute', personId, isMuted: false });
		expect(isHeard(world.yongji)).toBe(true);
		expect(await lines('consultation.muted')).toHaveLength(2);
	});

	test('[CN7] two chairs who mute at once, and one who sends it twice, write one line', async () => {
		await come(world.yongji);
		const wanted = {
			kind: 'mute' as const,
			personId: world.yongji.personId,
			isMuted: true
		};
		const sent = act();
		await Promise.all([
			control(world.city, wanted, sent),
			control(world.city, wanted, sent),
			control(world.cityDeputy, wanted)
		]);
		expect(await lines('consultation.muted')).toHaveLength(1);
		expect((await card()).mutedIds).toEqual([world.yongji.personId]);
	});

	test('[CN7] with all muted only the chair and the unit with the floor are heard, who comes later too', async () => {
		await come(world.city);
		await come(world.yongji);
		await control(world.city, { kind: 'muteAll', isMuted: true });
		await control(world.city, { kind: 'giveFloor', unitId: YONGJI });
		await come(world.yongjiDesk);
		await come(world.dunhua);
		expect([world.city, world.yongji, world.yongjiDesk, world.dunhua].map(isHeard)).toEqual([
			true,
			true,
			true,
			false
		]);
		await control(world.city, { kind: 'giveFloor', unitId: null });
		expect(isHeard(world.yongji)).toBe(false);
		await control(world.city, { kind: 'muteAll', isMuted: false });
		expect([world.yongji, world.dunhua].map(isHeard)).toEqual([true, true]);
	});

	test('[CN7] the chair is neither muted nor sent out', async () => {
		const { personId } = world.city;
		for (const refused of [
			() => control(world.cityDeputy, { kind: 'mute', personId, isMuted: true }),
			() => control(world.cityDeputy, { kind: 'remove', personId, isRemoved: true })
		]) {
			await expect(refused()).rejects.toMatchObject({ code: 'CONFLICT' });
		}
	});

	test('[CN7] somebody of a unit that was not called cannot be muted, nor have the floor', async () => {
		const { personId } = world.yanbian;
		await expect(
			control(world.city, { kind: 'mute', personId, isMuted: true })
		).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		await expect(
			control(world.city, { kind: 'giveFloor', unitId: '222400' })
		).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});

	test('[CN8] where the media server is gone the mute stands in the record, is said so, and silences whoever comes again', async () => {
		await come(world.yongji);
		media.gone();
		const wanted = {
			kind: 'mute' as const,
			personId: world.yongji.personId,
			isMuted: true
		};
		const sent = act();
		await expect(control(world.city, wanted, sent)).rejects.toMatchObject({
			code: 'SERVICE_UNAVAILABLE'
		});
		expect((await card()).mutedIds).toEqual([world.yongji.personId]);
		media.back();
		await resync(db);
		await come(world.yongji);
		expect(isHeard(world.yongji)).toBe(false);
		await control(world.city, wanted, sent);
		expect(await lines('consultation.muted')).toHaveLength(1);
	});

	test('[CN6] sent out is out, with every window', async () => {
		await come(world.yongji);
		await come(world.yongji);
		await control(world.city, {
			kind: 'remove',
			personId: world.yongji.personId,
			isRemoved: true
		});
		await takeEvents(db);
		expect(media.room(id)?.peers).toEqual([]);
		expect((await card()).present).toEqual([]);
	});
});

describe('handing over the chair', () => {
	test('[CN6] the new unit’s duty has it, the old one’s no longer', async () => {
		const { personId } = world.province;
		const now = await control(world.city, { kind: 'handOver', personId });
		expect(now.chair).toMatchObject({ personId, unitId: JILIN, name: '省主班' });
		const mute = {
			kind: 'mute' as const,
			personId: world.yongji.personId,
			isMuted: true
		};
		await expect(control(world.city, mute)).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
		await control(world.provinceDeputy, mute);
	});

	test('[CN6] not to somebody who is not on duty, nor outside; of two at once the second finds it gone', async () => {
		for (const { personId } of [world.yongji, world.expert]) {
			await expect(control(world.city, { kind: 'handOver', personId })).rejects.toMatchObject({
				code: 'CONFLICT'
			});
		}
		const both = await Promise.allSettled([
			control(world.city, { kind: 'handOver', personId: world.province.personId }),
			control(world.cityDeputy, { kind: 'handOver', personId: world.yongjiDesk.personId })
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await lines('consultation.chairHandedOver')).toHaveLength(1);
	});
});

describe('roll call', () => {
	const start = async (limitS = 60) => {
		const actId = uuidv7();
		await as(world.city).startRollCall({ actId, id, limitS });
		return actId;
	};
	const answer = (who: Who, rollCallId: string, unitId = who.unitId, actId = uuidv7()) =>
		as(who).answerRollCall({ actId, rollCallId, unitId });
	/** As if it had begun so long ago. */
	const begunBefore = (rollCallId: string, seconds: number) =>
		db
			.update(rollCall)
			.set({ startedAt: sql`now() - make_interval(secs => ${seconds})` })
			.where(eq(rollCall.id, rollCallId));

	test('[CN10] nobody answers for another unit but the chair, and none for a unit that was not asked', async () => {
		const sheet = await start();
		await expect(answer(world.province, sheet, YONGJI)).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
		await expect(answer(world.city, sheet)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(answer(world.yanbian, sheet)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(answer(world.wall, sheet)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(answer(world.city, sheet, '222400')).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});

	test('[CN9] it asks all but the chair’s own unit, and one is under way at a time', async () => {
		const sheet = await start();
		const { rollCall: newest } = await card();
		expect(newest?.id).toBe(sheet);
		expect(newest?.answers.map(({ unitId }) => unitId)).toEqual([JILIN, YONGJI, DUNHUA]);
		const both = await Promise.allSettled([start(), start()]);
		expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	});

	test('[CN10] the first answer of a unit counts, with its seconds; what the chair notes is said to be so', async () => {
		const sheet = await start();
		await begunBefore(sheet, 12);
		await Promise.all([answer(world.yongji, sheet), answer(world.yongjiDesk, sheet)]);
		const now = await answer(world.city, sheet, DUNHUA);
		const [province, yongji, dunhua] = now.rollCall?.answers ?? [];
		expect(province).toMatchObject({ answeredAt: null, byName: null, seconds: null });
		expect(yongji?.seconds).toBeGreaterThanOrEqual(12);
		expect(yongji?.seconds).toBeLessThan(20);
		expect(dunhua?.byName).toBe('吉林市主班');
		const said = (await lines('consultation.rollAnswered')).map(({ payload }) => payload);
		expect(said).toMatchObject([{ byChair: false }, { byChair: true }]);
	});

	test('[CN11] after the time no answer is taken; the sheet closes by itself at the limit, and names who was absent', async () => {
		const sheet = await start(10);
		await answer(world.yongji, sheet);
		await begunBefore(sheet, 11);
		await expect(answer(world.dunhua, sheet)).rejects.toMatchObject({ code: 'CONFLICT' });
		const [closed, again] = await Promise.all([
			closeOverdueRollCalls(db),
			closeOverdueRollCalls(db)
		]);
		expect(closed + again).toBeGreaterThanOrEqual(1);
		const { rollCall: kept } = await card();
		expect(Date.parse(kept?.closedAt ?? '') - Date.parse(kept?.startedAt ?? '')).toBe(10_000);
		expect(kept?.answers.filter(({ answeredAt }) => answeredAt === null)).toHaveLength(2);
		expect(await lines('consultation.rollClosed')).toMatchObject([{ actorName: 'system' }]);
	});

	test('[CN12] every sheet is kept, the oldest first', async () => {
		const first = await start();
		await as(world.city).closeRollCall({ actId: uuidv7(), rollCallId: first });
		const second = await start();
		await answer(world.province, second);
		await as(world.cityDeputy).closeRollCall({ actId: uuidv7(), rollCallId: second });
		const { rollCalls } = await as(world.province).get({ id });
		expect(rollCalls.map((sheet) => sheet.id)).toEqual([first, second]);
		expect(await lines('consultation.rollClosed')).toHaveLength(2);
	});
});

describe('who came and went', () => {
	test('[CN5] one line each, also where two processes hear of it and where it is told again', async () => {
		const seat = media.come(id, world.yongji);
		await Promise.all([takeEvents(db), takeEvents(db), takeEvents(db)]);
		expect((await card()).present).toMatchObject([
			{ id: seat, personId: world.yongji.personId, unitId: YONGJI, leftAt: null }
		]);
		media.leave(id, seat);
		await Promise.all([takeEvents(db), takeEvents(db)]);
		await takeEvents(db);
		expect((await lines()).map(({ type, actorName }) => `${type} ${actorName}`)).toEqual([
			'consultation.opened 吉林市主班',
			'consultation.joined 永吉报送员',
			'consultation.left 永吉报送员'
		]);
		const { attendances } = await as(world.city).get({ id });
		expect(attendances).toHaveLength(1);
		expect(attendances[0]?.leftAt).not.toBeNull();
	});

	test('[CN5] rooms that are none of ours are passed over', async () => {
		media.come(uuidv7(), world.yongji);
		await come(world.dunhua);
		expect((await card()).present).toHaveLength(1);
	});

	test.each([
		['with its log', false],
		['with a new one', true]
	])(
		'[CN5] a media server that died and came back %s: who was in has left, once',
		async (_name, isNew) => {
			await come(world.yongji);
			await come(world.dunhua);
			media.gone();
			await expect(resync(db)).rejects.toMatchObject({ why: 'noAnswer' });
			media.back({ isNew });
			await Promise.all([resync(db), resync(db)]);
			expect((await card()).present).toEqual([]);
			const left = await lines('consultation.left');
			expect(left.map(({ payload }) => payload)).toMatchObject([
				{ cause: 'lost' },
				{ cause: 'lost' }
			]);
			await come(world.yongji);
			expect((await card()).present).toHaveLength(1);
		}
	);

	test('[CN5] who follows a media server that is away for long leaves nothing behind at each try', async () => {
		const any = vi.spyOn(AbortSignal, 'any');
		media.gone();
		const following = startMediaFollower(db, { everyMs: 1, retryMs: 1 });
		await vi.waitUntil(() => any.mock.calls.length > 30, 20_000);
		const [, stopping] = [...(any.mock.calls[0]?.[0] ?? [])];
		expect(getEventListeners(stopping as AbortSignal, 'abort').length).toBeLessThan(3);
		await following.stop();
		any.mockRestore();
		media.back();
	});

	test('[CN8] a room that was closed while the media server was gone is closed when it is back', async () => {
		await come(world.yongji);
		media.gone();
		await as(world.city).close(act());
		media.back();
		media.come(id, world.yongji);
		await resync(db);
		expect(media.room(id)).toBeUndefined();
	});
});
