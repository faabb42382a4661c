import type { PeerCard, Source } from '../../../media-server/contract/shared.ts';

export type Streams = Partial<Record<Source, MediaStream>>;

/** Quieter than anything that a microphone gives. */
export const SILENCE_DBOV = -127;

/** One seat of the room as this page sees and hears it; our own too. */
export class Participant {
	card = $state.raw<PeerCard>() as PeerCard;
	/** What comes from there and may be shown or sounded. A muted source is here too, and still. */
	streams = $state.raw<Streams>({});
	/** -127 (silence) to 0. */
	level = $state(SILENCE_DBOV);

	constructor(card: PeerCard) {
		this.card = card;
	}

	/** Whether this source is sent and neither the sender nor the chair has muted it. */
	isOn(source: Source): boolean {
		const stream = this.card.streams.find((it) => it.source === source);
		return stream !== undefined && !stream.muted && !this.card.chairMuted.includes(source);
	}
}
