import type { Consumer } from 'mediasoup-client/types';
import type { PeerCard, Source, StreamCard } from '../../../media-server/contract/shared.ts';
import type { SignalLine } from './line.ts';
import type { Streams } from './participant.svelte.ts';
import type { Transports } from './transports.ts';

/** Changes what one participant shows and sounds. */
type Change = (peerId: string, change: (streams: Streams) => Streams) => void;

type Followed = {
	peerId: string;
	source: Source;
	/** 0–2 or, for "none now", null; undefined: nobody has said. */
	layer: number | null | undefined;
	consumer: Consumer | null;
};

/** What comes in over one line: a stream for each that the others send, as far as it is wanted. */
export class Incoming {
	readonly #line: SignalLine;
	readonly #transports: Transports;
	readonly #change: Change;
	/** By producer. */
	readonly #followed = new Map<string, Followed>();
	#cards = new Map<string, PeerCard>();
	#pictures = true;

	constructor(line: SignalLine, transports: Transports, change: Change) {
		this.#line = line;
		this.#transports = transports;
		this.#change = change;
	}

	/** Takes what this peer sends now, and lets go what he no longer does. */
	follow(card: PeerCard) {
		this.#cards.set(card.peerId, card);
		const sent = new Set(card.streams.map(({ producerId }) => producerId));
		for (const [producerId, { peerId }] of this.#followed) {
			if (peerId === card.peerId && !sent.has(producerId)) this.#drop(producerId);
		}
		this.#forgetFormer(card);
		for (const stream of card.streams) {
			if (this.#pictures || stream.source === 'microphone') this.#take(card.peerId, stream);
		}
	}

	forget(peerId: string) {
		this.#cards.delete(peerId);
		for (const [producerId, followed] of this.#followed) {
			if (followed.peerId === peerId) this.#drop(producerId);
		}
	}

	/** The server ended one. */
	close(consumerId: string) {
		for (const [producerId, { consumer }] of this.#followed) {
			if (consumer?.id === consumerId) this.#drop(producerId);
		}
	}

	/** Pictures, or sound only. */
	want(pictures: boolean) {
		this.#pictures = pictures;
		if (pictures) for (const card of this.#cards.values()) this.follow(card);
		else {
			for (const [producerId, { source, consumer }] of this.#followed) {
				if (source === 'microphone') continue;
				if (consumer) this.#tell('closeConsumer', consumer);
				this.#drop(producerId);
			}
		}
	}

	prefer(peerId: string, source: Source, layer: number | null) {
		for (const followed of this.#followed.values()) {
			if (followed.peerId !== peerId || followed.source !== source || followed.layer === layer)
				continue;
			const before = followed.layer;
			followed.layer = layer;
			if (followed.consumer) this.#applyLayer(followed.consumer, layer, before);
		}
	}

	/** What the line before this one brought stands still until the new one brings it; what is sent no more goes. */
	#forgetFormer({ peerId, streams: sent }: PeerCard) {
		this.#change(peerId, (streams) => {
			const gone = Object.keys(streams).filter((it) => !sent.some(({ source }) => source === it));
			if (gone.length === 0) return streams;
			return Object.fromEntries(
				Object.entries(streams).filter(([source]) => !gone.includes(source))
			);
		});
	}

	#take(peerId: string, { producerId, source }: StreamCard) {
		if (this.#followed.has(producerId)) return;
		const followed: Followed = { peerId, source, layer: undefined, consumer: null };
		this.#followed.set(producerId, followed);
		this.#consume(producerId, followed).catch(() => {
			// It ended while we asked, or the line did: whoever still sends it says so on his next card.
			if (this.#followed.get(producerId) === followed) this.#followed.delete(producerId);
		});
	}

	async #consume(producerId: string, followed: Followed) {
		const { peerId, source } = followed;
		const consumer = await this.#transports.consume(producerId, followed.layer ?? null);
		if (this.#followed.get(producerId) !== followed) {
			consumer.close();
			this.#tell('closeConsumer', consumer);
			return;
		}
		followed.consumer = consumer;
		const stream = new MediaStream([consumer.track]);
		this.#change(peerId, (streams) => ({ ...streams, [source]: stream }));
		if (followed.layer === null) return;
		await this.#line.ask('resumeConsumer', { consumerId: consumer.id });
		// It was asked for while we were at it.
		if (followed.layer !== undefined) this.#applyLayer(consumer, followed.layer, undefined);
	}

	#applyLayer(consumer: Consumer, layer: number | null, before: number | null | undefined) {
		const consumerId = consumer.id;
		const asked =
			layer === null
				? this.#line.ask('pauseConsumer', { consumerId })
				: this.#line
						.ask('preferLayers', { consumerId, spatialLayer: layer })
						.then(() => (before === null ? this.#line.ask('resumeConsumer', { consumerId }) : {}));
		// The stream or the line has ended: then nobody looks at it.
		asked.catch(() => {});
	}

	#drop(producerId: string) {
		const followed = this.#followed.get(producerId);
		this.#followed.delete(producerId);
		if (!followed?.consumer) return;
		followed.consumer.close();
		const { peerId, source } = followed;
		this.#change(peerId, ({ [source]: _gone, ...rest }) => rest);
	}

	#tell(ask: 'closeConsumer', { id }: Consumer) {
		// As above.
		this.#line.ask(ask, { consumerId: id }).catch(() => {});
	}
}
