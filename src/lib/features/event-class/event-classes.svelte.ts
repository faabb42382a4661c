import { z } from 'zod';
import { LocalCopy } from '#lib/local-copy.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { trpc } from '#lib/trpc.ts';
import { className, searchClasses } from './rules.ts';
import { Level, Measure, type EventClass, type LevelThreshold } from './schema.ts';

const Table = z.object({
	classes: z.array(
		z.object({
			...{ code: z.string(), numericCode: z.string().nullable(), parent: z.string().nullable() },
			...{ name: z.string(), nameEn: z.string().nullable(), sensitive: z.boolean() }
		})
	),
	thresholds: z.array(
		z.object({
			...{ key: z.string(), classPrefix: z.string(), exceptPrefixes: z.array(z.string()) },
			...{ measure: Measure, atLeast: z.number(), level: Level, sourceDocument: z.string() }
		})
	)
}) satisfies z.ZodType<{ classes: EventClass[]; thresholds: LevelThreshold[] }>;

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
