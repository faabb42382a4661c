import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../contract/constants.ts';
import type {
	Entered,
	Notice,
	ServerMessage,
	SignalAnswer,
	SignalAsk,
	SignalError,
	SignalName
} from '../contract/signalling.ts';
import type { Source } from '../contract/shared.ts';

export class Refused extends Error {
	readonly error: SignalError;

	constructor(error: SignalError) {
		super(`${error.code}: ${error.message}`);
		this.error = error;
	}
}

/** What a page does on the wire, without a browser: it asks, and remembers what it was told. */
export class Page {
	readonly notices: Notice[] = [];
	readonly closed: Promise<{ code: number; reason: string }>;
	entered: Entered | null = null;
	readonly #socket: WebSocket;
	readonly #waiting = new Map<
		number,
		{ ok: (data: unknown) => void; no: (error: Error) => void }
	>();
	#id = 0;
	#ssrc = Math.floor(Math.random() * 1e9);

	static async open(port: number, origin: string): Promise<Page> {
		const socket = new WebSocket(`ws://127.0.0.1:${port}/media`, SUBPROTOCOL, { origin });
		const page = new Page(socket);
		await new Promise<void>((resolve, reject) => {
			socket.once('open', () => resolve());
			socket.once('error', reject);
		});
		return page;
	}

	private constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.on('message', (data: Buffer) =>
			this.#take(JSON.parse(data.toString()) as ServerMessage)
		);
		socket.on('error', () => {});
		this.closed = new Promise((resolve) => {
			socket.once('close', (code, reason) => {
				for (const { no } of this.#waiting.values()) no(new Error(`closed with ${code}`));
				resolve({ code, reason: reason.toString() });
			});
		});
	}

	get isOpen(): boolean {
		return this.#socket.readyState === WebSocket.OPEN;
	}

	ask<N extends SignalName>(ask: N, data: SignalAsk<N>): Promise<SignalAnswer<N>> {
		const id = (this.#id += 1);
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { ok: resolve as (data: unknown) => void, no: reject });
			this.#socket.send(JSON.stringify({ id, ask, data }));
		});
	}

	/** Says anything at all. */
	say(raw: string | Buffer) {
		this.#socket.send(raw);
	}

	async join(ticket: string): Promise<Entered> {
		return (this.entered = await this.ask('join', { ticket }));
	}

	async resume(resumeToken: string): Promise<Entered> {
		return (this.entered = await this.ask('resume', { resumeToken }));
	}

	/** Sends what a browser's microphone, camera (three sizes) or screen would announce. */
	async produce(transportId: string, source: Source, { muted = false } = {}): Promise<string> {
		const kind = source === 'microphone' ? 'audio' : 'video';
		const rtpParameters = kind === 'audio' ? this.#audio() : this.#video(source === 'camera');
		const asked = { transportId, source, kind, rtpParameters, muted } as const;
		return (await this.ask('produce', asked)).producerId;
	}

	/** Resolves when a notice that `fits` has come, or had. */
	async heard<K extends Notice['kind']>(
		kind: K,
		fits: (notice: Extract<Notice, { kind: K }>) => boolean = () => true
	): Promise<Extract<Notice, { kind: K }>> {
		for (;;) {
			const found = this.notices.find(
				(notice): notice is Extract<Notice, { kind: K }> =>
					notice.kind === kind && fits(notice as Extract<Notice, { kind: K }>)
			);
			if (found) return found;
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}

	/** As a cable that is pulled: no word to anybody. */
	cut() {
		this.#socket.terminate();
	}

	close() {
		this.#socket.close();
	}

	#take(message: ServerMessage) {
		if (message.kind === 'answer') return this.#settle(message.id)?.ok(message.data);
		if (message.kind === 'error') return this.#settle(message.id)?.no(new Refused(message.error));
		this.notices.push(message);
	}

	#settle(id: number) {
		const waiting = this.#waiting.get(id);
		this.#waiting.delete(id);
		return waiting;
	}

	#audio() {
		return {
			codecs: [
				{
					mimeType: 'audio/opus',
					payloadType: 111,
					clockRate: 48000,
					channels: 2,
					parameters: { useinbandfec: 1, usedtx: 1 }
				}
			],
			encodings: [{ ssrc: (this.#ssrc += 1) }],
			rtcp: { cname: 'page' }
		};
	}

	#video(isLayered: boolean) {
		const rids = isLayered ? ['q', 'h', 'f'] : ['f'];
		return {
			mid: isLayered ? '1' : '2',
			codecs: [
				{
					mimeType: 'video/VP8',
					payloadType: 96,
					clockRate: 90000,
					rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }]
				}
			],
			headerExtensions: [
				{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1 },
				{ uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 2 }
			],
			encodings: rids.map((rid) => ({ rid, scalabilityMode: 'L1T3' })),
			rtcp: { cname: 'page' }
		};
	}
}
