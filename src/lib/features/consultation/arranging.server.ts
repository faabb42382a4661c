import { eq } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import { askMedia, MediaError } from '#lib/server/media/control.ts';
import { mediaFailure } from './media.server.ts';
import { consultation } from './tables.server.ts';

/**
 * Makes the media room what the row says: its rules, or closed (CN8). May be done at any time, by any process, in any
 * order: the media server keeps the newest version. Where it does not answer, this is refused as
 * `unavailable`; the follower does it when the server is back.
 */
export async function arrangeRoom(db: Db, id: string): Promise<void> {
	await arrange(db, id).catch((error: unknown) => {
		const failure = mediaFailure(error);
		if (!(failure instanceof Failure)) throw failure;
		throw new Failure('unavailable', m.consultation_media_later({ why: failure.message }), {
			cause: error
		});
	});
}

/** As `arrangeRoom`, for whoever need not know that the media server does not answer: the follower does it later. */
export async function arrangeRoomSometime(db: Db, id: string): Promise<void> {
	await arrange(db, id).catch((error: unknown) => {
		if (!(error instanceof MediaError)) throw error;
	});
}

async function arrange(db: Db, id: string) {
	const [row] = await db.select().from(consultation).where(eq(consultation.id, id));
	// A room that is none of ours: a bench, or another database's.
	if (!row) return;
	const { version, rules, closedAt } = row;
	if (closedAt !== null) return void (await askMedia('closeRoom', { roomId: id }));
	await askMedia('arrange', { roomId: id, version, rules }).catch((error: unknown) => {
		// Nobody is in a room that is not there: it is made, with its rules, when the first one asks for a ticket.
		if (!(error instanceof MediaError) || error.why !== 'noRoom') throw error;
	});
}
