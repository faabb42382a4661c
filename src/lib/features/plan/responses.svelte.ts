import { SvelteMap } from 'svelte/reactivity';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import { refusalOf, trpc } from '#lib/trpc.ts';
import type { IncidentCard } from '../incident/schema.ts';
import type { ActivationCard } from './activation-schema.ts';
import { isResponse } from './events.ts';

/** The responses of one incident, live: filled by the page's load, then kept by the own unit's lines. */
export class Responses {
	#cards = new SvelteMap<string, ActivationCard>();
	/** Why what is shown could not be renewed; empty when it could. */
	trouble = $state('');
	#incidentId: string;

	/** The earliest first. */
	readonly all = $derived(
		[...this.#cards.values()].sort((a, b) => a.activatedAt.localeCompare(b.activatedAt))
	);
	readonly active = $derived(this.all.filter(({ state }) => state === 'active'));

	constructor(incidentId: string, cards: ActivationCard[]) {
		this.#incidentId = incidentId;
		this.fill(cards);
	}

	fill(cards: ActivationCard[]) {
		for (const card of cards) this.take(card);
	}

	take(card: ActivationCard) {
		const known = this.#cards.get(card.id);
		if (!known || known.version <= card.version) this.#cards.set(card.id, card);
	}

	/** `onincident`: the incident's card that came with a line. The returned function ends it. */
	follow(
		connection: PushConnection,
		unitId: string,
		cursor: string,
		onincident: (card: IncidentCard) => void
	): () => void {
		return connection.follow(`unit:${unitId}`, cursor, {
			onEntry: (entry) => {
				if (!isResponse(entry) || entry.payload.incident.id !== this.#incidentId) return;
				this.take(entry.payload.card);
				onincident(entry.payload.incident);
			},
			onSnapshot: () => this.#refresh()
		});
	}

	async #refresh() {
		try {
			const { activations } = await trpc.plan.responses.query({ incidentId: this.#incidentId });
			this.fill(activations);
			this.trouble = '';
		} catch (error) {
			this.trouble = refusalOf(error).message;
		}
	}
}
