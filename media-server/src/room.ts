import type { LeaveReason, RoomState, Seat, Source } from '../contract/shared.ts';
import { CloseCode, RESUME_WITHIN_MS, type Notice } from '../contract/signalling.ts';
import type { MediaHappening } from '../contract/events.ts';
import { Fault } from './fault.ts';
import { Peer, type Line } from './peer.ts';
import { PeerMedia } from './peer-media.ts';
import type { RoomMedia } from './room-media.ts';
import type { StandingRoom } from './standing.ts';

export type Happened = (happening: MediaHappening) => void;

/** Why a line was closed with a seat that ends. */
const CODES = {
	removed: CloseCode.removed,
	replaced: CloseCode.replaced,
	roomClosed: CloseCode.roomClosed,
	refused: CloseCode.malformed
} as const satisfies Partial<Record<LeaveReason, number>>;

/**
 * Who sits in one room, who is muted and who has the floor. It outlives the worker that carries its media:
 * `media` is null while that one is being replaced.
 */
export class Room {
	readonly roomId: string;
	readonly openedAt: string;
	readonly peers = new Map<string, Peer>();
	readonly #happened: Happened;
	media: RoomMedia | null = null;
	allMuted = false;
	floor: string | null = null;

	constructor(roomId: string, happened: Happened, standing?: StandingRoom) {
		this.roomId = roomId;
		this.#happened = happened;
		this.openedAt = standing?.openedAt ?? new Date().toISOString();
		if (!standing) return;
		this.allMuted = standing.allMuted;
		this.floor = standing.floor;
		for (const { peerId, seat, sharing, ...kept } of standing.peers) {
			const peer = new Peer(peerId, seat, kept);
			this.peers.set(peerId, peer);
			if (sharing) this.#noteScreen(peer, false);
			this.#await(peer);
		}
	}

	get state(): RoomState {
		return {
			roomId: this.roomId,
			openedAt: this.openedAt,
			alive: this.media !== null,
			allMuted: this.allMuted,
			floor: this.floor,
			peers: [...this.peers.values()].map(({ card }) => card)
		};
	}

	/** The seat, or a fault. */
	peer(peerId: string): Peer {
		const peer = this.peers.get(peerId);
		if (!peer) throw new Fault('not_found', 'no such peer in the room');
		return peer;
	}

	/** A new seat. The same person's other one ends; what the chair decided about him stays. */
	seat(peerId: string, seat: Seat, line: Line): Peer {
		const former = [...this.peers.values()].find((it) => it.seat.personId === seat.personId);
		const chairMuted: Source[] = former
			? [...former.chairMuted]
			: this.allMuted && seat.role === 'speaker'
				? ['microphone']
				: [];
		const hadFloor = former !== undefined && this.floor === former.peerId;
		if (former) this.leave(former, 'replaced');
		const peer = new Peer(peerId, seat);
		this.peers.set(peerId, peer);
		this.#happened({ type: 'peer.joined', roomId: this.roomId, peerId, seat });
		for (const source of chairMuted) this.#noteMute(peer, source, true);
		this.connect(peer, line);
		if (hadFloor) void this.giveFloor(peerId);
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
		if (this.floor === peerId && reason !== 'replaced') void this.giveFloor(null);
	}

	/** After a source began or ended. */
	streamChanged(peer: Peer, source: Source, began: boolean) {
		if (source === 'screen') this.#noteScreen(peer, began);
		if (!began) peer.muted.delete(source);
		this.showPeer(peer);
	}

	/** By the chair. Resolves when it is really so. False: it was so before. */
	async muteByChair(peer: Peer, source: Source, muted: boolean): Promise<boolean> {
		const changed = peer.chairMuted.has(source) !== muted;
		if (changed) this.#noteMute(peer, source, muted);
		// Also when nothing changed: whoever asks again wants to be sure.
		await peer.applyMute(source);
		if (changed) this.showPeer(peer);
		return changed;
	}

	/** Returns the ids of those whom it changed. */
	async muteAll(muted: boolean): Promise<string[]> {
		if (this.allMuted !== muted) {
			this.allMuted = muted;
			this.#happened({ type: 'room.muted', roomId: this.roomId, muted });
			this.tell({ kind: 'allMuted', allMuted: muted });
		}
		const bound = [...this.peers.values()].filter(
			({ peerId, seat }) => seat.role === 'speaker' && (!muted || peerId !== this.floor)
		);
		const changed = await Promise.all(
			bound.map(async (peer) =>
				(await this.muteByChair(peer, 'microphone', muted)) ? peer.peerId : []
			)
		);
		return changed.flat();
	}

	/**
	 * The one who gets the floor is heard; who had it is muted again where "mute all" holds. Resolves when it is
	 * really so. False: it was so before.
	 */
	async giveFloor(peerId: string | null): Promise<boolean> {
		const [peer, former] = [
			peerId === null ? null : this.peer(peerId),
			this.peers.get(this.floor ?? '')
		];
		const changed = this.floor !== peerId;
		if (changed) {
			this.floor = peerId;
			const { roomId } = this;
			this.#happened({ type: 'floor.given', roomId, peerId, seat: peer?.seat ?? null });
			this.tell({ kind: 'floor', peerId });
		}
		if (former && former !== peer && this.allMuted && former.seat.role === 'speaker')
			await this.muteByChair(former, 'microphone', true);
		if (peer) await this.muteByChair(peer, 'microphone', false);
		return changed;
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

	#noteMute(peer: Peer, source: Source, muted: boolean) {
		if (muted) peer.chairMuted.add(source);
		else peer.chairMuted.delete(source);
		const { peerId, seat } = peer;
		this.#happened({ type: 'peer.muted', roomId: this.roomId, peerId, seat, source, muted });
	}
}
