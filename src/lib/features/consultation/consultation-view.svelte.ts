import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import { refusalOf, trpc } from '#lib/trpc.ts';
import type { Who } from '#lib/who.ts';
import type { ConsultationEvent } from './events.ts';
import { followOrAsk } from './following.ts';
import { withEvent } from './live.ts';
import type { ConsultationCard, ConsultationRecord } from './schema.ts';

type Page = { card: ConsultationCard } & ConsultationRecord;

/** One consultation, live: filled by the page's load, then kept by the own unit's journal lines, which carry all of it. */
export class ConsultationView {
	card: ConsultationCard;
	record: ConsultationRecord;
	/** Why what is shown could not be renewed; empty when it could. */
	trouble = $state('');

	constructor({ card, attendances, rollCalls }: Page) {
		this.card = $state.raw(card);
		this.record = $state.raw({ attendances, rollCalls });
	}

	/** The card that an act returned: shown at once. */
	take(card: ConsultationCard) {
		if (card.id === this.card.id && card.version >= this.card.version) this.card = card;
	}

	follow(connection: PushConnection, who: Who, cursor: string): () => void {
		const apply = (event: ConsultationEvent) => {
			if (event.payload.card.id !== this.card.id) return;
			this.record = withEvent(this.record, event);
			this.take(event.payload.card);
		};
		return followOrAsk(connection, who, () => this.refresh(), apply, cursor);
	}

	async refresh() {
		try {
			const { card, attendances, rollCalls } = await trpc.consultation.get.query({
				id: this.card.id
			});
			this.take(card);
			this.record = { attendances, rollCalls };
			this.trouble = '';
		} catch (error) {
			this.trouble = refusalOf(error).message;
		}
	}
}
