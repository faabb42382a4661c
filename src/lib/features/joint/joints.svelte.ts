import { SvelteMap } from 'svelte/reactivity';
import type { Thing } from '../incident/schema.ts';
import type { JointEvent } from './events.ts';
import { applyJointEvent, connectedWith, fillJoints, renameEnd } from './live.ts';
import type { Joint } from './schema.ts';

/** What is connected with what on an incident's page: filled by a query, then kept by events. */
export class Joints {
	#joints = new SvelteMap<string, Joint>();

	fill(found: readonly Joint[]) {
		fillJoints(this.#joints, found);
	}

	apply(event: JointEvent) {
		applyJointEvent(this.#joints, event);
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
