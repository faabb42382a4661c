import { randomUUID } from 'node:crypto';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeFileSync,
	writeSync
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Answer, Asked } from '../contract/control.ts';
import { MediaEvent, type MediaHappening } from '../contract/events.ts';
import { applyEvent, StandingRoom } from './standing.ts';

/** So many are always kept for a reader that was away; twice as many at most. A full day of conferences is some hundreds. */
const KEPT = 10_000;

/** The file's first line: what the events that are no longer in it came to. */
const Header = z.object({
	/** Of what the lines look like. A file of another one is begun anew: its rooms have no seats any more. */
	version: z.literal(2),
	log: z.uuid(),
	dropped: z.number().int(),
	rooms: z.array(StandingRoom)
});
type Header = z.infer<typeof Header>;

/**
 * The numbered events, in a file with one JSON line each. Written before anybody hears of them, so that what
 * was told outlives a `kill -9`; a power cut may cost the last moments, as it costs the rooms themselves.
 */
export class EventLog {
	readonly #file: string;
	readonly #kept: number;
	#header: Header;
	#events: MediaEvent[] = [];
	readonly #standing = new Map<string, StandingRoom>();
	readonly #waiting = new Set<() => void>();
	#to: number;

	constructor(folder: string, { kept = KEPT } = {}) {
		mkdirSync(folder, { recursive: true });
		this.#file = path.join(folder, 'events.jsonl');
		this.#kept = kept;
		const [first, ...lines] = existsSync(this.#file)
			? readFileSync(this.#file, 'utf8').split('\n')
			: [];
		const header = readHeader(first);
		this.#header = header ?? { version: 2, log: randomUUID(), dropped: 0, rooms: [] };
		for (const room of this.#header.rooms) this.#standing.set(room.roomId, structuredClone(room));
		for (const line of header ? lines : []) {
			const event = readEvent(line);
			// What follows a torn line never came to anybody's ears.
			if (event?.number !== this.#last + 1) break;
			this.#events.push(event);
			applyEvent(this.#standing, event);
		}
		this.#to = this.#rewrite();
	}

	/** The rooms that are open by the events so far. */
	get rooms(): StandingRoom[] {
		return structuredClone([...this.#standing.values()]);
	}

	/** The newest events, for what must be remembered for a while. */
	get recent(): readonly MediaEvent[] {
		return this.#events;
	}

	get #last(): number {
		return this.#header.dropped + this.#events.length;
	}

	append(happening: MediaHappening): MediaEvent {
		const at = new Date().toISOString();
		const event: MediaEvent = { number: this.#last + 1, id: randomUUID(), at, happening };
		writeSync(this.#to, `${JSON.stringify(event)}\n`);
		this.#events.push(event);
		applyEvent(this.#standing, event);
		if (this.#events.length >= 2 * this.#kept) this.#forget();
		for (const wake of this.#waiting) wake();
		return event;
	}

	/** The answer to the control's `events`. */
	async read({ log, after, limit, waitMs }: Asked<'events'>): Promise<Answer<'events'>> {
		const isOurs = log === this.#header.log;
		const from =
			isOurs && after <= this.#last ? Math.max(after, this.#header.dropped) : this.#header.dropped;
		const gap = isOurs ? from !== after : log !== null || this.#header.dropped > 0;
		if (from === this.#last && waitMs > 0) await this.#next(waitMs);
		const start = Math.max(0, from - this.#header.dropped);
		const events = this.#events.slice(start, start + limit);
		return { log: this.#header.log, after: events.at(-1)?.number ?? from, gap, events };
	}

	close() {
		for (const wake of this.#waiting) wake();
		closeSync(this.#to);
	}

	#next(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const done = () => {
				clearTimeout(timer);
				this.#waiting.delete(done);
				resolve();
			};
			const timer = setTimeout(done, ms);
			this.#waiting.add(done);
		});
	}

	#forget() {
		const gone = this.#events.slice(0, -this.#kept);
		const rooms = new Map(this.#header.rooms.map((room) => [room.roomId, room]));
		for (const event of gone) applyEvent(rooms, event);
		const dropped = this.#header.dropped + gone.length;
		this.#header = { ...this.#header, dropped, rooms: [...rooms.values()] };
		this.#events = this.#events.slice(-this.#kept);
		closeSync(this.#to);
		this.#to = this.#rewrite();
	}

	/** The whole file anew, at once or not at all. Returns what to append to. */
	#rewrite(): number {
		const lines = [this.#header, ...this.#events].map((it) => `${JSON.stringify(it)}\n`);
		writeFileSync(`${this.#file}.new`, lines.join(''), { mode: 0o600, flush: true });
		renameSync(`${this.#file}.new`, this.#file);
		return openSync(this.#file, 'a');
	}
}

function readHeader(line: string | undefined): Header | null {
	try {
		return Header.parse(JSON.parse(line ?? ''));
	} catch {
		return null;
	}
}

function readEvent(line: string): MediaEvent | null {
	try {
		return MediaEvent.parse(JSON.parse(line));
	} catch {
		return null;
	}
}
