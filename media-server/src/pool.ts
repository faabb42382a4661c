import { setTimeout as sleep } from 'node:timers/promises';
import { createWorker } from 'mediasoup';
import type {
	Router,
	RouterRtpCodecCapability,
	TransportListenInfo,
	WebRtcServer,
	Worker
} from 'mediasoup/types';
import { log } from './log.ts';

/** Opus with forward error correction, and silence that costs nothing; VP8, which every browser can layer. */
const CODECS: RouterRtpCodecCapability[] = [
	{
		kind: 'audio',
		mimeType: 'audio/opus',
		clockRate: 48_000,
		channels: 2,
		parameters: { useinbandfec: 1, usedtx: 1 }
	},
	{
		kind: 'video',
		mimeType: 'video/VP8',
		clockRate: 90_000,
		parameters: { 'x-google-start-bitrate': 1000 }
	}
];
const RESTART_MS = { first: 50, most: 5_000 };

export interface PoolOptions {
	bin: string;
	count: number;
	/** Where the worker of this number listens. */
	listen: (index: number) => TransportListenInfo[];
	/** A worker died: what it carried is gone. */
	onLost: (slot: Slot) => void;
	/** It has a successor on the same port. */
	onBack: (slot: Slot) => void;
}

/** The place of one worker: it stays when the worker is replaced. */
export class Slot {
	readonly index: number;
	restarts = 0;
	/** How many rooms have chosen it. */
	rooms = 0;
	running: { worker: Worker; server: WebRtcServer; port: number } | null = null;

	constructor(index: number) {
		this.index = index;
	}

	async openRouter(): Promise<Router> {
		if (!this.running) throw new Error('the worker is being replaced');
		return await this.running.worker.createRouter({ mediaCodecs: CODECS });
	}
}

/** The workers: one process each, each with one port; who dies is replaced. */
export class Pool {
	readonly slots: Slot[];
	readonly #options: PoolOptions;
	#closed = false;

	/** Resolves when every worker runs. */
	static async open(options: PoolOptions): Promise<Pool> {
		const pool = new Pool(options);
		try {
			await Promise.all(pool.slots.map((slot) => pool.#run(slot)));
		} catch (error) {
			pool.close();
			throw error;
		}
		return pool;
	}

	private constructor(options: PoolOptions) {
		this.#options = options;
		this.slots = Array.from({ length: options.count }, (_, index) => new Slot(index));
	}

	/** The one with the fewest rooms, a running one if there is any. */
	choose(): Slot {
		const busy = (slot: Slot) => slot.rooms + (slot.running ? 0 : 1_000_000);
		return this.slots.reduce((best, slot) => (busy(slot) < busy(best) ? slot : best));
	}

	close() {
		this.#closed = true;
		for (const slot of this.slots) {
			slot.running?.worker.close();
			slot.running = null;
		}
	}

	async #run(slot: Slot) {
		const worker = await createWorker({ workerBin: this.#options.bin, logLevel: 'warn' });
		if (this.#closed) {
			worker.close();
			return;
		}
		// One that dies before it has its place makes the call below fail.
		worker.once('died', (cause) => {
			if (this.#closed || slot.running?.worker !== worker) return;
			slot.running = null;
			log.warn(`Video worker ${worker.pid} died (${cause.message}); starting another.`);
			this.#options.onLost(slot);
			void this.#replace(slot);
		});
		const listenInfos = this.#options.listen(slot.index);
		const server = await worker.createWebRtcServer({ listenInfos }).catch((cause: unknown) => {
			worker.close();
			const { ip, port } = listenInfos[0] ?? {};
			throw new Error(`The video worker cannot listen on UDP and TCP port ${port} of ${ip}.`, {
				cause
			});
		});
		const { udpSockets } = await server.dump();
		slot.running = { worker, server, port: udpSockets[0]?.port ?? 0 };
	}

	async #replace(slot: Slot) {
		let waitMs = RESTART_MS.first;
		while (!this.#closed && !slot.running) {
			try {
				await this.#run(slot);
			} catch (error) {
				log.warn(error instanceof Error ? error.message : String(error));
				await sleep(waitMs, undefined, { ref: false });
				waitMs = Math.min(2 * waitMs, RESTART_MS.most);
			}
		}
		if (this.#closed) return;
		slot.restarts += 1;
		this.#options.onBack(slot);
	}
}
