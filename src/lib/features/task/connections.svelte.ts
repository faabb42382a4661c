import type { JournalLine, LiveStore } from '#lib/event.ts';
import type { Thing } from '../incident/schema.ts';
import { Joints } from '../joint/joints.svelte.ts';
import type { Joint } from '../joint/schema.ts';
import { isSignEvent } from '../sign/events.ts';
import { isOnMap } from '../sign/rules.ts';
import { tasksIn } from './live.ts';

/** What the tasks of many incidents are connected with: filled by a query, then kept by the lines of the own unit. */
export class Connections implements LiveStore {
	#joints = new Joints();

	fill(found: readonly Joint[]) {
		this.#joints.fill(found);
	}

	apply(line: JournalLine): boolean {
		this.#joints.apply(line);
		if (isSignEvent(line)) {
			const { card } = line.payload;
			const gone = isOnMap(card) ? null : 'removed';
			this.#joints.rename({ subject: `sign:${card.id}`, title: card.label, gone });
		}
		for (const { id, title, state } of tasksIn(line)) {
			const gone = state === 'withdrawn' ? 'withdrawn' : null;
			this.#joints.rename({ subject: `task:${id}`, title, gone });
		}
		return false;
	}

	/** Of the task with this id. */
	of(id: string): Thing[] {
		return this.#joints.of(`task:${id}`);
	}
}
