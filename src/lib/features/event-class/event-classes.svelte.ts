import { z } from 'zod';
import { LocalCopy } from '#lib/local-copy.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { trpc } from '#lib/trpc.ts';
import { className, searchClasses } from './rules.ts';
import type { EventClass, LevelThreshold } from './schema.ts';

/** What another release kept may have another shape: it counts as nothing. */
const isKept =
	<Row>(...keys: (keyof Row & string)[]) =>
	(kept: unknown): kept is Row =>
		typeof kept === 'object' && kept !== null && keys.every((key) => key in kept);

const Table = z.object({
	classes: z.array(z.custom<EventClass>(isKept<EventClass>('code', 'name', 'nameEn', 'sensitive'))),
	thresholds: z.array(
		z.custom<LevelThreshold>(
			isKept<LevelThreshold>('classPrefix', 'exceptPrefixes', 'measure', 'level')
		)
	)
});

/** Where the table outlives the page: every screen shows names, also while the line is cut. */
const kept = new LocalCopy('watchfire.event-classes', Table);

/** The code table and thresholds as the browser has them: some 40 kB, kept on the machine and asked for once a page. */
class EventClasses {
	#table = $state.raw<z.infer<typeof Table>>({ classes: [], thresholds: [] });
	#byCode = $derived(new Map(this.#table.classes.map((one) => [one.code, one])));
	#loading: Promise<void> | undefined;

	get all(): readonly EventClass[] {
		return this.#table.classes;
	}

	get thresholds(): readonly LevelThreshold[] {
		return this.#table.thresholds;
	}

	/** What is kept at once, then what the server has now. Rejects like `trpc`, and may be called again then. */
	load(): Promise<void> {
		this.#loading ??= this.#load().catch((error: unknown) => {
			this.#loading = undefined;
			throw error;
		});
		return this.#loading;
	}

	get(code: string): EventClass | undefined {
		return this.#byCode.get(code);
	}

	/** The name in the reader's language; the code while the table is not there. */
	name(code: string): string {
		return className(this.#byCode, code, getLocale());
	}

	/** What two typed characters may mean, likeliest first. */
	search(text: string): EventClass[] {
		return searchClasses(this.#table.classes, text);
	}

	async #load() {
		this.#table = kept.read() ?? this.#table;
		const [classes, thresholds] = await Promise.all([
			trpc.eventClass.list.query(),
			trpc.eventClass.thresholds.query()
		]);
		this.#table = { classes, thresholds };
		kept.write(this.#table);
	}
}

export const eventClasses = new EventClasses();
