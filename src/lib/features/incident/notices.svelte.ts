import { SvelteMap } from 'svelte/reactivity';
import type { JournalLine, LiveStore } from '#lib/event.ts';
import { isIncidentEvent } from './events.ts';
import { applyNoticeEvent, waitingNotices } from './notices.ts';
import type { OwnNotice } from './schema.ts';

/** What the unit of a wall or desk was told (通报): filled by a query, then kept by events. */
export class Notices implements LiveStore {
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

	apply(line: JournalLine): boolean {
		return isIncidentEvent(line) && applyNoticeEvent(this.#notices, this.#unitId, line);
	}

	get(id: string): OwnNotice | undefined {
		return this.#notices.get(id);
	}
}
