import { SILENT_MS, SUBPROTOCOL } from '../../../media-server/contract/constants.ts';
import type {
	Notice,
	ServerMessage,
	SignalAnswer,
	SignalAsk,
	SignalError,
	SignalName
} from '../../../media-server/contract/signalling.ts';

const OPENING_MS = 4_000;

/** The media server did not do what was asked. */
export class SignalRefusal extends Error {
	readonly error: SignalError;

	constructor(error: SignalError) {
		super(error.message);
		this.name = 'SignalRefusal';
		this.error = error;
	}
}

export interface LineCallbacks {
	onNotice: (notice: Notice) => void;
	/** Once, however it ended. 1006 where nobody said why. */
	onClosed: (code: number) => void;
}

/** One socket to the media server: questions with answers, and what it tells by itself. */
export class SignalLine {
	readonly #socket: WebSocket;
	readonly #callbacks: LineCallbacks;
	readonly #waiting = new Map<
		number,
		{ resolve: (data: unknown) => void; reject: (error: Error) => void }
	>();
	#id = 0;
	#timer: ReturnType<typeof setTimeout>;
	#ended = false;

	/** Resolves when it is open. */
	static open(url: string, callbacks: LineCallbacks): Promise<SignalLine> {
		return new Promise((resolve, reject) => {
			const line = new SignalLine(url, callbacks, reject);
			line.#socket.onopen = () => {
				line.#listen();
				resolve(line);
			};
		});
	}

	private constructor(url: string, callbacks: LineCallbacks, onFailed: (error: Error) => void) {
		this.#callbacks = callbacks;
		this.#socket = new WebSocket(url, SUBPROTOCOL);
		this.#socket.onclose = () => {
			clearTimeout(this.#timer);
			onFailed(new Error('the media server cannot be reached'));
		};
		this.#timer = setTimeout(() => this.#socket.close(), OPENING_MS);
	}

	ask<N extends SignalName>(ask: N, data: SignalAsk<N>): Promise<SignalAnswer<N>> {
		if (this.#ended) return Promise.reject(new Error('the line has ended'));
		const id = (this.#id += 1);
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve: resolve as (data: unknown) => void, reject });
			this.#socket.send(JSON.stringify({ id, ask, data }));
		});
	}

	/** Ends it without a word to `onClosed`. */
	close() {
		this.#end(null);
	}

	#listen() {
		this.#hear();
		this.#socket.onmessage = ({ data }) => {
			this.#hear();
			this.#take(JSON.parse(String(data)) as ServerMessage);
		};
		this.#socket.onclose = ({ code }) => this.#end(code);
	}

	/** Half open lines are silent: nobody else would tell us. */
	#hear() {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#end(1006), SILENT_MS);
	}

	#take(message: ServerMessage) {
		if (message.kind !== 'answer' && message.kind !== 'error')
			return this.#callbacks.onNotice(message);
		const waiting = this.#waiting.get(message.id);
		this.#waiting.delete(message.id);
		if (message.kind === 'answer') waiting?.resolve(message.data);
		else waiting?.reject(new SignalRefusal(message.error));
	}

	#end(code: number | null) {
		if (this.#ended) return;
		this.#ended = true;
		clearTimeout(this.#timer);
		this.#socket.onclose = null;
		this.#socket.onmessage = null;
		this.#socket.close();
		for (const { reject } of this.#waiting.values()) reject(new Error('the line has ended'));
		this.#waiting.clear();
		if (code !== null) this.#callbacks.onClosed(code);
	}
}
