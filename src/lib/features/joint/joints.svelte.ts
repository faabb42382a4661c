import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import type { Thing } from '../incident/schema.ts';
import { isJointEvent } from './events.ts';
import { applyJointEvent, connectedWith, fillJoints, renameEnd } from './live.ts';
import type { Joint } from './schema.ts';

/** What is connected with what on an incident's page: filled by a query, then kept by events. */
export class Joints implements LiveStore {
	#joints = new SvelteMap<string, Joint>();

	fill(found: readonly Joint[]) {
		fillJoints(this.#joints, found);
	}

	apply(line: JournalLine): boolean {
		if (isJointEvent(line)) applyJointEvent(this.#joints, line);
		return false;
	}

	/** The thing is called otherwise now, or is gone. */
	rename(thing: Thing) {
		renameEnd(this.#joints, thing);
	}

	/** What is connected with the thing (`noun:id`). */
	of(subject: string): Thing[] {
		return connectedWith(this.#joints, subject);
	}
}
