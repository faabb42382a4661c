import type { Producer } from 'mediasoup-client/types';
import type { Source } from '../../../media-server/contract/shared.ts';
import { deviceProblem, openDevice } from './devices.ts';
import type { SignalLine } from './line.ts';
import type { Transports } from './transports.ts';

/** What an outgoing source needs of the line that is there now. */
export type Way = { line: SignalLine; transports: Transports };

/**
 * Our own microphone, camera or screen. The device outlives the line: `resend` sends it again over the next one.
 */
export class Outgoing {
	readonly source: Source;
	/** What it gives, for our own picture. Null: off. */
	stream = $state.raw<MediaStream | null>(null);
	muted = $state(false);
	/** Why it is not on, in words. */
	problem = $state<string | null>(null);
	busy = $state(false);
	#track: MediaStreamTrack | null = null;
	#producer: Producer | null = null;
	/** Of the newest wish: an older one that is still under way gives up. */
	#wish = 0;

	constructor(source: Source) {
		this.source = source;
	}

	get isOn(): boolean {
		return this.stream !== null;
	}

	/** Opens the device and sends it, when there is a way. Never throws: `problem` says what went wrong. */
	async start(
		way: Way | null,
		{ muted = false, deviceId }: { muted?: boolean; deviceId?: string | undefined } = {}
	) {
		const wish = (this.#wish += 1);
		this.#drop();
		this.problem = null;
		this.busy = true;
		try {
			const track = await openDevice(this.source, deviceId);
			if (wish !== this.#wish) return track.stop();
			this.muted = muted;
			track.enabled = !muted;
			track.onended = () => this.#ended(track);
			this.#track = track;
			this.stream = new MediaStream([track]);
			await this.resend(way);
		} catch (error) {
			if (wish !== this.#wish) return;
			this.#drop();
			this.problem = deviceProblem(this.source, error);
		} finally {
			if (wish === this.#wish) this.busy = false;
		}
	}

	/** Sends what is on over this way, which is new. */
	async resend(way: Way | null) {
		this.#producer = null;
		if (!way || !this.#track) return;
		const [track, wish] = [this.#track, this.#wish];
		const producer = await way.transports
			.produce(track, this.source, this.muted)
			.catch((error: unknown) => {
				// The line has gone meanwhile: the next one is given what is on.
				if (way.transports.closed) return null;
				throw error;
			});
		if (!producer) return;
		if (wish === this.#wish && track === this.#track) this.#producer = producer;
		else this.#unsend(way, producer);
	}

	stop(way: Way | null) {
		this.#wish += 1;
		this.busy = false;
		const producer = this.#producer;
		this.#drop();
		if (producer) this.#unsend(way, producer);
	}

	/** By ourselves. The server stops forwarding too, so a page that cheats is silent all the same. */
	async mute(way: Way | null, muted: boolean) {
		this.muted = muted;
		if (this.#track) this.#track.enabled = !muted;
		if (way && this.#producer)
			await way.line.ask('muteProducer', { producerId: this.#producer.id, muted });
	}

	/** Set by the room: called when the device went away by itself, or the browser's bar ended the sharing. */
	onEnded: () => void = () => {};

	#ended(track: MediaStreamTrack) {
		if (track !== this.#track) return;
		this.onEnded();
		if (this.source !== 'screen')
			this.problem = deviceProblem(this.source, new DOMException('', 'AbortError'));
	}

	#unsend(way: Way | null, producer: Producer) {
		producer.close();
		// A line that has gone takes its streams with it.
		way?.line.ask('closeProducer', { producerId: producer.id }).catch(() => {});
	}

	#drop() {
		if (this.#track) {
			this.#track.onended = null;
			this.#track.stop();
		}
		this.#track = null;
		this.#producer = null;
		this.stream = null;
	}
}
