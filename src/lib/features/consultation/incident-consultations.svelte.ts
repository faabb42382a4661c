import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import { refusalOf, trpc } from '#lib/trpc.ts';
import { Consultations } from './consultations.svelte.ts';

/** The consultations of one incident, live, as its page shows them. */
export class IncidentConsultations {
	#cards: Consultations;
	#incidentId: string;
	/** False until it is known which there are. */
	isKnown = $state(false);
	/** Why what is shown could not be renewed; empty when it could. */
	trouble = $state('');

	/** The newest first. */
	readonly all = $derived.by(() =>
		this.#cards.all.filter(({ incidentId }) => incidentId === this.#incidentId)
	);

	constructor(incidentId: string, unitId: string) {
		this.#incidentId = incidentId;
		this.#cards = new Consultations(unitId);
	}

	/** Follows the own unit's lines; the returned function ends it. */
	follow(connection: PushConnection, unitId: string): () => void {
		return connection.follow(`unit:${unitId}`, null, {
			onSnapshot: async () => {
				try {
					const { consultations } = await trpc.consultation.search.query({
						incidentId: this.#incidentId
					});
					this.#cards.fill(consultations);
					this.isKnown = true;
					this.trouble = '';
				} catch (error) {
					this.trouble = refusalOf(error).message;
				}
			},
			onEntry: (entry) => this.#cards.apply(entry)
		});
	}
}
