import { tick, untrack } from 'svelte';
import type { LiveStore } from '#lib/event.ts';
import { Clocks } from '#lib/features/clock/clocks.svelte.ts';
import { phaseOf } from '#lib/features/clock/rules.ts';
import { Consultations } from '#lib/features/consultation/consultations.svelte.ts';
import { Earthquakes } from '#lib/features/feed/earthquakes.svelte.ts';
import { isFeedEvent } from '#lib/features/feed/events.ts';
import { Feeds } from '#lib/features/feed/feeds.svelte.ts';
import { isIncidentEvent } from '#lib/features/incident/events.ts';
import { Incidents } from '#lib/features/incident/incidents.svelte.ts';
import { Notices } from '#lib/features/incident/notices.svelte.ts';
import type { OwnNotice } from '#lib/features/incident/schema.ts';
import type { Line } from '#lib/features/journal/schema.ts';
import { isReportEvent } from '#lib/features/report/events.ts';
import { Reports } from '#lib/features/report/reports.svelte.ts';
import type { ReportCard } from '#lib/features/report/schema.ts';
import { isShiftEvent } from '#lib/features/shift/events.ts';
import { Shifts } from '#lib/features/shift/shifts.svelte.ts';
import { isWarningEvent } from '#lib/features/warning/events.ts';
import { ringsFor } from '#lib/features/warning/live.ts';
import { Warnings } from '#lib/features/warning/warnings.svelte.ts';
import type { Frame } from '#lib/frame.ts';
import { loadAnew } from '#lib/load-anew.ts';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import { isAfter, type Entry } from '#lib/realtime/protocol.ts';
import { trpc } from '#lib/trpc.ts';
import { clock } from '#lib/ui/now.svelte.ts';
import { speaker } from '#lib/ui/sound.svelte.ts';
import type { WatchData } from './watch.server.ts';

const TICKER_LINES = 30;
/** More than come while a page loads on a slow line in the worst hour. */
const RECENT_LINES = 500;
/** An unacknowledged report sounds again this often. */
const REMIND_MS = 20_000;
/** A clock that comes to its last quarter or runs out is heard within this. */
const CLOCK_LOOK_MS = 2000;
/** An answer that brings nothing new leaves no line: how the feeds fare is asked again this often. */
const FEEDS_LOOK_MS = 60_000;

/** What wall and desk show, live: filled by the page's load, then kept by the own unit's journal lines. */
export class Watch {
	readonly reports = new Reports();
	readonly incidents = new Incidents();
	readonly notices: Notices;
	readonly consultations: Consultations;
	readonly clocks = new Clocks();
	readonly warnings = new Warnings();
	readonly feeds = new Feeds();
	readonly earthquakes = new Earthquakes();
	readonly shifts = new Shifts();
	lines = $state.raw<Line[]>([]);

	/** Each takes its own of a line. */
	#stores: LiveStore[];
	#unitId: string;
	/** The clocks of the own unit that were heard already, as `id phase`. */
	#heard = new Set<string>();
	#recent: Entry[] = [];

	constructor(unitId: string, data: WatchData) {
		this.#unitId = unitId;
		this.notices = new Notices(unitId);
		this.consultations = new Consultations(unitId);
		this.#stores = [
			this.reports,
			this.incidents,
			this.notices,
			this.consultations,
			this.clocks,
			this.warnings,
			this.feeds,
			this.earthquakes
		];
		this.fill(data);
	}

	/** Takes what the load brought, and nothing that happened since: an effect must run it for new data only. */
	fill(data: WatchData) {
		untrack(() => this.#fill(data));
	}

	#fill(data: WatchData) {
		clock.follow(data.serverNow);
		this.reports.fill(data.reports);
		this.incidents.fill(data.incidents);
		this.notices.fill(data.notices);
		this.consultations.fill(data.consultations);
		this.clocks.fill(data.clocks);
		this.warnings.fill(data.warnings);
		this.feeds.fill(data.feeds);
		this.earthquakes.fill(data.earthquakes);
		this.shifts.fill({ duty: data.duty, changesAt: data.dutyChangesAt });
		this.lines = data.lines;
		// What ran out before this screen was opened is on it; the bell is for what happens.
		for (const one of this.#urgent()) this.#heard.add(one);
		// A load that was under way when these came knows nothing of them.
		const missed = this.#recent.filter((entry) => isAfter(entry.cursor, data.cursor));
		for (const entry of missed) this.#apply(entry);
	}

	/** Follows the own unit's lines; the returned function ends it. */
	follow(connection: PushConnection, cursor: string): () => void {
		const stop = connection.follow(`unit:${this.#unitId}`, cursor, {
			onEntry: (entry) => this.#take(entry),
			// The page fills from what the load brings; lines that come meanwhile wait for it.
			onSnapshot: async () => {
				await loadAnew('watch:data');
				await tick();
			}
		});
		const reminder = setInterval(() => {
			if (this.#ringing().length > 0) speaker.play('unacknowledged');
		}, REMIND_MS);
		const clockWatch = setInterval(() => this.#soundClocks(), CLOCK_LOOK_MS);
		const feedWatch = setInterval(() => void this.#askFeeds(), FEEDS_LOOK_MS);
		return () => {
			stop();
			clearInterval(reminder);
			clearInterval(clockWatch);
			clearInterval(feedWatch);
		};
	}

	/** What just happened: shown, and heard where it concerns the unit. */
	#take(entry: Entry) {
		this.#recent = [...this.#recent, entry].slice(-RECENT_LINES);
		const isNew = this.#apply(entry);
		if (isNew && isWarningEvent(entry) && ringsFor(entry, this.#unitId, clock.now)) {
			speaker.play('report');
		}
		if (isFeedEvent(entry) && entry.type === 'feed.silent') {
			if (entry.payload.card.frame !== 'exercise') speaker.play('silentFeed');
		}
		if (isNew && isReportEvent(entry) && entry.type === 'report.filed') {
			this.#announce(entry.payload.card);
		}
		if (isNew && isIncidentEvent(entry) && entry.type === 'incident.informed') {
			this.#ring(entry.payload.card.frame);
		}
		if (isShiftEvent(entry)) void loadAnew('watch:data');
	}

	/** True where it put a report, a notice or a warning on the screen that was not there. */
	#apply(entry: Entry): boolean {
		let isNew = false;
		for (const store of this.#stores) if (store.apply(entry)) isNew = true;
		if (!this.lines.some(({ id }) => id === entry.id)) {
			this.lines = [entry, ...this.lines].slice(0, TICKER_LINES);
		}
		return isNew;
	}

	/** While the line is cut what was known stays; the connection's mark says so. */
	async #askFeeds() {
		const answer = await trpc.feed.list.query().catch(() => null);
		if (answer) this.feeds.fill(answer.feeds);
	}

	#urgent(): string[] {
		return this.clocks.owedBy(this.#unitId).flatMap((card) => {
			const phase = phaseOf(card, clock.now);
			return phase === 'quarter' || phase === 'over' ? [`${card.id} ${phase}`] : [];
		});
	}

	#soundClocks() {
		const urgent = this.#urgent();
		if (urgent.some((one) => !this.#heard.has(one))) speaker.play('clock');
		this.#heard = new Set(urgent);
	}

	#announce(card: ReportCard) {
		if (card.unitId !== this.#unitId) this.#ring(card.frame);
	}

	/** A rehearsal never sounds (screens: "never on for exercise data"). */
	#ring(frame: Frame) {
		if (frame !== 'exercise') speaker.play('report');
	}

	#ringing(): (ReportCard | OwnNotice)[] {
		const reports = this.reports.unacknowledged(this.#unitId);
		return [...reports, ...this.notices.waiting].filter(({ frame }) => frame !== 'exercise');
	}
}
