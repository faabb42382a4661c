import type { Device } from 'mediasoup-client/types';
import type { Entered, Notice, SignalAsk } from '../../../media-server/contract/signalling.ts';
import type { PeerCard, RoomState, Source } from '../../../media-server/contract/shared.ts';
import { Incoming } from './incoming.ts';
import { SignalLine, SignalRefusal } from './line.ts';
import { Outgoing, type Way } from './outgoing.svelte.ts';
import { Participant, SILENCE_DBOV } from './participant.svelte.ts';
import { qualityOf, type Quality } from './quality.ts';
import { loadClient, openDeviceFor, Transports } from './transports.ts';

/** `reconnecting`: the line is lost and comes back by itself; the seat is kept. `ended`: see `ended`. */
export type Phase = 'idle' | 'joining' | 'live' | 'reconnecting' | 'ended';

/**
 * Why it ended. `ticket`: refused, a new one may help. `preparing`: the media server has no worker yet.
 * `unreachable`: it does not answer. `lost`: the seat was given up while the line was down.
 */
export type EndReason =
	| 'left'
	| 'removed'
	| 'replaced'
	| 'closed'
	| 'ticket'
	| 'preparing'
	| 'unreachable'
	| 'lost'
	| 'refused';

/** As the contract's `CloseCode` has them; after all others a page comes again with its token. */
const ENDS: Record<number, EndReason> = {
	4400: 'refused',
	4401: 'lost',
	4403: 'removed',
	4404: 'closed',
	4409: 'replaced',
	4429: 'refused'
};
const RETRY_MS = { first: 150, most: 1500 };
/** The server keeps a seat for twenty seconds. */
const GIVE_UP_MS = 20_000;

/** A room of the media server: who is there, what they send, and what we send. Knows nothing of what it is for. */
export class MediaRoom {
	phase = $state<Phase>('idle');
	ended = $state<EndReason | null>(null);
	/** All seats, ours too, in the order in which they came. */
	participants = $state.raw<readonly Participant[]>([]);
	peerId = $state<string | null>(null);
	floor = $state<string | null>(null);
	allMuted = $state(false);
	activeSpeaker = $state<string | null>(null);
	readonly microphone = new Outgoing('microphone');
	readonly camera = new Outgoing('camera');
	readonly screen = new Outgoing('screen');

	#pictures = $state(true);
	#url = '';
	#resumeToken = '';
	#line: SignalLine | null = null;
	#transports: Transports | null = null;
	#device: Device | null = null;
	#incoming: Incoming | null = null;
	/** Changes with every line: what is still under way for an older one gives up. */
	#epoch = 0;
	#measured: Parameters<typeof qualityOf>[1] = null;

	constructor() {
		for (const outgoing of this.#outgoing) outgoing.onEnded = () => this.stop(outgoing.source);
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
	async join(url: string, ticket: string) {
		this.#url = url;
		this.phase = 'joining';
		this.ended = null;
		const why = await this.#enter('join', { ticket });
		if (why) this.#end(why);
	}

	/** Gives the seat up, and turns everything off. */
	leave() {
		this.#line?.ask('leave', {}).catch(() => {});
		// In order on one socket, so the word is out before the line is closed.
		this.#end('left');
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
		const reports = await this.#transports?.stats();
		if (!reports) return null;
		const { quality, now } = qualityOf(reports, this.#measured, performance.now());
		this.#measured = now;
		return quality;
	}

	get #outgoing() {
		return [this.microphone, this.camera, this.screen];
	}

	get #way(): Way | null {
		const [line, transports] = [this.#line, this.#transports];
		return this.phase === 'live' && line && transports ? { line, transports } : null;
	}

	/** Opens a line and takes the seat. Null when we are in, else why not. */
	async #enter<N extends 'join' | 'resume'>(
		how: N,
		question: SignalAsk<N>
	): Promise<EndReason | null> {
		const epoch = (this.#epoch += 1);
		const isOld = () => epoch !== this.#epoch;
		this.#hangUp();
		const loading = loadClient();
		// Awaited below; until then a failure is nobody's.
		loading.catch(() => {});
		let line: SignalLine | null = null;
		try {
			line = await SignalLine.open(this.#url, {
				onNotice: (notice) => isOld() || this.#hear(notice),
				onClosed: (code) => isOld() || this.#lose(code)
			});
			if (isOld()) return close(line);
			const entered: Entered = await line.ask(how, question as never);
			if (isOld()) return close(line);
			this.#line = line;
			this.#resumeToken = entered.resumeToken;
			this.peerId = entered.peerId;
			this.#show(entered.room);
			await loading;
			this.#device ??= await openDeviceFor(entered.routerRtpCapabilities);
			if (isOld()) return close(line);
			this.#start(line, this.#device);
			return null;
		} catch (error) {
			if (isOld()) return close(line);
			line?.close();
			if (!(error instanceof SignalRefusal)) return 'unreachable';
			const { code } = error.error;
			return code === 'unavailable' ? 'preparing' : how === 'resume' ? 'lost' : 'ticket';
		}
	}

	#start(line: SignalLine, device: Device) {
		const transports = new Transports(line, device, () => this.#lose(1006));
		this.#transports = transports;
		this.#incoming = new Incoming(line, transports, (peerId, change) => {
			const participant = this.participants.find(({ card }) => card.peerId === peerId);
			if (participant) participant.streams = change(participant.streams);
		});
		this.#incoming.want(this.#pictures);
		this.#measured = null;
		this.phase = 'live';
		transports.prepare();
		for (const { card } of this.others) this.#incoming.follow(card);
		for (const outgoing of this.#outgoing) {
			// The server takes it no more, though the line lives: then it is off, and one can turn it on again.
			outgoing.resend(this.#way).catch(() => outgoing.stop(null));
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
			case 'floor':
				this.floor = notice.peerId;
				return;
			case 'allMuted':
				this.allMuted = notice.allMuted;
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
		this.floor = room.floor;
		this.allMuted = room.allMuted;
		const known = new Map(this.participants.map((it) => [it.card.peerId, it]));
		this.participants = room.peers.map((card) => {
			const participant = known.get(card.peerId) ?? new Participant(card);
			participant.card = card;
			return participant;
		});
	}

	#showPeer(card: PeerCard) {
		const found = this.participants.find((it) => it.card.peerId === card.peerId);
		if (found) found.card = card;
		else this.participants = [...this.participants, new Participant(card)];
		if (card.peerId !== this.peerId) this.#incoming?.follow(card);
	}

	/** The line has gone: again, with the token, for as long as the seat is kept. */
	#lose(code: number) {
		const why = ENDS[code];
		if (why) return this.#end(why);
		void this.#reconnect();
	}

	async #reconnect() {
		this.phase = 'reconnecting';
		const until = performance.now() + GIVE_UP_MS;
		let waitMs = RETRY_MS.first;
		let why: EndReason | null = 'unreachable';
		while (why === 'unreachable' || why === 'preparing') {
			this.#hangUp();
			const epoch = (this.#epoch += 1);
			// Not all at once, where a whole room lost its worker.
			await new Promise((resolve) => setTimeout(resolve, waitMs * (0.5 + Math.random() / 2)));
			if (epoch !== this.#epoch) return;
			if (performance.now() > until) return this.#end('lost');
			waitMs = Math.min(2 * waitMs, RETRY_MS.most);
			why = await this.#enter('resume', { resumeToken: this.#resumeToken });
		}
		if (why) this.#end(why);
	}

	#end(why: EndReason) {
		this.#epoch += 1;
		this.#hangUp();
		for (const outgoing of this.#outgoing) outgoing.stop(null);
		this.participants = [];
		this.activeSpeaker = null;
		this.floor = null;
		this.phase = 'ended';
		this.ended = why;
	}

	/** What belongs to the line. The last pictures stand still until new ones come. */
	#hangUp() {
		this.#transports?.close();
		this.#transports = null;
		this.#incoming = null;
		this.#line?.close();
		this.#line = null;
	}
}

function close(line: SignalLine | null): null {
	line?.close();
	return null;
}
