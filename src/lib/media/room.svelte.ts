import type { Device } from 'mediasoup-client/types';
import type { RoomRules } from '../../../media-server/contract/room-rules.ts';
import type { PeerCard, RoomState, Source } from '../../../media-server/contract/shared.ts';
import type { Notice } from '../../../media-server/contract/signalling.ts';
import { Incoming } from './incoming.ts';
import { SignalRefusal, type SignalLine } from './line.ts';
import { Outgoing, type Way } from './outgoing.svelte.ts';
import { Participant, SILENCE_DBOV } from './participant.svelte.ts';
import { qualityOf, type Quality } from './quality.ts';
import { Seat, type EndReason, type Phase } from './seat.svelte.ts';
import { loadClient, openDeviceFor, Transports } from './transports.ts';

/** A room of the media server: who is there, what they send, and what we send. Knows nothing of what it is for. */
export class MediaRoom {
	/** All seats, ours too, in the order in which they came. */
	participants = $state.raw<readonly Participant[]>([]);
	/** What holds in the room; null before we are in. */
	rules = $state.raw<RoomRules | null>(null);
	activeSpeaker = $state<string | null>(null);
	readonly microphone = new Outgoing('microphone');
	readonly camera = new Outgoing('camera');
	readonly screen = new Outgoing('screen');

	readonly #seat: Seat;
	#pictures = $state(true);
	#way: Way | null = null;
	#device: Device | null = null;
	#incoming: Incoming | null = null;
	#measured: Parameters<typeof qualityOf>[1] = null;

	constructor() {
		for (const outgoing of this.#outgoing) outgoing.onEnded = () => this.stop(outgoing.source);
		this.#seat = new Seat({
			onEntered: async ({ room, routerRtpCapabilities }) => {
				this.#show(room);
				this.#device ??= await openDeviceFor(routerRtpCapabilities);
			},
			onLive: (line) => this.#start(line),
			onNotice: (notice) => this.#hear(notice),
			onHangUp: () => this.#hangUp(),
			onEnded: () => this.#clear()
		});
	}

	get phase(): Phase {
		return this.#seat.phase;
	}

	get ended(): EndReason | null {
		return this.#seat.ended;
	}

	get peerId(): string | null {
		return this.#seat.peerId;
	}

	get self(): Participant | null {
		return this.participants.find(({ card }) => card.peerId === this.peerId) ?? null;
	}

	get others(): readonly Participant[] {
		return this.participants.filter(({ card }) => card.peerId !== this.peerId);
	}

	/** False: sound only, for a line that does not carry pictures. */
	get pictures(): boolean {
		return this.#pictures;
	}

	set pictures(wanted: boolean) {
		this.#pictures = wanted;
		this.#incoming?.want(wanted);
	}

	/** Loads what joining needs, while somebody still looks at the button. */
	static prepare() {
		// Joining loads it again, and tells what went wrong.
		loadClient().catch(() => {});
	}

	/** Goes in with a fresh ticket. Resolves when we are in, or when `ended` says why not. */
	join(url: string, ticket: string): Promise<void> {
		MediaRoom.prepare();
		return this.#seat.join(url, ticket);
	}

	/** Gives the seat up, and turns everything off. */
	leave() {
		this.#seat.leave();
	}

	/** Turns our microphone, camera or screen on. Never throws: see its `problem`. */
	start(source: Source, options: { muted?: boolean; deviceId?: string } = {}): Promise<void> {
		return this[source].start(this.#way, options);
	}

	stop(source: Source) {
		this[source].stop(this.#way);
	}

	/** Mutes or unmutes ourselves. What the chair has muted stays silent. */
	async mute(source: Source, muted: boolean) {
		await this[source].mute(this.#way, muted).catch((error: unknown) => {
			// The next line is told when it comes.
			if (error instanceof SignalRefusal) throw error;
		});
	}

	/** How large a picture is wanted: 0 a quarter of the width, 1 half, 2 whole; null: none at all, for now. */
	prefer(peerId: string, source: 'camera' | 'screen', layer: number | null) {
		this.#incoming?.prefer(peerId, source, layer);
	}

	/** What the line does now; null while there is none. Bits a second count from the last call. */
	async quality(): Promise<Quality | null> {
		const reports = await this.#way?.transports.stats();
		if (!reports) return null;
		const { quality, now } = qualityOf(reports, this.#measured, performance.now());
		this.#measured = now;
		return quality;
	}

	get #outgoing() {
		return [this.microphone, this.camera, this.screen];
	}

	/** Over a new line: takes what the others send, and sends again what is on. */
	#start(line: SignalLine) {
		// The seat is live only with a device.
		const device = this.#device as Device;
		const transports = new Transports(line, device, () => this.#seat.lose(1006));
		const way = { line, transports };
		this.#way = way;
		this.#incoming = new Incoming(line, transports, (peerId, change) => {
			const participant = this.participants.find(({ card }) => card.peerId === peerId);
			if (participant) participant.streams = change(participant.streams);
		});
		this.#incoming.want(this.#pictures);
		this.#measured = null;
		transports.prepare();
		for (const { card } of this.others) this.#incoming.follow(card);
		for (const outgoing of this.#outgoing) {
			// The server takes it no more, though the line lives: then it is off, and one can turn it on again.
			outgoing.resend(way).catch(() => outgoing.stop(null));
		}
	}

	#hear(notice: Notice) {
		switch (notice.kind) {
			case 'peer':
				return this.#showPeer(notice.peer);
			case 'peerLeft':
				this.participants = this.participants.filter(({ card }) => card.peerId !== notice.peerId);
				if (this.activeSpeaker === notice.peerId) this.activeSpeaker = null;
				return this.#incoming?.forget(notice.peerId);
			case 'rules':
				this.rules = notice.rules;
				return;
			case 'activeSpeaker':
				this.activeSpeaker = notice.peerId;
				return;
			case 'levels': {
				const levels = new Map(notice.levels.map(({ peerId, dBov }) => [peerId, dBov]));
				for (const participant of this.participants)
					participant.level = levels.get(participant.card.peerId) ?? SILENCE_DBOV;
				return;
			}
			case 'consumerClosed':
				return this.#incoming?.close(notice.consumerId);
			// Of the last two, the close codes that follow say the same.
			case 'layers':
			case 'pulse':
			case 'roomLost':
			case 'roomClosed':
				return;
		}
	}

	#show(room: RoomState) {
		this.rules = room.rules;
		const known = new Map(this.participants.map((it) => [it.card.peerId, it]));
		this.participants = room.peers.map((card) => {
			const participant = known.get(card.peerId) ?? this.#participant(card);
			participant.card = card;
			return participant;
		});
	}

	#showPeer(card: PeerCard) {
		const found = this.participants.find((it) => it.card.peerId === card.peerId);
		if (found) found.card = card;
		else this.participants = [...this.participants, this.#participant(card)];
		if (card.peerId !== this.peerId) this.#incoming?.follow(card);
	}

	#participant(card: PeerCard) {
		return new Participant(card, () => this.rules);
	}

	/** What belongs to the line. The last pictures stand still until new ones come. */
	#hangUp() {
		this.#way?.transports.close();
		this.#way = null;
		this.#incoming = null;
	}

	#clear() {
		for (const outgoing of this.#outgoing) outgoing.stop(null);
		this.participants = [];
		this.activeSpeaker = null;
		this.rules = null;
	}
}
