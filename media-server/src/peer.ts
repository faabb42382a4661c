import { isHeldBack, type RoomPerson } from '../contract/room-law.ts';
import type { RoomRules } from '../contract/room-rules.ts';
import type { PeerCard, Seat, Source } from '../contract/shared.ts';
import type { Notice } from '../contract/signalling.ts';
import type { PeerMedia } from './peer-media.ts';

/** All that a room asks of a connection. `socket.ts` gives one; so do the tests. */
export interface Line {
	tell(notice: Notice): void;
	close(code: number, reason: string): void;
}

/** One seat of a room, with or without a line to it. */
export class Peer {
	readonly peerId: string;
	readonly seat: Seat;
	readonly joinedAt: string;
	line: Line | null = null;
	media: PeerMedia | null = null;
	/** Of the last resume token. */
	serial = 0;
	/** While there is no line: when the seat is given up. */
	waiting: NodeJS.Timeout | undefined;
	/** Kept here because a worker that dies takes its streams with it before anybody is told. */
	sharing = false;
	/** By the sender. */
	readonly muted = new Set<Source>();

	constructor(peerId: string, seat: Seat, { joinedAt = new Date().toISOString() } = {}) {
		this.peerId = peerId;
		this.seat = seat;
		this.joinedAt = joinedAt;
	}

	get card(): PeerCard {
		return {
			...this.seat,
			peerId: this.peerId,
			joinedAt: this.joinedAt,
			connected: this.line !== null,
			streams: [...(this.media?.producers ?? [])].map(([source, { id }]) => ({
				producerId: id,
				source,
				muted: this.muted.has(source)
			}))
		};
	}

	get person(): RoomPerson {
		return { personId: this.seat.personId, unitId: this.seat.unit.id };
	}

	/** Lets the worker forward a source, or not, as the sender and the room's rules say. */
	async applyMute(source: Source, rules: RoomRules) {
		const producer = this.media?.producers.get(source);
		if (!producer) return;
		const silent = this.muted.has(source) || isHeldBack(rules, this.person, source);
		await (silent ? producer.pause() : producer.resume()).catch((error: unknown) => {
			// What has closed meanwhile is silent for good.
			if (!producer.closed) throw error;
		});
	}

	/** Ends what the line owned. Without a code the connection has ended already. */
	hangUp(code?: number, reason = '') {
		clearTimeout(this.waiting);
		this.media?.close();
		this.media = null;
		const { line } = this;
		this.line = null;
		if (code !== undefined) line?.close(code, reason);
	}
}
