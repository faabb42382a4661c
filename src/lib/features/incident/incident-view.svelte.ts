import { refusalOf, trpc } from '#lib/trpc.ts';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import type { Entry } from '#lib/realtime/protocol.ts';
import type { Attachment } from '../attachment/schema.ts';
import { isClockEvent } from '../clock/events.ts';
import { Clocks } from '../clock/clocks.svelte.ts';
import type { Line } from '../journal/schema.ts';
import { concernOf, reportIdsOf, type Change, type PageSubjects } from './concerns.ts';
import { isIncidentEvent } from './events.ts';
import type { IncidentCard } from './schema.ts';

export type IncidentPage = Awaited<ReturnType<typeof trpc.incident.get.query>>;
export type Log = Awaited<ReturnType<typeof trpc.incident.timeline.query>>;
export type IncidentViewData = { page: IncidentPage; log: Log; attachments: Attachment[] };

/** Several lines come with one act: they are answered by one question. Milliseconds. */
const SETTLES_AFTER_MS = 150;

/**
 * One incident's page, live: filled by the page's load, then kept by the own unit's journal lines. Lines and clocks
 * are put in place as they come; whatever else a line concerns is asked again.
 */
export class IncidentView {
	page: IncidentPage;
	attachments = $state.raw<Attachment[]>([]);
	/** The log, the newest line first. */
	lines = $state.raw<Line[]>([]);
	/** There are older lines than these. */
	more = $state(false);
	/** Why what is shown could not be renewed; empty when it could. */
	trouble = $state('');
	/** Every one: what was met and what was late stays visible. */
	readonly clocks = new Clocks(() => true);

	#timer: ReturnType<typeof setTimeout> | undefined;
	#wantsLog = false;
	/** The newest question: an answer to an older one is dropped. */
	#asked = 0;

	/** What a line changes, by the manifests of all nouns: those above this one are not known here. */
	#changeOf: (line: Entry) => Change;

	constructor(data: IncidentViewData, changeOf: (line: Entry) => Change) {
		this.#changeOf = changeOf;
		this.page = $state.raw(data.page);
		this.fill(data);
	}

	fill({ page, log, attachments }: IncidentViewData) {
		// An event may have been quicker than the answer.
		const { card } = this.page;
		this.page = { ...page, card: card.version > page.card.version ? card : page.card };
		this.attachments = attachments;
		this.clocks.fill(page.clocks);
		this.#renewLog(log);
	}

	/** The card that an act returned, or an event brought: shown at once. */
	take(card: IncidentCard) {
		const shown = this.page.card;
		if (card.id === shown.id && card.version >= shown.version) this.page = { ...this.page, card };
	}

	/** Follows the own unit's lines; the returned function ends it. */
	follow(connection: PushConnection, unitId: string, cursor: string): () => void {
		const stop = connection.follow(`unit:${unitId}`, cursor, {
			onEntry: (entry) => this.#apply(entry),
			onSnapshot: () => this.refresh()
		});
		return () => {
			stop();
			clearTimeout(this.#timer);
		};
	}

	/** Asks for everything again. What fails is said, and asked again with the next line. */
	async refresh() {
		const asked = ++this.#asked;
		const { id } = this.page.card;
		try {
			const [page, log] = await Promise.all([
				trpc.incident.get.query({ id }),
				trpc.incident.timeline.query({ id })
			]);
			const attachments = await trpc.attachment.of.query({ reportIds: reportIdsOf(page) });
			if (asked !== this.#asked) return;
			this.fill({ page, log, attachments });
			this.trouble = '';
		} catch (error) {
			if (asked === this.#asked) this.trouble = refusalOf(error).message;
		}
	}

	async older() {
		const { id } = this.page.card;
		const before = this.lines.at(-1)?.id ?? null;
		const { lines, more } = await trpc.incident.timeline.query({ id, before });
		if (this.lines.at(-1)?.id !== before) return;
		this.lines = [...this.lines, ...lines];
		this.more = more;
	}

	#apply(entry: Entry) {
		const { line, page, log } = concernOf(entry, this.#changeOf(entry), this.#about());
		if (isIncidentEvent(entry) && entry.type !== 'incident.noted') this.take(entry.payload.card);
		if (isClockEvent(entry) && line) this.clocks.apply(entry);
		if (line && !this.lines.some(({ id }) => id === entry.id)) {
			this.lines = [entry, ...this.lines];
		}
		if (page) this.#soon(log);
	}

	#soon(log: boolean) {
		this.#wantsLog ||= log;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			void this.refresh();
		}, SETTLES_AFTER_MS);
	}

	/** Lines that are further back than the answer stay, unless the log became another one. */
	#renewLog({ lines, more }: Log) {
		const known = new Set(lines.map(({ id }) => id));
		const oldest = lines.at(-1);
		const at = this.lines.findIndex(({ id }) => id === oldest?.id);
		const keepsOlder = !this.#wantsLog && at >= 0 && at < this.lines.length - 1;
		this.#wantsLog = false;
		if (!keepsOlder) this.more = more;
		const older = keepsOlder ? this.lines.slice(at + 1).filter(({ id }) => !known.has(id)) : [];
		this.lines = [...lines, ...older];
	}

	#about(): PageSubjects {
		const { card, merged, clocks } = this.page;
		const incidents = [
			card.id,
			...merged.map(({ id }) => id),
			...clocks.flatMap(({ incidentId }) => incidentId ?? [])
		];
		const warnings = this.page.warnings.flatMap(({ linkedId, card: { id } }) => [linkedId, id]);
		const reports = [...card.threads.map(({ threadId }) => threadId), ...reportIdsOf(this.page)];
		return {
			id: card.id,
			subjects: new Set([
				...incidents.map((id) => `incident:${id}`),
				...warnings.map((id) => `warning:${id}`),
				...reports.map((id) => `report:${id}`)
			])
		};
	}
}
