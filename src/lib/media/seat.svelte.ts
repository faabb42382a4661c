import { CloseCode, RESUME_WITHIN_MS } from '../../../media-server/contract/constants.ts';
import type { Entered, Notice, SignalAsk } from '../../../media-server/contract/signalling.ts';
import { SignalLine, SignalRefusal } from './line.ts';

/** `reconnecting`: the line is lost and comes back by itself; the seat is kept. `ended`: see `ended`. */
export type Phase = 'idle' | 'joining' | 'live' | 'reconnecting' | 'ended';

/**
 * Why it ended. `ticket`: refused, a new one may help. `preparing`: the media server has no worker yet.
 * `unreachable`: it does not answer. `lost`: the seat was given up while the line was down. `expired`: the session
 * or the right to take part ended.
 */
export type EndReason =
	| 'left'
	| 'removed'
	| 'replaced'
	| 'closed'
	| 'expired'
	| 'ticket'
	| 'preparing'
	| 'unreachable'
	| 'lost'
	| 'refused';

/** After all other codes a page comes again with its token. */
const ENDS: Record<number, EndReason> = {
	[CloseCode.malformed]: 'refused',
	[CloseCode.noTicket]: 'lost',
	[CloseCode.removed]: 'removed',
	[CloseCode.roomClosed]: 'closed',
	[CloseCode.replaced]: 'replaced',
	[CloseCode.expired]: 'expired',
	[CloseCode.tooMany]: 'refused'
};
const RETRY_MS = { first: 150, most: 1500 };

export interface SeatCallbacks {
	/** We are in, or in again: what is needed before anything can be sent. Where it rejects, the seat ends. */
	onEntered: (entered: Entered) => Promise<void>;
	/** The line may be used now. */
	onLive: (line: SignalLine) => void;
	onNotice: (notice: Notice) => void;
	/** What belonged to the line is of no more use. */
	onHangUp: () => void;
	onEnded: () => void;
}

/** Our seat in a room: comes in with a ticket, and comes again with its token when the line is lost. */
export class Seat {
	phase = $state<Phase>('idle');
	ended = $state<EndReason | null>(null);
	peerId = $state<string | null>(null);

	readonly #callbacks: SeatCallbacks;
	#url = '';
	#resumeToken = '';
	#line: SignalLine | null = null;
	/** Changes with every line: what is still under way for an older one gives up. */
	#epoch = 0;

	constructor(callbacks: SeatCallbacks) {
		this.#callbacks = callbacks;
	}

	/** Goes in with a fresh ticket. Resolves when we are in, or when `ended` says why not. */
	async join(url: string, ticket: string) {
		this.#url = url;
		this.phase = 'joining';
		this.ended = null;
		const why = await this.#enter('join', { ticket });
		if (why) this.#end(why);
	}

	/** Gives the seat up. */
	leave() {
		this.#line?.ask('leave', {}).catch(() => {});
		// In order on one socket, so the word is out before the line is closed.
		this.#end('left');
	}

	/** The line has gone, or is of no use: again, with the token, for as long as the seat is kept. */
	lose(code: number) {
		const why = ENDS[code];
		if (why) return this.#end(why);
		void this.#reconnect();
	}

	/** Opens a line and takes the seat. Null when we are in, else why not. */
	async #enter<N extends 'join' | 'resume'>(
		how: N,
		question: SignalAsk<N>
	): Promise<EndReason | null> {
		const epoch = (this.#epoch += 1);
		const isOld = () => epoch !== this.#epoch;
		this.#hangUp();
		let line: SignalLine | null = null;
		try {
			line = await SignalLine.open(this.#url, {
				onNotice: (notice) => isOld() || this.#callbacks.onNotice(notice),
				onClosed: (code) => isOld() || this.lose(code)
			});
			if (isOld()) return close(line);
			const entered: Entered = await line.ask(how, question as never);
			if (isOld()) return close(line);
			this.#line = line;
			this.#resumeToken = entered.resumeToken;
			this.peerId = entered.peerId;
			await this.#callbacks.onEntered(entered);
			if (isOld()) return close(line);
			this.phase = 'live';
			this.#callbacks.onLive(line);
			return null;
		} catch (error) {
			if (isOld()) return close(line);
			line?.close();
			if (!(error instanceof SignalRefusal)) return 'unreachable';
			const { code } = error.error;
			return code === 'unavailable' ? 'preparing' : how === 'resume' ? 'lost' : 'ticket';
		}
	}

	async #reconnect() {
		this.phase = 'reconnecting';
		const until = performance.now() + RESUME_WITHIN_MS;
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
		this.#callbacks.onEnded();
		this.phase = 'ended';
		this.ended = why;
	}

	#hangUp() {
		this.#callbacks.onHangUp();
		this.#line?.close();
		this.#line = null;
	}
}

function close(line: SignalLine | null): null {
	line?.close();
	return null;
}
