import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRinging } from '#lib/features/consultation/rules.ts';
import type { ConsultationCard } from '#lib/features/consultation/schema.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { reachMedia } from '#lib/server/media/control.ts';
import type { Who } from '#lib/who.ts';
import { TicketClaims } from '../../media-server/contract/ticket.ts';
import { testDatabase } from '../support/database.ts';
import { fakeMedia, type FakeMedia } from '../support/media.ts';
import { CHANGBAISHAN, DUNHUA, JILIN, whoOf, YANBIAN, YONGJI } from '../support/person.ts';
import {
	CITY,
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
let incidentId: string;
beforeAll(async () => {
	media = await fakeMedia();
	world = await consultationWorld(db);
});
beforeEach(async () => {
	reachMedia(media.address);
	incidentId = await newIncident(db, world);
});
afterAll(() => media.close());

const as = (who: Who | null) => doors(db, who);
const open = (who = world.city, unitIds?: string[], mainVenue?: string) =>
	openedBy(db, who, incidentId, unitIds, mainVenue);
const act = (id: string) => ({ actId: uuidv7(), id });
const setRemoved = (id: string, personId: string, isRemoved: boolean) =>
	as(world.city).control({ ...act(id), control: { kind: 'remove', personId, isRemoved } });
const sessionOf = ({ via }: Who) => (via.kind === 'session' ? via.sessionId : null);
const card = async (id: string) => (await as(world.city).get({ id })).card;
const ringsAt = async (who: Who, id: string) => {
	const { consultations } = await as(who).list();
	return consultations.some((one) => one.id === id && isRinging(one, who.unitId));
};

describe('opening', () => {
	test('[CN1] neither somebody who is not signed in, nor a reporter, a planner, an expert, an administrator or a program without "incident" may', async () => {
		const token = await whoOf(db, world.city.personId, ['read', 'report']);
		await expect(openedBy(db, world.city, uuidv7())).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const input = { ...act(uuidv7()), incidentId, title: '会商', mainVenueUnitId: CITY };
		const unitIds = [YONGJI];
		await expect(as(null).open({ ...input, unitIds })).rejects.toMatchObject({
			code: 'UNAUTHORIZED'
		});
		for (const who of [world.yongji, world.planner, world.expert, world.auditor, token]) {
			await expect(as(who).open({ ...input, unitIds })).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
	});

	test('[CN1] no desk that does not see the incident, none that takes no part in it, and nobody about a closed one', async () => {
		await expect(open(world.yanbian)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(open(world.yongjiDesk, [CITY])).rejects.toMatchObject({ code: 'FORBIDDEN' });
		const api = callerFor({ db, who: world.city });
		await api.incident.close({ ...act(incidentId) });
		await expect(open()).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[CN1] a unit that is not known, or nobody but oneself, is refused beside the field', async () => {
		await expect(open(world.city, ['999999'])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await expect(open(world.city, [CITY])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});

	test('[CN1] all that were called are in it, the opener has the chair, and they see the incident from then on', async () => {
		const at = callerFor({ db, who: world.dunhuaDesk });
		await expect(at.incident.get({ id: incidentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const id = await open(world.city, [YONGJI, DUNHUA], JILIN);
		const now = await card(id);
		expect(now).toMatchObject({
			mainVenueUnitId: JILIN,
			chair: { personId: world.city.personId, unitId: CITY },
			version: 2
		});
		const answers = Object.fromEntries(now.units.map((unit) => [unit.unitId, unit.answer]));
		expect(answers).toEqual({ [JILIN]: null, [CITY]: 'joined', [YONGJI]: null, [DUNHUA]: null });
		expect((await at.incident.get({ id: incidentId })).card.id).toBe(incidentId);
		const [line, ...more] = await linesOf(db, id);
		expect(more).toEqual([]);
		expect(line?.scope.sort()).toEqual([JILIN, CITY, YONGJI, YANBIAN, DUNHUA].sort());
	});

	test('[CN1] the same act twice is one consultation with one line', async () => {
		const input = { ...act(uuidv7()), incidentId, title: '会商', mainVenueUnitId: CITY };
		const twice = { ...input, unitIds: [YONGJI] };
		const [first, second] = await Promise.all([
			as(world.city).open(twice),
			as(world.city).open(twice)
		]);
		expect(second).toEqual(first);
		expect(await linesOf(db, input.id)).toHaveLength(1);
	});

	test('[CN14] its lines stand in the log of the incident', async () => {
		const id = await open();
		const { lines } = await callerFor({ db, who: world.city }).incident.timeline({
			id: incidentId
		});
		expect(lines.map(({ type, subject }) => `${type} ${subject}`)).toContain(
			`consultation.opened consultation:${id}`
		);
	});
});

describe('answering', () => {
	test('[CN2] nobody answers for a unit that was not called, an administrator, a wall or a program for none', async () => {
		const id = await open(world.city, [DUNHUA]);
		const token = await whoOf(db, world.dunhuaDesk.personId, ['read', 'incident']);
		await expect(as(null).join(act(id))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		for (const who of [world.yanbian, world.province, world.wall, world.auditor, token]) {
			await expect(as(who).join(act(id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
			await expect(as(who).decline({ ...act(id), reason: '有会' })).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
		const away = await open(world.city, [YONGJI]);
		await expect(as(world.yanbian).join(act(away))).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await ringsAt(world.dunhuaDesk, id)).toBe(true);
	});

	test('[CN2] it rings until somebody joins or declines, and again when called again', async () => {
		const id = await open();
		expect(await ringsAt(world.yongjiDesk, id)).toBe(true);
		expect(await ringsAt(world.city, id)).toBe(false);
		await as(world.yongji).join(act(id));
		expect(await ringsAt(world.yongjiDesk, id)).toBe(false);

		await expect(as(world.dunhuaDesk).decline({ ...act(id), reason: ' ' })).rejects.toMatchObject({
			code: 'BAD_REQUEST'
		});
		await as(world.dunhuaDesk).decline({ ...act(id), reason: '正在转移群众' });
		expect(await ringsAt(world.dunhuaDesk, id)).toBe(false);
		await as(world.city).invite({ ...act(id), unitIds: [DUNHUA, YONGJI, YANBIAN] });
		const now = await card(id);
		expect(now.units.map(({ unitId, answer }) => [unitId, answer])).toEqual([
			[JILIN, null],
			[CITY, 'joined'],
			[YANBIAN, null],
			[YONGJI, 'joined'],
			[DUNHUA, null]
		]);
		const [line] = await linesOf(db, id, 'consultation.invited');
		const { units = [] } = (line?.payload ?? {}) as { units?: { unitId: string }[] };
		expect(units.map(({ unitId }) => unitId).sort()).toEqual([YANBIAN, DUNHUA].sort());
	});

	test('[CN2] two of one unit who join at once have joined once', async () => {
		const id = await open();
		await Promise.all([as(world.yongjiDesk).join(act(id)), as(world.yongji).join(act(id))]);
		expect(await linesOf(db, id, 'consultation.answered')).toHaveLength(1);
	});
});

describe('who sees it', () => {
	test('[CN3] those called and those above them; no other unit and no administrator', async () => {
		const id = await open(world.city, [DUNHUA]);
		for (const who of [world.city, world.dunhua, world.yanbian, world.province, world.wall]) {
			expect((await as(who).get({ id })).card.id).toBe(id);
		}
		await expect(as(world.yongjiDesk).get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const { consultations } = await as(world.yongjiDesk).search({ incidentId });
		expect(consultations).toEqual([]);
		await expect(as(world.auditor).get({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(as(world.auditor).search({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(as(null).list()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
	});

	test('[CN2] only the units called have it among those that they are called to', async () => {
		const id = await open(world.city, [DUNHUA]);
		const has = async (who: Who) =>
			(await as(who).list()).consultations.some((one) => one.id === id);
		expect(await has(world.dunhuaDesk)).toBe(true);
		expect(await has(world.yanbian)).toBe(false);
	});
});

describe('tickets', () => {
	const claimsOf = (ticket: string) =>
		TicketClaims.parse(JSON.parse(Buffer.from(ticket.split('.')[0] ?? '', 'base64url').toString()));

	test('[CN4] none for a unit that was not called, a wall, an administrator or a program', async () => {
		const id = await open(world.city, [DUNHUA]);
		const token = await whoOf(db, world.dunhuaDesk.personId, ['read', 'incident']);
		await expect(as(null).ticket({ id })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		for (const who of [world.province, world.yanbian, world.wall, token]) {
			await expect(as(who).ticket({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(as(world.yongjiDesk).ticket({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(as(world.auditor).ticket({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(media.room(id)).toBeUndefined();
	});

	test('[CN4] it names room, person, unit and role, and lives for a minute', async () => {
		const id = await open(world.city, [DUNHUA, JILIN]);
		const before = Date.now();
		const of = async (who: Who) => claimsOf((await as(who).ticket({ id })).ticket);
		expect(await of(world.expert)).toMatchObject({
			roomId: id,
			seat: { personId: world.expert.personId, unit: { id: JILIN }, role: 'speaker' }
		});
		const chair = await of(world.cityDeputy);
		expect(chair.sessionId).toBe(sessionOf(world.cityDeputy));
		expect(chair.expiresAt - before).toBeGreaterThan(50_000);
		expect(chair.expiresAt - Date.now()).toBeLessThanOrEqual(60_000);
		expect(await linesOf(db, id)).toHaveLength(1);
	});

	test('[CN4] none after the closing, and none for whom the chair sent out until he is let in again', async () => {
		const id = await open();
		const { personId } = world.yongji;
		await setRemoved(id, personId, true);
		await expect(as(world.yongji).ticket({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(as(world.yongjiDesk).ticket({ id })).resolves.toBeDefined();
		await setRemoved(id, personId, false);
		await expect(as(world.yongji).ticket({ id })).resolves.toBeDefined();
		await as(world.city).close(act(id));
		await expect(as(world.yongji).ticket({ id })).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('[CN8] a media server that does not answer is said in words, and nothing is written', async () => {
		const id = await open();
		const asked = () => as(world.yongji).ticket({ id });
		media.gone();
		await expect(asked()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
		media.back();
		reachMedia(null);
		await expect(asked()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
		expect(await linesOf(db, id)).toHaveLength(1);
	});
});

describe('closing', () => {
	test('[CN6] nobody but the chair’s own duty', async () => {
		const id = await open();
		for (const who of [world.province, world.yongjiDesk, world.yongji, world.planner]) {
			await expect(as(who).close(act(id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(as(world.yanbian).close(act(id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[CN15] it ends roll call, ringing and room; nothing can be done in it any more, twice is once', async () => {
		const id = await open();
		await as(world.yongji).ticket({ id });
		media.come(id, world.yongji);
		await as(world.city).startRollCall(act(id));
		await Promise.all([as(world.city).close(act(id)), as(world.cityDeputy).close(act(id))]);
		const closed: ConsultationCard = await card(id);
		expect(closed.rollCall?.closedAt).not.toBeNull();
		expect(media.room(id)).toBeUndefined();
		expect(await ringsAt(world.dunhuaDesk, id)).toBe(false);
		expect((await linesOf(db, id)).map(({ type }) => type)).toEqual([
			'consultation.opened',
			'consultation.rollCalled',
			'consultation.rollClosed',
			'consultation.closed'
		]);
		for (const late of [
			() => as(world.dunhuaDesk).join(act(id)),
			() => as(world.city).invite({ ...act(id), unitIds: [CHANGBAISHAN] }),
			() => as(world.city).startRollCall(act(id)),
			() => as(world.city).control({ ...act(id), control: { kind: 'muteAll', isMuted: true } })
		]) {
			await expect(late()).rejects.toMatchObject({ code: 'CONFLICT' });
		}
	});

	test('[CN8] it does not wait for a media server that is gone', async () => {
		const id = await open();
		media.gone();
		expect((await as(world.city).close(act(id))).closedAt).not.toBeNull();
		media.back();
	});
});
