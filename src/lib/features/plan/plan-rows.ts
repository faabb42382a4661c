import { v7 as uuidv7 } from 'uuid';
import { actionsPasted, nextParagraph } from './pasting.ts';
import type { PlanContent } from './schema.ts';
import type { Names } from './who-text.ts';
import { newAction } from './words.ts';

/** The lists of a plan that have rows. */
export type RowList = 'actions' | 'groups' | 'roles';

/** The rows of a plan under a planner's hands. Where one was added or moved, its index is returned, for the focus to follow. */
export class PlanRows {
	#content: () => PlanContent;

	/** `content`: the plan as it is now, which is changed in place. */
	constructor(content: () => PlanContent) {
		this.#content = content;
	}

	/** A new action below row `at`, as the one above it in all but its text. */
	addAction(at: number): number {
		const { actions } = this.#content();
		const above = actions[at];
		actions.splice(at + 1, 0, {
			...newAction(uuidv7()),
			levels: [...(above?.levels ?? this.#levels())],
			who: above?.who ? { ...above.who } : null,
			paragraph: nextParagraph(above?.paragraph ?? ''),
			withinMinutes: above?.withinMinutes ?? null
		});
		return at + 1;
	}

	/** Several lines on the clipboard are several actions: the first fills row `at` where that is empty. Returns how many. */
	pasteActions(at: number, text: string, names: Names): number {
		const { actions } = this.#content();
		const pasted = actionsPasted(text, names);
		const row = actions[at];
		const made = pasted.map((one, i) => ({
			...newAction(uuidv7()),
			levels: [...(row?.levels ?? this.#levels())],
			...one,
			...(i === 0 && row?.what === '' && { id: row.id })
		}));
		actions.splice(row?.what === '' ? at : at + 1, row?.what === '' ? 1 : 0, ...made);
		return made.length;
	}

	addGroup() {
		this.#content().groups.push({ id: uuidv7(), name: '', lead: null, members: [], duty: '' });
	}

	addRole() {
		this.#content().roles.push({ id: uuidv7(), name: '', by: null });
	}

	move({ list, at, by }: { list: RowList; at: number; by: 1 | -1 }): number {
		const rows = this.#content()[list] as unknown[];
		const to = at + by;
		if (to < 0 || to >= rows.length) return at;
		const [row] = rows.splice(at, 1);
		rows.splice(to, 0, row);
		return to;
	}

	remove(list: RowList, at: number) {
		this.#content()[list].splice(at, 1);
	}

	/** Those that the plan has. */
	#levels() {
		return this.#content().levels.map(({ level }) => level);
	}
}
