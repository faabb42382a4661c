import { untrack } from 'svelte';
import {
	CloseCode,
	PROTOCOL_VERSION,
	readFrame,
	SUBPROTOCOL,
	type Cursor,
	type PresenceState,
	type ServerMessage,
	type Topic
} from './protocol.ts';
import { Streams, type FollowerCallbacks } from './streams.ts';

/**
 * `connecting`: not connected yet. `live`: everything that happened is on the screen. `behind`: the line is
 * there, but something is still being caught up, or the server itself is late. `offline`: no line.
 */
export type ConnectionState = 'connecting' | 'live' | 'behind' | 'offline';

export type PresenceMessage = Extract<ServerMessage, { kind: 'presence' }>;

type Room = { heard(message: PresenceMessage): void; state: PresenceState | null };

/** Data this much older than the clock are called late. */
const LATE_MS = 5000;
/** Without a frame for so many heartbeats the line is dead, though nobody said so. */
const MISSED_BEATS = 2.5;
const RETRY_MS = { first: 150, most: 1500 };
/** A page of another version asks so seldom: only a server that was put back would take it again. */
const OUTDATED_RETRY_MS = 30_000;
/** How long a connection may take to open. Every fourth try waits long, for the sake of slow links. */
const OPENING_MS = { quick: 2000, patient: 10_000 };

/**
 * The browser's end of the push protocol (SPEC.md): one socket, any number of followers. It reconnects by
 * itself, within 3 s of the network's return, and goes on from the last cursors.
 */
export class PushConnection {
	#state = $state<ConnectionState>('connecting');
	#dataAsOf = $state<Date | null>(null);
	#signedOut = $state(false);
	#isOutdated = $state(false);

	#url: string;
	#socket: WebSocket | undefined;
	#streams = new Streams({ send: (message) => this.#send(message), onChange: () => this.#judge() });
	#rooms = new Map<Topic, Room>();
	#journal: string | undefined;
	#heartbeatMs = 2000;
	#isLate = false;
	/** Since the last greeting. */
	#failures = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#closed = false;
	#onTime: (serverNow: Date) => void;
	#onGreeting: () => void;
	#forget = () => {};

	/**
	 * `url`: ws:// or wss:// with the path `/push`. Connects at once; `close` ends it. `open` false: never
	 * connects, for a page that is drawn on the server. `onTime` gets the server's clock with each beat, `onGreeting` is
	 * called with each new line: the server may have been replaced meanwhile.
	 */
	constructor(
		url: string,
		{
			open = true,
			onTime = () => {},
			onGreeting = () => {}
		}: { open?: boolean; onTime?: (serverNow: Date) => void; onGreeting?: () => void } = {}
	) {
		this.#url = url;
		this.#onTime = onTime;
		this.#onGreeting = onGreeting;
		if (!open) return;
		const [online, offline] = [() => this.#again(), () => this.#lose()];
		// Plain Node (the tests) has WebSocket, but no such events.
		if (typeof window !== 'undefined') {
			window.addEventListener('online', online);
			window.addEventListener('offline', offline);
			this.#forget = () => {
				window.removeEventListener('online', online);
				window.removeEventListener('offline', offline);
			};
		}
		this.#open();
	}

	get state(): ConnectionState {
		return this.#state;
	}

	/** Up to this instant, by the server's clock, every line is on the screen. Null before the first beat. */
	get dataAsOf(): Date | null {
		return this.#dataAsOf;
	}

	/** The session ended: nothing comes until somebody signs in and `reconnect` is called. */
	get signedOut(): boolean {
		return this.#signedOut;
	}

	/** The server speaks another version of the protocol: nothing comes until the page is loaded anew. */
	get isOutdated(): boolean {
		return this.#isOutdated;
	}

	/**
	 * Follows a journal topic from `cursor`, which the screen's query returned with its rows; null asks for
	 * `onSnapshot` first. Returns how to stop.
	 */
	follow(topic: Topic, cursor: Cursor | null, callbacks: FollowerCallbacks): () => void {
		// An effect that follows must not run again because the line's state changed.
		return untrack(() => this.#streams.follow(topic, cursor, callbacks));
	}

	/** Joins the presence of an `incident:` topic; `heard` is told who is there. Returns how to speak and leave. */
	join(topic: Topic, heard: (message: PresenceMessage) => void) {
		const room: Room = { heard, state: null };
		this.#rooms.set(topic, room);
		this.#send({ kind: 'subscribe', topic, cursor: null });
		return {
			say: (state: PresenceState | null) => {
				room.state = state;
				this.#send({ kind: 'presence', topic, state });
			},
			leave: () => {
				if (this.#rooms.get(topic) === room) this.#rooms.delete(topic);
				this.#send({ kind: 'unsubscribe', topic });
			}
		};
	}

	/** Tries at once: after a sign-in, or because somebody asked for it. */
	reconnect() {
		this.#signedOut = false;
		this.#again();
	}

	close() {
		this.#closed = true;
		this.#forget();
		this.#drop();
		this.#judge();
	}

	#open() {
		const socket = new WebSocket(this.#url, SUBPROTOCOL);
		this.#socket = socket;
		const isPatient = this.#failures % 4 === 3;
		this.#after(isPatient ? OPENING_MS.patient : OPENING_MS.quick, () => this.#lose());
		socket.onmessage = ({ data }) => {
			if (socket !== this.#socket) return;
			// Any frame proves the line. None for a while: it is half open, and nobody would tell us.
			this.#after(this.#heartbeatMs * MISSED_BEATS, () => this.#again());
			const message = readFrame(String(data));
			if (message) this.#take(message);
		};
		socket.onclose = ({ code }) => {
			if (socket !== this.#socket) return;
			this.#signedOut = code === CloseCode.signedOut;
			this.#isOutdated ||= code === CloseCode.outdated;
			this.#lose();
		};
	}

	#take(message: ServerMessage) {
		switch (message.kind) {
			case 'hello':
				return this.#greet(message);
			case 'entry':
				return this.#streams.advance(message.topic, message.entry.cursor, message.entry);
			case 'replay':
				return this.#streams.replay(message.topic, message.cursor);
			case 'live':
				return this.#streams.live(message.topic, message.cursor);
			case 'snapshot':
				return this.#streams.renew(message.topic, message.cursor);
			case 'refused':
				return this.#streams.refuse(message.topic);
			case 'pulse':
				return this.#beat(message);
			case 'presence':
				return this.#rooms.get(message.topic)?.heard(message);
		}
	}

	#greet({ version, journal, heartbeatMs }: Extract<ServerMessage, { kind: 'hello' }>) {
		this.#isOutdated = version !== PROTOCOL_VERSION;
		if (this.#isOutdated) return this.#lose();
		const isOther = this.#journal !== undefined && this.#journal !== journal;
		this.#journal = journal;
		this.#heartbeatMs = heartbeatMs;
		this.#failures = 0;
		this.#streams.resume(isOther);
		for (const [topic, { state }] of this.#rooms) {
			this.#send({ kind: 'subscribe', topic, cursor: null });
			if (state) this.#send({ kind: 'presence', topic, state });
		}
		this.#judge();
		this.#onGreeting();
	}

	#beat({ at, lagMs, cursor }: Extract<ServerMessage, { kind: 'pulse' }>) {
		this.#isLate = lagMs > LATE_MS;
		this.#onTime(new Date(at));
		this.#streams.beat(cursor);
		this.#judge();
		if (!this.#streams.isCaughtUp) return;
		this.#dataAsOf = new Date(Date.parse(at) - lagMs);
	}

	#judge() {
		const isOpen = this.#socket?.readyState === WebSocket.OPEN;
		if (isOpen) this.#state = this.#streams.isCaughtUp && !this.#isLate ? 'live' : 'behind';
		else if (this.#state !== 'connecting' || this.#failures > 0 || this.#closed) {
			this.#state = 'offline';
		}
	}

	/** The line is gone: tries again after a while that grows, and differs so that not all come at once. */
	#lose() {
		this.#drop();
		this.#failures += 1;
		this.#judge();
		if (this.#closed || this.#signedOut) return;
		const wait = Math.min(RETRY_MS.first * 2 ** (this.#failures - 1), RETRY_MS.most);
		const base = this.#isOutdated ? OUTDATED_RETRY_MS : wait;
		this.#after(base * (0.5 + Math.random() / 2), () => this.#open());
	}

	/** Whatever the line seems to be: a new one, now. */
	#again() {
		if (this.#closed || this.#signedOut) return;
		this.#drop();
		this.#failures = 0;
		this.#judge();
		this.#open();
	}

	#drop() {
		clearTimeout(this.#timer);
		const socket = this.#socket;
		this.#socket = undefined;
		socket?.close();
		this.#streams.pause();
	}

	/** One thing at a time is waited for: the opening, the next frame, or the next try. */
	#after(ms: number, then: () => void) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(then, ms);
	}

	#send(message: object) {
		if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
	}
}
