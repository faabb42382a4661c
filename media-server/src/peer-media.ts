import type {
	Consumer,
	DtlsParameters,
	Producer,
	Router,
	RtpCapabilities,
	RtpParameters,
	WebRtcServer,
	WebRtcTransport
} from 'mediasoup/types';
import type { Source } from '../contract/shared.ts';
import type { Notice, SignalAnswer, SignalAsked } from '../contract/signalling.ts';
import { Fault } from './fault.ts';

const FIRST_OUTGOING_BPS = 1_000_000;
/** Camera in three sizes and a screen; more than that is no conference. */
const MAX_INCOMING_BPS = 6_000_000;
const MAX_CONSUMERS = 300;

/** On every producer: whose it is. */
export type ProducerOwner = { peerId: string; source: Source };

type Direction = 'send' | 'receive';

/**
 * What one line of a peer owns in the worker: a transport each way, what it sends and what it gets. It ends
 * with the line; whoever comes again begins anew.
 */
export class PeerMedia {
	readonly producers = new Map<Source, Producer<ProducerOwner>>();
	readonly consumers = new Map<string, Consumer>();
	readonly #transports = new Map<Direction, WebRtcTransport>();
	readonly #router: Router;
	readonly #server: WebRtcServer;
	readonly #peerId: string;
	readonly #tell: (notice: Notice) => void;
	#closed = false;

	constructor(
		{ router, server }: { router: Router; server: WebRtcServer },
		peerId: string,
		tell: (notice: Notice) => void
	) {
		this.#router = router;
		this.#server = server;
		this.#peerId = peerId;
		this.#tell = tell;
	}

	async createTransport(direction: Direction): Promise<SignalAnswer<'createTransport'>> {
		if (this.#transports.has(direction))
			throw new Fault('conflict', `a ${direction} transport is there`);
		const transport = await this.#router.createWebRtcTransport({
			webRtcServer: this.#server,
			enableUdp: true,
			// For networks that let no UDP through.
			enableTcp: true,
			preferUdp: true,
			initialAvailableOutgoingBitrate: FIRST_OUTGOING_BPS
		});
		if (this.#closed || this.#transports.has(direction)) {
			transport.close();
			throw new Fault('conflict', `a ${direction} transport is there, or the line is gone`);
		}
		this.#transports.set(direction, transport);
		if (direction === 'send') await transport.setMaxIncomingBitrate(MAX_INCOMING_BPS);
		const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
		return { transportId: id, iceParameters, iceCandidates, dtlsParameters };
	}

	async connectTransport({ transportId, dtlsParameters }: SignalAsked<'connectTransport'>) {
		const parameters = dtlsParameters as unknown as DtlsParameters;
		await this.#transport(transportId).connect({ dtlsParameters: parameters });
	}

	async restartIce({ transportId }: SignalAsked<'restartIce'>) {
		return { ...(await this.#transport(transportId).restartIce()) };
	}

	/** Begins paused, so that nothing is heard before the caller has decided. */
	async produce(asked: SignalAsked<'produce'>): Promise<Producer<ProducerOwner>> {
		const { transportId, source, kind, rtpParameters } = asked;
		if ((source === 'microphone') !== (kind === 'audio'))
			throw new Fault('invalid', `a ${source} does not give ${kind}`);
		const transport = this.#transport(transportId, 'send');
		if (this.producers.has(source)) throw new Fault('conflict', `a ${source} is sent already`);
		const producer = await transport.produce<ProducerOwner>({
			kind,
			rtpParameters: rtpParameters as unknown as RtpParameters,
			paused: true,
			appData: { peerId: this.#peerId, source }
		});
		if (this.#closed || this.producers.has(source)) {
			producer.close();
			throw new Fault('conflict', `a ${source} is sent already, or the line is gone`);
		}
		this.producers.set(source, producer);
		producer.observer.once('close', () => this.producers.delete(source));
		return producer;
	}

	/** By its id, of this peer's own only. */
	producer(producerId: string): Producer<ProducerOwner> {
		const found = [...this.producers.values()].find(({ id }) => id === producerId);
		if (!found) throw new Fault('not_found', 'no such stream');
		return found;
	}

	async consume(asked: SignalAsked<'consume'>): Promise<SignalAnswer<'consume'>> {
		const { transportId, producerId, spatialLayer } = asked;
		const rtpCapabilities = asked.rtpCapabilities as unknown as RtpCapabilities;
		const transport = this.#transport(transportId, 'receive');
		if (this.consumers.size >= MAX_CONSUMERS) throw new Fault('conflict', 'too many streams');
		if (!this.#router.canConsume({ producerId, rtpCapabilities }))
			throw new Fault('not_found', 'that stream has gone, or cannot be played there');
		const consumer = await transport.consume({
			producerId,
			rtpCapabilities,
			paused: true,
			...(spatialLayer === undefined ? {} : { preferredLayers: { spatialLayer } })
		});
		const { id, kind, rtpParameters } = consumer;
		this.consumers.set(id, consumer);
		consumer.observer.once('close', () => this.consumers.delete(id));
		consumer.once('producerclose', () => this.#tell({ kind: 'consumerClosed', consumerId: id }));
		consumer.on('layerschange', (layers) =>
			this.#tell({
				kind: 'layers',
				consumerId: id,
				spatialLayer: layers?.spatialLayer ?? null,
				temporalLayer: layers?.temporalLayer ?? null
			})
		);
		return { consumerId: id, producerId, kind, rtpParameters: { ...rtpParameters } };
	}

	consumer(consumerId: string): Consumer {
		const found = this.consumers.get(consumerId);
		if (!found) throw new Fault('not_found', 'no such stream');
		return found;
	}

	/** Everything in the worker that is of this line. */
	close() {
		this.#closed = true;
		for (const transport of this.#transports.values()) transport.close();
		this.#transports.clear();
	}

	#transport(transportId: string, only?: Direction): WebRtcTransport {
		for (const [direction, transport] of this.#transports) {
			if (transport.id === transportId && (!only || only === direction)) return transport;
		}
		throw new Fault('not_found', 'no such transport');
	}
}
