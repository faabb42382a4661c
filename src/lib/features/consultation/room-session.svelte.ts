import type { Quality } from '#lib/media/quality.ts';
import { MediaRoom } from '#lib/media/room.svelte.ts';
import type { EndReason } from '#lib/media/seat.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusalOf, trpc } from '#lib/trpc.ts';
import { ACTIVE_EVERY_MS } from '../account/rules.ts';

/** What somebody wants to send. Neither: he listens. */
export type Wanted = { microphone: boolean; camera: boolean };

const KEY = 'watchfire.room-devices';
const TRY_AGAIN_MS = 2000;
const MEASURE_MS = 2000;

/** After these one does not come in again by himself. */
const FINAL: readonly EndReason[] = ['left', 'removed', 'replaced', 'closed', 'refused'];

/**
 * This page's way into the room: takes a ticket, goes in, and comes again by itself with a new one whenever it can,
 * also while the media server is still being built, until somebody leaves or is not let in.
 */
export class RoomSession {
	readonly room = new MediaRoom();
	/** Somebody wants to be in, whether he is or not. */
	isWanted = $state(false);
	/** Why he is not in, in words; empty where nothing is wrong. */
	trouble = $state('');
	quality = $state.raw<Quality | null>(null);

	#id: string;
	#url: string;
	#wanted: Wanted = { microphone: false, camera: false };
	#isTrying = false;

	constructor(id: string, url: string) {
		this.#id = id;
		this.#url = url;
	}

	/** Goes in; a device that does not open says so beside its button and keeps nobody out. */
	async enter(wanted: Wanted) {
		this.#wanted = wanted;
		remember(wanted);
		this.isWanted = true;
		await this.#try();
	}

	/** Gives up the seat, and turns every device off. */
	leave() {
		this.isWanted = false;
		this.trouble = '';
		if (this.room.phase !== 'idle') this.room.leave();
	}

	/** To be run in an effect while the page stands: comes in again where the seat was lost, and measures the line. */
	watch(): () => void {
		const { phase, ended } = this.room;
		if (phase === 'ended' && this.isWanted && ended !== null) {
			if (FINAL.includes(ended)) this.isWanted = false;
			else void this.#try();
		}
		if (phase !== 'live') return () => {};
		const measuring = setInterval(() => {
			void this.room.quality().then((quality) => (this.quality = quality));
		}, MEASURE_MS);
		const isSending = this.room.microphone.isOn || this.room.camera.isOn;
		const telling = setInterval(() => {
			// Who speaks and is seen is there, though he touches no key; a cut line is told the next time.
			if (isSending) trpc.account.active.mutate().catch(() => {});
		}, ACTIVE_EVERY_MS);
		return () => {
			clearInterval(measuring);
			clearInterval(telling);
		};
	}

	async #try() {
		if (this.#isTrying) return;
		this.#isTrying = true;
		try {
			while (this.isWanted && this.room.phase !== 'live') {
				if (await this.#once()) break;
				await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
			}
		} finally {
			this.#isTrying = false;
		}
	}

	/** True where there is nothing more to try. */
	async #once(): Promise<boolean> {
		try {
			const { ticket } = await trpc.consultation.ticket.mutate({ id: this.#id });
			if (!this.isWanted) return true;
			await this.room.join(this.#url, ticket);
		} catch (error) {
			const { kind, message } = refusalOf(error);
			this.trouble = message;
			const isFinal = kind === 'refused' || kind === 'signedOut';
			if (isFinal) this.isWanted = false;
			return isFinal;
		}
		const { phase, ended } = this.room;
		if (phase !== 'ended') {
			this.trouble = '';
			if (this.#wanted.microphone) void this.room.start('microphone');
			if (this.#wanted.camera) void this.room.start('camera');
			return true;
		}
		if (ended !== null && FINAL.includes(ended)) {
			this.isWanted = false;
			return true;
		}
		this.trouble = m.consultation_media_gone();
		return false;
	}
}

/** What was chosen last on this machine; at first both. */
export function remembered(): Wanted {
	// Where the page is drawn on the server, nobody has chosen yet.
	if (typeof localStorage === 'undefined') return { microphone: true, camera: true };
	const [microphone = '1', camera = '1'] = (localStorage.getItem(KEY) ?? '').split(' ');
	return { microphone: microphone !== '0', camera: camera !== '0' };
}

const remember = ({ microphone, camera }: Wanted) =>
	localStorage.setItem(KEY, `${microphone ? 1 : 0} ${camera ? 1 : 0}`);
