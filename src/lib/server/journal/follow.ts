import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import type { Cursor, Entry, Place } from '#lib/realtime/protocol.ts';
import { connectionOptions } from '../db/client.ts';
import type { JournalReader } from './read.ts';

/** A lost doorbell costs this much. */
export const POLL_MS = 250;
/**
 * Lines read, and so published, at once. The sockets are written out between two pages: a larger page
 * could fill the buffer of a socket that is not slow at all.
 */
const PAGE = 100;
/** Looks keep this distance, so that a flood of commits becomes a few large writes per socket. The first is at once. */
const MIN_GAP_MS = 20;
/** A look takes a millisecond; one that takes this long is on a connection that is dead. */
const DEAD_AFTER_MS = 5000;
/** How often we ask whether an open transaction holds lines back. */
const HELD_EVERY_MS = 2000;

export type FollowerOptions = {
	reader: JournalReader;
	/** For LISTEN, on a connection of its own. */
	url: string;
	/** Where to start: after this line of this journal. */
	place: Place;
	/** New lines, in the journal's order, each once. */
	onEntries: (entries: Entry[]) => void;
	/** The database was lost (once per outage), with the cause; and is back. */
	onLost: (cause: unknown) => void;
	onBack: () => void;
	/** Another journal answers at this address: everybody's cursor is void, and we go on from `place`. */
	onReplaced: (place: Place) => void;
};

/** Reads the journal as it grows: at each ring of the doorbell, and every `POLL_MS` in case one was lost. */
export class JournalFollower {
	#options: FollowerOptions;
	#journal: string;
	#position: Cursor;
	#bell: postgres.Sql | undefined;
	#lookedAt = Date.now();
	#held = { at: 0, ms: 0 };
	#lost = false;
	/** The reader's count when we last asked which journal it is. */
	#disconnects: number;
	#stopped = false;
	#rung = false;
	#wake = () => {};
	#running: Promise<void>;

	constructor(options: FollowerOptions) {
		this.#options = options;
		this.#journal = options.place.journal;
		this.#position = options.place.cursor;
		this.#disconnects = options.reader.disconnects;
		this.#running = this.#run();
	}

	/** How old the newest line on the screens can be, if nothing is wrong with their own connection. ms. */
	get lagMs(): number {
		return Math.round(Math.max(Date.now() - this.#lookedAt, this.#held.ms));
	}

	/** Looks at once; several calls while a look is under way make one more. */
	ring() {
		this.#rung = true;
		this.#wake();
	}

	async stop() {
		this.#stopped = true;
		this.ring();
		await this.#running;
		await this.#bell?.end({ timeout: 1 });
	}

	async #run() {
		while (!this.#stopped) {
			this.#rung = false;
			const begun = performance.now();
			await this.#look().then(
				() => this.#found(),
				(cause: unknown) => this.#missed(cause)
			);
			if (!this.#rung) await this.#rest();
			const early = MIN_GAP_MS - (performance.now() - begun);
			if (early > 0 && !this.#stopped) await sleep(early);
		}
	}

	async #look() {
		if (this.#disconnects !== this.#options.reader.disconnects) await this.#recognise();
		this.#bell ??= this.#listen();
		const { reader, onEntries } = this.#options;
		for (;;) {
			const asked = Date.now();
			const entries = await answered(reader.after(this.#position, PAGE));
			this.#position = entries.at(-1)?.cursor ?? this.#position;
			if (entries.length > 0) onEntries(entries);
			if (entries.length === PAGE) continue;
			this.#lookedAt = asked;
			break;
		}
		if (Date.now() - this.#held.at < HELD_EVERY_MS) return;
		this.#held = { at: Date.now(), ms: await answered(reader.heldBackMs(this.#position)) };
	}

	/** After a connection was lost it may be a restored backup that answers. */
	async #recognise() {
		const { reader, onReplaced } = this.#options;
		const { disconnects } = reader;
		const [place, known] = await answered(
			Promise.all([reader.place(), reader.knows(this.#position)])
		);
		this.#disconnects = disconnects;
		if (known && place.journal === this.#journal) return;
		this.#journal = place.journal;
		this.#position = place.cursor;
		onReplaced(place);
	}

	#found() {
		if (this.#lost) this.#options.onBack();
		this.#lost = false;
	}

	#missed(cause: unknown) {
		if (!this.#lost) this.#options.onLost(cause);
		this.#lost = true;
		void this.#bell?.end({ timeout: 0 });
		this.#bell = undefined;
		this.#options.reader.reconnect();
	}

	/** Until the doorbell rings or the poll is due. */
	#rest() {
		return new Promise<void>((done) => {
			const timer = setTimeout(done, POLL_MS);
			this.#wake = () => {
				clearTimeout(timer);
				done();
			};
		});
	}

	#listen() {
		const options = {
			...connectionOptions(1),
			max_lifetime: null,
			onnotify: () => this.ring(),
			// Cut alone: the next look opens another. What rang meanwhile is found by the poll.
			onclose: () => {
				if (this.#bell === bell) this.#bell = undefined;
				void bell.end({ timeout: 0 });
			}
		};
		const bell = postgres(this.#options.url, options);
		bell`listen journal`.catch(options.onclose);
		return bell;
	}
}

/** The answer, or a rejection when the connection is dead without having said so. */
async function answered<T>(question: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const silence = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('The database does not answer')), DEAD_AFTER_MS);
	});
	return Promise.race([question, silence]).finally(() => clearTimeout(timer));
}
