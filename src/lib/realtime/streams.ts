import { isAfter, type Cursor, type Entry, type Topic } from './protocol.ts';

export type FollowerCallbacks = {
	/** The next line; never one at or before the follower's cursor. Applying it twice must be harmless. */
	onEntry: (entry: Entry) => void;
	/** The screen is too old to catch up: ask the queries again. Lines wait until it resolves. */
	onSnapshot: () => Promise<void> | void;
	/** The person may not read this topic. */
	onRefused?: () => void;
};

type Follower = FollowerCallbacks & { cursor: Cursor | null; waiting: Entry[] | null };
type Stream = {
	followers: Set<Follower>;
	cursor: Cursor | null;
	/** `asked`: what comes may still be of an earlier subscription, and lie ahead of this one. */
	phase: 'asked' | 'replaying' | 'live';
};

const SNAPSHOT_RETRY_MS = 2000;

/** What the streams ask of the connection. */
export type StreamPorts = {
	/** Sends if there is a line; if not, `resume` will when there is one. */
	send: (message: object) => void;
	/** `isCaughtUp` may have changed. */
	onChange: () => void;
};

/** Which topics are followed by whom and from where: every follower sees every line once and in order. */
export class Streams {
	#ports: StreamPorts;
	#streams = new Map<Topic, Stream>();

	constructor(ports: StreamPorts) {
		this.#ports = ports;
	}

	/** Every follower of every topic shows all that has happened. */
	get isCaughtUp(): boolean {
		return [...this.#streams.values()].every(
			({ phase, followers }) =>
				phase === 'live' && [...followers].every(({ waiting }) => waiting === null)
		);
	}

	/** See `PushConnection.follow`. */
	follow(topic: Topic, cursor: Cursor | null, callbacks: FollowerCallbacks): () => void {
		const follower: Follower = { ...callbacks, cursor, waiting: null };
		const stream = this.#streams.get(topic) ?? {
			followers: new Set(),
			cursor: null,
			phase: 'asked'
		};
		this.#streams.set(topic, stream);
		stream.followers.add(follower);
		// One that is as far as the stream joins it, one without a place begins at the stream's; an older one has the
		// stream start again from its own.
		if (stream.phase !== 'live' || stream.cursor === null) this.#subscribe(topic, stream);
		else if (cursor === null) this.#begin(stream, follower, stream.cursor);
		else if (isAfter(stream.cursor, cursor)) this.#subscribe(topic, stream);
		return () => {
			stream.followers.delete(follower);
			if (stream.followers.size > 0 || this.#streams.get(topic) !== stream) return;
			this.#streams.delete(topic);
			this.#ports.send({ kind: 'unsubscribe', topic });
			this.#ports.onChange();
		};
	}

	/** A new line is there. `isOther`: it leads to another journal, so that our cursors mean nothing. */
	resume(isOther: boolean) {
		for (const [topic, stream] of this.#streams) {
			if (isOther) for (const follower of stream.followers) follower.cursor = null;
			this.#subscribe(topic, stream);
		}
	}

	/** The line is gone. */
	pause() {
		for (const stream of this.#streams.values()) stream.phase = 'asked';
	}

	/** The answer to the subscription from `cursor` begins. */
	replay(topic: Topic, cursor: Cursor) {
		const stream = this.#streams.get(topic);
		if (stream?.phase === 'asked' && stream.cursor === cursor) stream.phase = 'replaying';
	}

	live(topic: Topic, cursor: Cursor) {
		const stream = this.#streams.get(topic);
		if (!stream || stream.phase === 'asked') return;
		stream.phase = 'live';
		this.advance(topic, cursor);
		this.#ports.onChange();
	}

	/** All live topics are as far as `cursor`. */
	beat(cursor: Cursor) {
		for (const [topic, { phase }] of this.#streams) {
			if (phase === 'live') this.advance(topic, cursor);
		}
	}

	/** Everything up to `cursor` has come; `entry` is what lies there, if it is of this topic. */
	advance(topic: Topic, cursor: Cursor, entry?: Entry) {
		const stream = this.#streams.get(topic);
		if (!stream || stream.phase === 'asked') return;
		if (isAfter(cursor, stream.cursor)) stream.cursor = cursor;
		for (const follower of stream.followers) {
			if (!isAfter(cursor, follower.cursor)) continue;
			follower.cursor = cursor;
			if (!entry) continue;
			if (follower.waiting) follower.waiting.push(entry);
			else this.#deliver(stream, follower, entry);
		}
	}

	/** Lines that come while the queries are asked again wait: the answer may be older than they are. */
	renew(topic: Topic, cursor: Cursor) {
		const stream = this.#streams.get(topic);
		if (!stream) return;
		stream.cursor = cursor;
		stream.phase = 'replaying';
		for (const follower of stream.followers) this.#begin(stream, follower, cursor);
	}

	/** From `cursor` on, with what its own queries say of the time before. */
	#begin(stream: Stream, follower: Follower, cursor: Cursor) {
		follower.cursor = cursor;
		follower.waiting = [];
		void this.#ask(stream, follower, follower.waiting);
		this.#ports.onChange();
	}

	refuse(topic: Topic) {
		const stream = this.#streams.get(topic);
		this.#streams.delete(topic);
		for (const { onRefused } of stream?.followers ?? []) onRefused?.();
		this.#ports.onChange();
	}

	/**
	 * From the place of the follower who is furthest back; the others drop what they have. One without a place
	 * asks its own queries: it must not send all the others back to theirs.
	 */
	#subscribe(topic: Topic, stream: Stream) {
		stream.phase = 'asked';
		const places = [...stream.followers].flatMap(({ cursor }) => cursor ?? []);
		const least = places.reduce<Cursor | null>(
			(back, cursor) => (back === null || isAfter(back, cursor) ? cursor : back),
			null
		);
		stream.cursor = least;
		if (least !== null) {
			for (const follower of stream.followers) {
				if (follower.cursor === null) this.#begin(stream, follower, least);
			}
		}
		this.#ports.send({ kind: 'subscribe', topic, cursor: stream.cursor });
		this.#ports.onChange();
	}

	async #ask(stream: Stream, follower: Follower, waiting: Entry[]) {
		const isMeant = () => stream.followers.has(follower) && follower.waiting === waiting;
		for (let isAnswered = false; !isAnswered && isMeant();) {
			// A query that fails is tried again: a screen without its data is behind, and says so.
			isAnswered = await Promise.resolve()
				.then(() => follower.onSnapshot())
				.then(
					() => true,
					() => false
				);
			if (!isAnswered) await new Promise((done) => setTimeout(done, SNAPSHOT_RETRY_MS));
		}
		if (!isMeant()) return;
		follower.waiting = null;
		for (const entry of waiting) this.#deliver(stream, follower, entry);
		this.#ports.onChange();
	}

	/**
	 * Apart from the others: one that throws must not cost them the line. A line that this page cannot read, as of another
	 * release, has its own follower ask the queries, which say what came of it.
	 */
	#deliver(stream: Stream, follower: Follower, entry: Entry) {
		queueMicrotask(() => {
			if (!stream.followers.has(follower)) return;
			try {
				follower.onEntry(entry);
			} catch (error) {
				reportError(error);
				this.#begin(stream, follower, follower.cursor ?? entry.cursor);
			}
		});
	}
}
