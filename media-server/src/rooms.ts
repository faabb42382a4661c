import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrangement } from '../contract/control.ts';
import type { EventLog } from './event-log.ts';
import { Fault } from './fault.ts';
import { log } from './log.ts';
import type { Pool, Slot } from './pool.ts';
import { Room } from './room.ts';
import { RoomMedia } from './room-media.ts';

/** How long a page that comes back is told to wait: a new worker takes about a tenth of a second. */
const RESUME_IN_MS = 250;
const MEDIA_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 20;

/** The open rooms, and their way through the death of a worker or of this process. */
export class Rooms {
	readonly #events: EventLog;
	readonly #rooms = new Map<string, Room>();
	readonly #lostAt = new Map<string, number>();
	/** Null until the worker program is there. */
	#pool: Pool | null = null;

	/** With the rooms that were open when the process before this one ended. */
	constructor(events: EventLog) {
		this.#events = events;
		for (const standing of events.rooms) {
			this.#rooms.set(standing.roomId, new Room(standing, this.#happened, standing));
		}
	}

	get all(): Room[] {
		return [...this.#rooms.values()];
	}

	get pool(): Pool | null {
		return this.#pool;
	}

	/** The room, or a fault. */
	get(roomId: string): Room {
		const room = this.#rooms.get(roomId);
		if (!room) throw new Fault('not_found', 'no such room');
		return room;
	}

	/** Opens the room if it is not; it gets its media as soon as there is a worker. */
	ensure(arrangement: Arrangement): { room: Room; created: boolean } {
		const { roomId } = arrangement;
		const found = this.#rooms.get(roomId);
		if (found) return { room: found, created: false };
		const room = new Room(arrangement, this.#happened);
		this.#rooms.set(roomId, room);
		this.#happened({ type: 'room.opened', ...arrangement });
		void this.#carry(room);
		return { room, created: true };
	}

	/** False: there was none. */
	close(roomId: string): boolean {
		const room = this.#rooms.get(roomId);
		if (!room) return false;
		this.#rooms.delete(roomId);
		this.#lostAt.delete(roomId);
		if (room.media) room.media.slot.rooms -= 1;
		room.close();
		return true;
	}

	/** Ends these seats, wherever they are. Returns those that were there. */
	expire(peerIds: string[]): string[] {
		return peerIds.filter((peerId) => {
			const room = this.all.find(({ peers }) => peers.has(peerId));
			room?.leave(room.peer(peerId), 'expired');
			return room !== undefined;
		});
	}

	/** Waits while a worker is being replaced. */
	async ready(room: Room) {
		const limit = Date.now() + MEDIA_WITHIN_MS;
		while (!room.media) {
			if (!this.#pool || Date.now() > limit || this.#rooms.get(room.roomId) !== room)
				throw new Fault('unavailable', 'the room is being prepared');
			await sleep(LOOK_EVERY_MS);
		}
	}

	/** The workers run: now, or again after all of them were changed. */
	async use(pool: Pool) {
		this.#pool = pool;
		await Promise.all(this.all.map((room) => this.#carry(room)));
	}

	/** A worker died, with all that it carried. */
	lost(slot: Slot) {
		for (const room of this.all.filter(({ media }) => media?.slot === slot)) {
			slot.rooms -= 1;
			this.#lostAt.set(room.roomId, performance.now());
			room.lostWorker(RESUME_IN_MS);
			// Another worker may have room at once; else the successor comes and asks.
			void this.#carry(room);
		}
	}

	/** A worker runs again. */
	back() {
		for (const room of this.all.filter(({ media }) => !media)) void this.#carry(room);
	}

	/** Everybody is sent away; the seats are kept for the process that comes after. */
	stop() {
		for (const room of this.all) room.stop();
		this.#pool?.close();
	}

	readonly #happened: ConstructorParameters<typeof Room>[1] = (happening) => {
		this.#events.append(happening);
	};

	async #carry(room: Room) {
		const slot = this.#pool?.choose();
		if (!slot?.running || room.media) return;
		slot.rooms += 1;
		try {
			const media = await RoomMedia.open(slot, (notice) => room.tell(notice));
			if (room.media || this.#rooms.get(room.roomId) !== room || media.router.closed) {
				media.close();
				slot.rooms -= 1;
				return;
			}
			room.media = media;
		} catch (error) {
			// It died just now: its successor asks again.
			slot.rooms -= 1;
			log.warn(`A room could not be opened: ${String(error)}`);
			return;
		}
		const lostAt = this.#lostAt.get(room.roomId);
		if (lostAt === undefined) return;
		this.#lostAt.delete(room.roomId);
		const tookMs = Math.round(performance.now() - lostAt);
		this.#happened({ type: 'room.recovered', roomId: room.roomId, tookMs });
	}
}
