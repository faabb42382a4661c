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
	readonly chairMuted: Set<Source>;
	/** Kept here because a worker that dies takes its streams with it before anybody is told. */
	sharing = false;
	/** By himself. */
	readonly muted = new Set<Source>();

	constructor(
		peerId: string,
		seat: Seat,
		{ joinedAt = new Date().toISOString(), chairMuted = [] as Source[] } = {}
	) {
		this.peerId = peerId;
		this.seat = seat;
		this.joinedAt = joinedAt;
		this.chairMuted = new Set(chairMuted);
	}

	get card(): PeerCard {
		return {
			...this.seat,
			peerId: this.peerId,
			joinedAt: this.joinedAt,
			connected: this.line !== null,
			chairMuted: [...this.chairMuted],
			streams: [...(this.media?.producers ?? [])].map(([source, { id }]) => ({
				producerId: id,
				source,
				muted: this.muted.has(source)
			}))
		};
	}

	/** Lets the worker forward a source, or not, as the mutes say. */
	async applyMute(source: Source) {
		const producer = this.media?.producers.get(source);
		if (!producer) return;
		const silent = this.muted.has(source) || this.chairMuted.has(source);
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
