import { isHeldBack } from '../../../media-server/contract/room-law.ts';
import type { RoomRules } from '../../../media-server/contract/room-rules.ts';
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
	readonly #rules: () => RoomRules | null;

	/** `rules`: those of the room, as they are whenever it is asked. */
	constructor(card: PeerCard, rules: () => RoomRules | null) {
		this.card = card;
		this.#rules = rules;
	}

	/** Whether the chair keeps this source from being forwarded. */
	isHeldBack(source: Source): boolean {
		const rules = this.#rules();
		const { personId, unit } = this.card;
		return rules !== null && isHeldBack(rules, { personId, unitId: unit.id }, source);
	}

	/** Whether this source is sent and neither its sender nor the chair has muted it. */
	isOn(source: Source): boolean {
		const stream = this.card.streams.find((it) => it.source === source);
		return stream !== undefined && !stream.muted && !this.isHeldBack(source);
	}
}
