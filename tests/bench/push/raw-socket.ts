import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type RawSocketOptions = {
	port: number;
	path: string;
	/** Further lines of the handshake, as `Name: value`. */
	headers?: string[];
	onOpen?(): void;
	/** A text frame's bytes; valid until it returns. */
	onText(text: Buffer): void;
	/** `code`: from the close frame; 1006 when the line was cut without one, else the HTTP status. */
	onClose?(code: number): void;
};

const [TEXT, CLOSE, PING, PONG] = [0x1, 0x8, 0x9, 0xa];

/**
 * A WebSocket client over bare TCP (RFC 6455): thousands of them cost a bench little, and a test can
 * stop taking bytes. Knows nothing of what it carries.
 */
export class RawSocket {
	#options: RawSocketOptions;
	#tcp: Socket;
	#rest: Buffer = Buffer.alloc(0);
	#code = 1006;
	#open = false;

	constructor(options: RawSocketOptions) {
		this.#options = options;
		this.#tcp = connect(options.port, '127.0.0.1', () => {
			const lines = [
				`GET ${options.path} HTTP/1.1`,
				`Host: 127.0.0.1:${options.port}`,
				'Upgrade: websocket',
				'Connection: Upgrade',
				`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
				'Sec-WebSocket-Version: 13',
				...(options.headers ?? [])
			];
			this.#tcp.write(`${lines.join('\r\n')}\r\n\r\n`);
		});
		this.#tcp.setNoDelay(true);
		this.#tcp.on('data', (bytes) => this.#take(bytes));
		this.#tcp.on('error', () => this.#tcp.destroy());
		this.#tcp.on('close', () => options.onClose?.(this.#code));
	}

	send(text: string) {
		this.#write(TEXT, Buffer.from(text));
	}

	sendBinary(bytes: Buffer) {
		this.#write(0x2, bytes);
	}

	/** Stops taking bytes from the line; `resume` goes on. */
	pause() {
		this.#tcp.pause();
	}

	resume() {
		this.#tcp.resume();
	}

	/** Cuts the line without a word. */
	cut() {
		this.#tcp.destroy();
	}

	#write(opcode: number, payload: Buffer) {
		const mask = randomBytes(4);
		const size = payload.length;
		const head =
			size < 126
				? Buffer.from([0x80 | opcode, 0x80 | size])
				: size < 65_536
					? Buffer.from([0x80 | opcode, 0x80 | 126, size >> 8, size & 0xff])
					: Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | 127]), long(size)]);
		const masked = payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0));
		this.#tcp.write(Buffer.concat([head, mask, masked]));
	}

	#take(bytes: Buffer) {
		let rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
		if (!this.#open) {
			const end = rest.indexOf('\r\n\r\n');
			if (end >= 0) {
				const status = Number(rest.subarray(9, 12).toString());
				if (status !== 101) {
					this.#code = status;
					return this.#tcp.destroy();
				}
				this.#open = true;
				rest = rest.subarray(end + 4);
				this.#options.onOpen?.();
			}
		}
		if (this.#open) rest = this.#frames(rest);
		this.#rest = rest;
	}

	/** Delivers whole frames; returns what is left. Servers neither mask nor, ours, fragment. */
	#frames(bytes: Buffer): Buffer {
		let at = 0;
		while (bytes.length - at >= 2) {
			const opcode = bytes.readUInt8(at) & 0x0f;
			const short = bytes.readUInt8(at + 1) & 0x7f;
			const head = short === 126 ? 4 : short === 127 ? 10 : 2;
			if (bytes.length - at < head) break;
			const size =
				short === 126
					? bytes.readUInt16BE(at + 2)
					: short === 127
						? Number(bytes.readBigUInt64BE(at + 2))
						: short;
			if (bytes.length - at < head + size) break;
			this.#deliver(opcode, bytes.subarray(at + head, at + head + size));
			at += head + size;
		}
		return bytes.subarray(at);
	}

	#deliver(opcode: number, payload: Buffer) {
		if (opcode === TEXT) return this.#options.onText(payload);
		if (opcode === PING) return this.#write(PONG, payload);
		if (opcode !== CLOSE) return;
		this.#code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
		this.#tcp.end();
	}
}

function long(size: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(size));
	return bytes;
}
