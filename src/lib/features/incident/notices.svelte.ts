import { SvelteMap } from 'svelte/reactivity';
import type { IncidentEvent } from './events.ts';
import { applyNoticeEvent, waitingNotices } from './notices.ts';
import type { OwnNotice } from './schema.ts';

/** What the unit of a wall or desk was told (通报): filled by a query, then kept by events. */
export class Notices {
	#unitId: string;
	#notices = new SvelteMap<string, OwnNotice>();

	/** What nobody here has acknowledged, the oldest first. */
	readonly waiting = $derived(waitingNotices(this.#notices));

	constructor(unitId: string) {
		this.#unitId = unitId;
	}

	/** Takes what the query found to wait; what was acknowledged stays for whoever reads it. */
	fill(waiting: OwnNotice[]) {
		for (const { id } of this.waiting) this.#notices.delete(id);
		for (const notice of waiting) this.#notices.set(notice.id, notice);
	}

	/** True where this put a notice on the screen that was not there. */
	apply(event: IncidentEvent): boolean {
		return applyNoticeEvent(this.#notices, this.#unitId, event);
	}

	get(id: string): OwnNotice | undefined {
		return this.#notices.get(id);
	}
}
