import { changeOf } from '#lib/features/list.ts';
import { IncidentView } from '#lib/features/incident/incident-view.svelte.ts';
import { Lookers } from '#lib/features/incident/lookers.svelte.ts';
import type { Activated } from '#lib/features/plan/activation-schema.ts';
import { Responses } from '#lib/features/plan/responses.svelte.ts';
import { isResourceEvent } from '#lib/features/resource/events.ts';
import { ReachView } from '#lib/features/resource/reach-view.svelte.ts';
import { IncidentWork } from '#lib/features/task/incident-work.svelte.ts';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import { refusalOf, trpc } from '#lib/trpc.ts';
import { Making } from './making.svelte.ts';
import type { PageData } from './$types';

/** All that one incident's page shows, each part filled by the load and then kept by the own unit's journal lines. */
export class LiveIncident {
	readonly id: string;
	readonly view: IncidentView;
	readonly work: IncidentWork;
	readonly responses: Responses;
	readonly making: Making;
	readonly lookers: Lookers;
	readonly reach: ReachView;

	constructor({ incident, work, activations, who }: PageData) {
		const { id } = incident.page.card;
		this.id = id;
		this.view = new IncidentView(incident, changeOf);
		const members = () => new Set(this.view.page.merged.map((part) => part.id));
		this.work = new IncidentWork(id, work, members);
		this.responses = new Responses(id, activations);
		this.making = new Making(id, this.work);
		this.lookers = new Lookers(who.personId);
		this.reach = new ReachView(
			() => trpc.incident.reach.query({ id }),
			(error) => refusalOf(error).message
		);
	}

	/** Its reports, thread by thread. */
	get reports() {
		return this.view.page.threads.flatMap((thread) => thread.reports.map(({ report }) => report));
	}

	/** What an act on a response answered with. */
	responded({ card, incident }: Activated) {
		this.responses.take(card);
		this.view.take(incident);
	}

	/** Takes what the load brought. */
	fill({ incident, work, activations }: Pick<PageData, 'incident' | 'work' | 'activations'>) {
		this.view.fill(incident);
		this.work.fill(work);
		this.responses.fill(activations);
	}

	/** Follows the unit's lines from `cursor`; the returned function ends it. */
	follow(connection: PushConnection, unitId: string, cursor: string): () => void {
		const stops = [
			this.view.follow(connection, unitId, cursor),
			this.work.follow(connection, unitId, cursor),
			this.responses.follow(connection, unitId, cursor, (card) => this.view.take(card)),
			connection.follow(`unit:${unitId}`, cursor, {
				onEntry: (entry) => isResourceEvent(entry) && this.reach.refresh(),
				onSnapshot: () => this.reach.load()
			})
		];
		return () => {
			for (const stop of stops) stop();
			this.reach.end();
		};
	}
}
