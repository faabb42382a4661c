import { canonicalJson } from '#lib/canonical-json.ts';

/** A row of a table that keeps every version. */
type Version = { id: string };

/**
 * The version that an editor saw, for a form that writes the next one over it. `newest` asks for the version in force, null
 * where there is none; a row that is new has no version yet.
 */
export class VersionBase<Row extends Version> {
	id = $state<string | null>(null);
	#newest: () => Promise<Row | null>;

	constructor(version: Version | null, newest: () => Promise<Row | null>) {
		this.id = version?.id ?? null;
		this.#newest = newest;
	}

	/** An earlier save of `content` is done after all: its version is the base, unless somebody has saved over it since. */
	settled = async (content: object) => {
		const row: Record<string, unknown> | null = await this.#newest();
		const { basedOn: _, ...words } = { basedOn: null, ...content };
		const saved = Object.fromEntries(Object.keys(words).map((key) => [key, row?.[key]]));
		if (row && canonicalJson(saved) === canonicalJson(words)) this.id = String(row['id']);
	};

	/** Somebody else's version, saved since; null where there is none, and for a row that is new. */
	newer = async (): Promise<Row | null> => {
		if (this.id === null) return null;
		const row = await this.#newest();
		return row && row.id !== this.id ? row : null;
	};
}
