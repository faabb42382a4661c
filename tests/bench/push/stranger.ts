import { RawSocket } from './raw-socket.ts';

type Cursor = string;
type Frame = { kind: string; [field: string]: unknown };
export type StrangerEntry = { cursor: Cursor; id: string; type: string; payload: unknown };

/**
 * A client written from src/lib/realtime/SPEC.md alone: it imports nothing of ours, so it shows that the
 * text suffices. It follows one topic, by token, and keeps what it got.
 */
export class Stranger {
	readonly topic: string;
	/** Of every entry taken, in the order of arrival. */
	readonly entries: StrangerEntry[] = [];
	readonly frames: Frame[] = [];
	/** Close codes (or HTTP statuses) of its connections so far. */
	readonly closes: number[] = [];
	cursor: Cursor | null;
	#port: number;
	#token: string;
	#socket: RawSocket | undefined;
	#journal: unknown;
	#comesBack = true;

	constructor(
		port: number,
		topic: string,
		{ token = 'officer', cursor = null as Cursor | null } = {}
	) {
		this.#port = port;
		this.topic = topic;
		this.#token = token;
		this.cursor = cursor;
		this.connect();
	}

	get hellos(): Frame[] {
		return this.frames.filter(({ kind }) => kind === 'hello');
	}

	get isLive(): boolean {
		return this.frames.findLast((f) => f.kind === 'live' || f.kind === 'hello')?.kind === 'live';
	}

	/** [RT1], [RT12] Connects by token; when the line is lost, again after a moment with the last cursor. */
	connect(port = this.#port) {
		this.#port = port;
		this.#socket = new RawSocket({
			port,
			path: '/push',
			headers: [`Authorization: Bearer ${this.#token}`],
			onText: (text) => this.#take(JSON.parse(text.toString()) as Frame),
			onClose: (code) => {
				this.closes.push(code);
				const mayComeBack = code !== 401 && code !== 403 && code !== 4003;
				if (mayComeBack && this.#comesBack) setTimeout(() => this.connect(), 100);
			}
		});
	}

	send(message: object | string) {
		this.#socket?.send(typeof message === 'string' ? message : JSON.stringify(message));
	}

	pause() {
		this.#socket?.pause();
	}

	resume() {
		this.#socket?.resume();
	}

	cut() {
		this.#socket?.cut();
	}

	/** Cuts the line and stays away. */
	leave() {
		this.#comesBack = false;
		this.#socket?.cut();
	}

	/** The next connections go to another port: a server that was started again. */
	moveTo(port: number) {
		this.#port = port;
	}

	#take(frame: Frame) {
		this.frames.push(frame);
		if (frame.kind === 'hello') {
			// [RT2] Cursors of another journal mean nothing.
			if (this.#journal !== undefined && this.#journal !== frame.journal) this.cursor = null;
			this.#journal = frame.journal;
			this.send({ kind: 'subscribe', topic: this.topic, cursor: this.cursor });
		}
		if (frame.kind === 'entry' && frame.topic === this.topic) {
			const entry = frame.entry as StrangerEntry;
			this.entries.push(entry);
			this.cursor = entry.cursor;
		}
		if (frame.kind === 'snapshot' || frame.kind === 'live') this.cursor = frame.cursor as Cursor;
	}
}
