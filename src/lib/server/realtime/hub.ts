import {
	CloseCode,
	encode,
	entryFrame,
	isAfter,
	type Cursor,
	type Entry,
	type Place,
	type Topic
} from '#lib/realtime/protocol.ts';

/** All the hub asks of a connection. `uws.ts` provides one; so do the tests. */
export interface Socket {
	/** False when the peer is too slow and the frame was dropped. */
	send(frame: string): boolean;
	close(code: number, reason: string): void;
	/** From now on what `HubPorts.publish` gives to `topic` goes to this socket too. */
	subscribe(topic: string): void;
	unsubscribe(topic: string): void;
	/** Frames sent in `work` travel together. */
	cork(work: () => void): void;
}

export interface HubPorts<Who> {
	mayRead(who: Who, topic: Topic): Promise<boolean>;
	/** All lines of a topic after `cursor`, oldest first; null when that cursor cannot be followed. */
	entriesAfter(topic: Topic, cursor: Cursor): Promise<Entry[] | null>;
	/** Gives `frame` to every socket subscribed to `topic`, after what was published before. */
	publish(topic: string, frame: string): void;
}

/** Not live yet: `held` was published since it asked; `until` says how far the replay went, once known. */
type Replay<Who> = { session: Session<Who>; topic: Topic; held: Entry[]; until: Cursor | null };
type Topics<Who> = Map<Topic, 'live' | Replay<Who>>;
type Session<Who> = { id: string; who: Who; socket: Socket; topics: Topics<Who> };

/** A longer answer to one subscription is not sent: a snapshot is cheaper. UTF-16 units. */
export const MAX_REPLAY_LENGTH = 1024 * 1024;

/**
 * Who listens to what, and how each comes from his cursor to the present without a gap. Lines of a live
 * topic go out by the transport's own publish; the loops here are over the sockets that still replay.
 */
export class Hub<Who> {
	#ports: HubPorts<Who>;
	/** Of the newest line published. */
	#place: Place;
	#sessions = new Map<string, Session<Who>>();
	#replays = new Set<Replay<Who>>();

	constructor(ports: HubPorts<Who>, start: Place) {
		this.#ports = ports;
		this.#place = start;
	}

	/** How far everybody is who is live. */
	get place(): Place {
		return this.#place;
	}

	get sessions(): { id: string; who: Who }[] {
		return [...this.#sessions.values()];
	}

	open(id: string, who: Who, socket: Socket) {
		this.#sessions.set(id, { id, who, socket, topics: new Map() });
	}

	/** Forgets a socket: it is closed, or about to be. */
	close(id: string) {
		const session = this.#sessions.get(id);
		for (const topic of session?.topics.keys() ?? []) this.unsubscribe(id, topic);
		this.#sessions.delete(id);
	}

	/** Forgets a socket first, then closes it: a closed one must not be written to. */
	expel(id: string, code: number, reason: string) {
		const socket = this.#sessions.get(id)?.socket;
		this.close(id);
		socket?.close(code, reason);
	}

	/** All must come again: the server stops, or another journal took this one's `place`. */
	expelAll(reason: string, place = this.#place) {
		this.#place = place;
		for (const id of [...this.#sessions.keys()]) this.expel(id, CloseCode.goingAway, reason);
	}

	async subscribe(id: string, topic: Topic, cursor: Cursor | null) {
		const session = this.#sessions.get(id);
		if (!session) return;
		this.unsubscribe(id, topic);
		// Hold new lines before reading the backlog, or those recorded in between are lost.
		const replay: Replay<Who> = { session, topic, held: [], until: null };
		session.topics.set(topic, replay);
		this.#replays.add(replay);

		const allowed = await this.#ports.mayRead(session.who, topic);
		if (session.topics.get(topic) !== replay) return; // left, or asked again, meanwhile
		if (!allowed) {
			this.unsubscribe(id, topic);
			return this.#send(id, encode({ kind: 'refused', topic, reason: 'not granted' }));
		}

		// After a restart everybody comes back at once, and mostly with the newest cursor.
		const current = cursor === this.#place.cursor;
		const backlog =
			cursor === null ? null : current ? [] : await this.#ports.entriesAfter(topic, cursor);
		if (session.topics.get(topic) !== replay) return;
		const frames = backlog?.map((entry) => entryFrame(topic, JSON.stringify(entry)));
		if (cursor !== null && frames && frames.join('').length <= MAX_REPLAY_LENGTH) {
			replay.until = backlog?.at(-1)?.cursor ?? cursor;
			const mark = encode({ kind: 'replay', topic, cursor });
			session.socket.cork(() => [mark, ...frames].forEach((frame) => this.#send(id, frame)));
		} else {
			replay.until = this.#place.cursor;
			this.#send(id, encode({ kind: 'snapshot', topic, cursor: replay.until }));
		}
		this.#goLive(replay);
	}

	unsubscribe(id: string, topic: Topic) {
		const session = this.#sessions.get(id);
		const state = session?.topics.get(topic);
		if (state === 'live') session?.socket.unsubscribe(topic);
		else if (state) this.#replays.delete(state);
		session?.topics.delete(topic);
	}

	/** The journal's next lines, in its order. What is published in one turn of the loop travels together. */
	publish(entries: Entry[]) {
		for (const entry of entries) {
			const json = JSON.stringify(entry);
			const topics = entry.scope.map((unitId): Topic => `unit:${unitId}`);
			for (const topic of topics) this.#ports.publish(topic, entryFrame(topic, json));
			for (const { topic, held } of this.#replays) if (topics.includes(topic)) held.push(entry);
			this.#place = { ...this.#place, cursor: entry.cursor };
		}
		for (const replay of this.#replays) this.#goLive(replay);
	}

	#goLive(replay: Replay<Who>) {
		const { session, topic, held, until } = replay;
		// The replay may have read lines that are yet to be published: until they are, the transport's
		// publish would bring them twice. `publish` asks again.
		if (until === null || isAfter(until, this.#place.cursor)) return;
		const { cursor } = this.#place;
		this.#replays.delete(replay);
		const missed = held.filter((entry) => isAfter(entry.cursor, until));
		session.socket.cork(() => {
			for (const entry of missed) this.#send(session.id, entryFrame(topic, JSON.stringify(entry)));
			this.#send(session.id, encode({ kind: 'live', topic, cursor }));
		});
		if (session.topics.get(topic) !== replay) return; // too slow for what was held
		session.topics.set(topic, 'live');
		session.socket.subscribe(topic);
	}

	#send(id: string, frame: string) {
		const socket = this.#sessions.get(id)?.socket;
		if (!socket || socket.send(frame)) return;
		// A silent gap is worse than a reconnect: the client returns with its last cursor and replays.
		this.expel(id, CloseCode.tooSlow, 'too slow');
	}
}
