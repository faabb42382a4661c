import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import { expireSeats, startSeatExpiry } from '#lib/features/consultation/expiring.server.ts';
import { startMediaFollower, takeEvents } from '#lib/features/consultation/following.server.ts';
import { person } from '#lib/features/person/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { authSession } from '#lib/server/auth/tables.server.ts';
import { reachMedia } from '#lib/server/media/control.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { fakeMedia, type FakeMedia } from '../support/media.ts';
import { DUNHUA, testPerson, YONGJI } from '../support/person.ts';
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
/** Sits in the room beside those whose rights end. */
let stays: Who;
beforeAll(async () => {
	media = await fakeMedia();
	reachMedia(media.address);
	world = await consultationWorld(db);
});
beforeEach(async () => {
	id = await openedBy(db, world.city, await newIncident(db, world));
	stays = await signedIn();
	await come(stays);
});
afterAll(() => media.close());

const sessionOf = ({ via }: Who) => (via.kind === 'session' ? via.sessionId : '');

/** Somebody of 永吉 in a session that is kept. */
async function signedIn(): Promise<Who> {
	const who = await testPerson(db, { unitId: YONGJI, roles: ['dutyOfficer'] });
	const session = { id: sessionOf(who), userId: who.personId, token: uuidv7() };
	await db.insert(authSession).values({ ...session, expiresAt: new Date(Date.now() + 3_600_000) });
	return who;
}

async function come(who: Who) {
	await doors(db, who).ticket({ id });
	media.come(id, who);
	await takeEvents(db);
}

const seated = () => media.room(id)?.peers.map(({ personId }) => personId) ?? [];
const personNow = (who: Who, change: Partial<typeof person.$inferInsert>) =>
	db.update(person).set(change).where(eq(person.id, who.personId));

const endings: Record<string, (who: Who) => Promise<unknown>> = {
	'signed out': (who) => callerFor({ db, who }).account.signOut({ actId: uuidv7() }),
	'of another session that ran out': (who) =>
		db
			.update(authSession)
			.set({ expiresAt: sql`now() - interval '1 second'` })
			.where(eq(authSession.id, sessionOf(who))),
	deactivated: (who) => personNow(who, { active: false }),
	'of another unit now': (who) => personNow(who, { unitId: DUNHUA }),
	'without a role that takes part': (who) => personNow(who, { roles: ['screen'] })
};

test.each(Object.entries(endings))(
	'[CN17] who is %s has no seat any more, and the record says so; the others stay',
	async (_name, end) => {
		const who = await signedIn();
		await come(who);
		expect(await expireSeats(db)).toBe(0);
		await end(who);
		expect(await expireSeats(db)).toBe(1);
		expect(seated()).toEqual([stays.personId]);
		await takeEvents(db);
		const { card } = await doors(db, world.city).get({ id });
		expect(card.present.map(({ personId }) => personId)).toEqual([stays.personId]);
		const [left, ...more] = await linesOf(db, id, 'consultation.left');
		expect(more).toEqual([]);
		const { personId } = who;
		expect(left?.payload).toMatchObject({ cause: 'expired', attendance: { personId } });
		expect(await expireSeats(db)).toBe(0);
	}
);

test('[CN17, AC5] the worker sees to it within 5 s, also of a ticket that was taken before the end', async () => {
	const who = await signedIn();
	await doors(db, who).ticket({ id });
	await db.delete(authSession).where(eq(authSession.id, sessionOf(who)));
	const jobs = [startMediaFollower(db), startSeatExpiry(db)];
	try {
		media.come(id, who);
		await expect.poll(seated, { timeout: 5000 }).toEqual([stays.personId]);
	} finally {
		await Promise.all(jobs.map((job) => job.stop()));
	}
});

test('[CN17] while the media server is away nobody is put out, and at its return whoever has no right is', async () => {
	const who = await signedIn();
	await come(who);
	await db.delete(authSession).where(eq(authSession.id, sessionOf(who)));
	media.gone();
	await expect(expireSeats(db)).rejects.toMatchObject({ why: 'noAnswer' });
	media.returned();
	expect(await expireSeats(db)).toBe(1);
	expect(seated()).toEqual([stays.personId]);
});
