import type {
	Consumer,
	Device,
	DtlsParameters,
	Producer,
	ProducerOptions,
	Transport,
	TransportOptions
} from 'mediasoup-client/types';
import type { Source } from '../../../media-server/contract/shared.ts';
import type { SignalLine } from './line.ts';

/** Three sizes of one picture, so that a small tile and a weak line cost little. */
const CAMERA: ProducerOptions = {
	encodings: [
		{ rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
		{ rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
		{ rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' }
	],
	codecOptions: { videoGoogleStartBitrate: 1000 }
};
const SCREEN: ProducerOptions = { encodings: [{ maxBitrate: 2_500_000 }] };
const MICROPHONE: ProducerOptions = {
	codecOptions: { opusFec: true, opusDtx: true, opusStereo: false }
};
const OPTIONS: Record<Source, ProducerOptions> = {
	camera: CAMERA,
	screen: SCREEN,
	microphone: MICROPHONE
};

let loaded: Promise<typeof import('mediasoup-client')> | undefined;
/** mediasoup-client, when it is first needed: some hundred kilobytes that a duty desk does without. */
export const loadClient = () => (loaded ??= import('mediasoup-client'));

/** A device that knows what the room speaks. */
export async function openDeviceFor(routerRtpCapabilities: object): Promise<Device> {
	const { Device: Client } = await loadClient();
	const device = await Client.factory();
	await device.load({ routerRtpCapabilities: routerRtpCapabilities });
	return device;
}

/** Both ways of one line, each opened when it is first used. They end with the line. */
export class Transports {
	readonly #line: SignalLine;
	readonly #device: Device;
	readonly #onFailed: () => void;
	readonly #open = new Map<'send' | 'receive', Promise<Transport>>();
	readonly consumers = new Map<string, Consumer>();
	#closed = false;

	/** `onFailed`: no packet gets through any more, though the line may live. */
	constructor(line: SignalLine, device: Device, onFailed: () => void) {
		this.#line = line;
		this.#device = device;
		this.#onFailed = onFailed;
	}

	get closed(): boolean {
		return this.#closed;
	}

	async produce(track: MediaStreamTrack, source: Source, muted: boolean): Promise<Producer> {
		const transport = await this.#transport('send');
		return await transport.produce({
			...OPTIONS[source],
			track,
			// The track is the room's: it is sent again on the next line.
			stopTracks: false,
			disableTrackOnPause: false,
			appData: { source, muted }
		});
	}

	/** Begins paused at the server. */
	async consume(producerId: string, spatialLayer: number | null): Promise<Consumer> {
		const transport = await this.#transport('receive');
		const { consumerId, kind, rtpParameters } = await this.#line.ask('consume', {
			transportId: transport.id,
			producerId,
			rtpCapabilities: { ...this.#device.recvRtpCapabilities },
			...(spatialLayer === null ? {} : { spatialLayer })
		});
		const consumer = await transport.consume({
			id: consumerId,
			producerId,
			kind,
			rtpParameters: rtpParameters as never
		});
		this.consumers.set(consumerId, consumer);
		consumer.observer.once('close', () => this.consumers.delete(consumerId));
		return consumer;
	}

	/** Opens the way in before anything is there to come in by it. */
	prepare() {
		// Whoever uses it is told what went wrong.
		this.#transport('receive').catch(() => {});
	}

	async stats(): Promise<Record<string, unknown>[]> {
		const open = await Promise.all(this.#open.values());
		const reports = await Promise.all(open.map((transport) => transport.getStats()));
		return reports.flatMap((report) => [
			...(report as Map<string, Record<string, unknown>>).values()
		]);
	}

	close() {
		this.#closed = true;
		for (const transport of this.#open.values()) {
			transport.then(
				(it) => it.close(),
				() => {}
			);
		}
	}

	#transport(direction: 'send' | 'receive'): Promise<Transport> {
		const found = this.#open.get(direction);
		if (found) return found;
		const opening = this.#make(direction);
		this.#open.set(direction, opening);
		return opening;
	}

	async #make(direction: 'send' | 'receive'): Promise<Transport> {
		const { transportId, ...rest } = await this.#line.ask('createTransport', { direction });
		const options = { id: transportId, ...rest } as unknown as TransportOptions;
		const transport =
			direction === 'send'
				? this.#device.createSendTransport(options)
				: this.#device.createRecvTransport(options);
		if (this.#closed) transport.close();
		transport.on('connect', ({ dtlsParameters }, done, failed) => {
			this.#line
				.ask('connectTransport', { transportId, dtlsParameters: asRecord(dtlsParameters) })
				.then(done, failed);
		});
		transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
			const { source, muted } = appData as { source: Source; muted: boolean };
			this.#line
				.ask('produce', { transportId, source, kind, rtpParameters: { ...rtpParameters }, muted })
				.then(({ producerId }) => done({ id: producerId }), failed);
		});
		transport.on('connectionstatechange', (state) => {
			if (state === 'failed') this.#onFailed();
		});
		return transport;
	}
}

const asRecord = (parameters: DtlsParameters) => ({ ...parameters });
