import { z } from 'zod';
import { getLocale } from '#lib/paraglide/runtime.js';
import { trpc } from '#lib/trpc.ts';
import { className, searchClasses } from './rules.ts';
import { LevelThresholdEdit, type EventClass, type LevelThreshold } from './schema.ts';

type Table = { classes: EventClass[]; thresholds: LevelThreshold[] };
const KeptTable = z.object({
	classes: z.array(
		z.object({
			code: z.string(),
			numericCode: z.string().nullable(),
			name: z.string(),
			nameEn: z.string().nullable(),
			parent: z.string().nullable(),
			sensitive: z.boolean()
		})
	),
	thresholds: z.array(LevelThresholdEdit.omit({ actId: true }))
}) satisfies z.ZodType<Table>;

/** Where the table outlives the page: every screen shows names, also while the line is cut. */
const KEPT_UNDER = 'watchfire.event-classes';

/** The code table and thresholds as the browser has them: some 40 kB, kept on the machine and asked for once a page. */
class EventClasses {
	#table = $state.raw<Table>({ classes: [], thresholds: [] });
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
		this.#table = keptTable() ?? this.#table;
		const [classes, thresholds] = await Promise.all([
			trpc.eventClass.list.query(),
			trpc.eventClass.thresholds.query()
		]);
		this.#table = { classes, thresholds };
		keep(this.#table);
	}
}

/** What another release kept may have another shape: it counts as nothing. So does a store that the browser forbids. */
function keptTable(): Table | null {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? 'null');
		return KeptTable.safeParse(kept).data ?? null;
	} catch {
		return null;
	}
}

function keep(table: Table) {
	try {
		localStorage.setItem(KEPT_UNDER, JSON.stringify(table));
	} catch {
		// The store is full or forbidden; the next page asks the server again.
	}
}

export const eventClasses = new EventClasses();
