import { CloseCode, RESUME_WITHIN_MS } from '../contract/constants.ts';
import type { Arrangement } from '../contract/control.ts';
import type { MediaHappening } from '../contract/events.ts';
import { refusedBy } from '../contract/room-law.ts';
import type { RoomRules } from '../contract/room-rules.ts';
import type { LeaveReason, RoomState, Seat, Source } from '../contract/shared.ts';
import type { Notice } from '../contract/signalling.ts';
import { Fault } from './fault.ts';
import { Peer, type Line } from './peer.ts';
import { PeerMedia } from './peer-media.ts';
import type { RoomMedia } from './room-media.ts';
import type { StandingRoom } from './standing.ts';

export type Happened = (happening: MediaHappening) => void;

/** Why a line was closed with a seat that ends. */
const CODES = {
	removed: CloseCode.removed,
	expired: CloseCode.expired,
	replaced: CloseCode.replaced,
	roomClosed: CloseCode.roomClosed,
	refused: CloseCode.malformed
} as const satisfies Partial<Record<LeaveReason, number>>;

/**
 * Who sits in one room, and the rules that hold there. It outlives the worker that carries its media:
 * `media` is null while that one is being replaced.
 */
export class Room {
	readonly roomId: string;
	readonly openedAt: string;
	readonly peers = new Map<string, Peer>();
	readonly #happened: Happened;
	media: RoomMedia | null = null;
	#version: number;
	#rules: RoomRules;

	constructor(
		{ roomId, version, rules }: Arrangement,
		happened: Happened,
		standing?: StandingRoom
	) {
		this.roomId = roomId;
		this.#version = version;
		this.#rules = rules;
		this.#happened = happened;
		this.openedAt = standing?.openedAt ?? new Date().toISOString();
		for (const { peerId, seat, sharing, joinedAt } of standing?.peers ?? []) {
			const peer = new Peer(peerId, seat, { joinedAt });
			this.peers.set(peerId, peer);
			if (sharing) this.#noteScreen(peer, false);
			this.#await(peer);
		}
	}

	get version(): number {
		return this.#version;
	}

	get state(): RoomState {
		return {
			roomId: this.roomId,
			openedAt: this.openedAt,
			alive: this.media !== null,
			version: this.#version,
			rules: this.#rules,
			peers: [...this.peers.values()].map(({ card }) => card)
		};
	}

	/** The seat, or a fault. */
	peer(peerId: string): Peer {
		const peer = this.peers.get(peerId);
		if (!peer) throw new Fault('not_found', 'no such peer in the room');
		return peer;
	}

	/**
	 * From now on these rules hold; an arrangement that is not newer changes nothing. Resolves when it is really so, also
	 * for whoever asks again and wants to be sure.
	 */
	async arrange({ version, rules }: Arrangement) {
		if (version > this.#version) {
			this.#version = version;
			this.#rules = rules;
			this.#happened({ type: 'room.arranged', roomId: this.roomId, version, rules });
			this.tell({ kind: 'rules', rules });
			for (const peer of [...this.peers.values()]) {
				if (refusedBy(rules, peer.person) === 'removed') this.leave(peer, 'removed');
			}
		}
		await Promise.all(
			[...this.peers.values()].flatMap((peer) =>
				[...(peer.media?.producers.keys() ?? [])].map((source) => this.applyMute(peer, source))
			)
		);
	}

	/** Lets a source of this peer be heard or seen, or not. Resolves when it is really so. */
	applyMute(peer: Peer, source: Source): Promise<void> {
		return peer.applyMute(source, this.#rules);
	}

	/** Refuses somebody whom the rules do not let in. */
	admit({ personId }: Seat) {
		const refused = refusedBy(this.#rules, { personId });
		if (refused !== null) throw new Fault('refused', `not let in: ${refused}`);
	}

	/** A new seat. The same person's other one ends. */
	seat(peerId: string, seat: Seat, line: Line, sessionId: string): Peer {
		const former = [...this.peers.values()].find((it) => it.seat.personId === seat.personId);
		if (former) this.leave(former, 'replaced');
		const peer = new Peer(peerId, seat);
		this.peers.set(peerId, peer);
		this.#happened({ type: 'peer.joined', roomId: this.roomId, peerId, seat, sessionId });
		this.connect(peer, line);
		return peer;
	}

	/** Gives a seat its line. One that it had before is dead, or about to be. */
	connect(peer: Peer, line: Line) {
		if (!this.media) throw new Fault('unavailable', 'the room is being prepared');
		this.#hangUp(peer, CloseCode.replaced, 'another line');
		peer.line = line;
		peer.serial += 1;
		peer.media = new PeerMedia(this.media, peer.peerId, (notice) => peer.line?.tell(notice));
		this.showPeer(peer);
	}

	/** The line ended, and nobody said why: the seat is kept for a while. */
	lose(peer: Peer, line: Line) {
		if (peer.line !== line) return;
		this.#hangUp(peer);
		this.#await(peer);
		this.showPeer(peer);
	}

	leave(peer: Peer, reason: LeaveReason) {
		if (this.peers.get(peer.peerId) !== peer) return;
		this.peers.delete(peer.peerId);
		this.#hangUp(peer, reason in CODES ? CODES[reason as keyof typeof CODES] : undefined, reason);
		const { peerId, seat } = peer;
		this.#happened({ type: 'peer.left', roomId: this.roomId, peerId, seat, reason });
		this.tell({ kind: 'peerLeft', peerId, reason });
	}

	/** After a source began or ended. */
	streamChanged(peer: Peer, source: Source, began: boolean) {
		if (source === 'screen') this.#noteScreen(peer, began);
		if (!began) peer.muted.delete(source);
		this.showPeer(peer);
	}

	/** The worker died. Every line is closed, and may come again with its token. */
	lostWorker(resumeInMs: number) {
		this.#happened({ type: 'room.lost', roomId: this.roomId });
		for (const peer of this.peers.values()) {
			if (!peer.line) continue;
			peer.line.tell({ kind: 'roomLost', resumeInMs });
			this.#hangUp(peer, CloseCode.roomLost, 'the worker died');
			this.#await(peer);
		}
		this.media?.close();
		this.media = null;
	}

	close() {
		this.tell({ kind: 'roomClosed' });
		for (const peer of [...this.peers.values()]) this.leave(peer, 'roomClosed');
		this.media?.close();
		this.media = null;
		this.#happened({ type: 'room.closed', roomId: this.roomId });
	}

	/** The process ends; the seats are kept for its successor. */
	stop() {
		for (const peer of this.peers.values()) this.#hangUp(peer, CloseCode.stopping, 'stopping');
		this.media?.close();
		this.media = null;
	}

	tell(notice: Notice) {
		for (const { line } of this.peers.values()) line?.tell(notice);
	}

	showPeer(peer: Peer) {
		if (this.peers.get(peer.peerId) === peer) this.tell({ kind: 'peer', peer: peer.card });
	}

	#await(peer: Peer) {
		clearTimeout(peer.waiting);
		peer.waiting = setTimeout(() => this.leave(peer, 'lost'), RESUME_WITHIN_MS);
		peer.waiting.unref();
	}

	/** Ends all that came over the line, and says so. */
	#hangUp(peer: Peer, code?: number, reason?: string) {
		if (peer.sharing) this.#noteScreen(peer, false);
		peer.hangUp(code, reason);
	}

	#noteScreen(peer: Peer, sharing: boolean) {
		peer.sharing = sharing;
		const { peerId, seat } = peer;
		const type = sharing ? 'screen.started' : 'screen.ended';
		this.#happened({ type, roomId: this.roomId, peerId, seat });
	}
}
