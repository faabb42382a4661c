import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../contract/constants.ts';
import { rubbish, send } from '../tests/rubbish.ts';
import { startMediaServer, type MediaServer } from './server.ts';
import { readSettings } from './settings.ts';

const ORIGIN = 'http://localhost:8800';
const SECRET = 'a secret of at least thirty-two characters';
const folder = mkdtempSync(path.join(tmpdir(), 'watchfire-rubbish-'));
let server: MediaServer;
// The doors do not need a worker, so none is got: a program that is not there is said to be wrong.
beforeAll(async () => {
	server = await startMediaServer(
		readSettings({
			ORIGIN,
			MEDIA_PORT: '0',
			MEDIA_SECRET: SECRET,
			MEDIA_FOLDER: folder,
			MEDIASOUP_WORKER_BIN: path.join(folder, 'none')
		})
	);
});
afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true });
});

const health = async () => (await fetch(`http://127.0.0.1:${server.port}/health`)).status;

/** A line to the door; rejects with the status that it was refused by. */
function open(headers: Record<string, string> = {}): Promise<WebSocket> {
	const url = `ws://127.0.0.1:${server.port}/media`;
	const socket = new WebSocket(url, SUBPROTOCOL, { origin: ORIGIN, headers });
	return new Promise((resolve, reject) => {
		socket.once('open', () => resolve(socket));
		socket.once('error', reject);
	});
}
const hungUp = (socket: WebSocket) => {
	const closed = new Promise((resolve) => socket.once('close', resolve));
	socket.terminate();
	return closed;
};

test.each(Object.entries(rubbish('/media', ORIGIN)))(
	'[MS20] %s: it lives, and answers after that',
	async (_name, bytes) => {
		await send(server.port, bytes);
		expect(await health()).toBe(503);
		await hungUp(await open());
	}
);

test('[MS20] what is no path is refused as such', async () => {
	for (const line of ['//[', 'http://[', '*'])
		expect(await send(server.port, `GET ${line} HTTP/1.1\r\nHost: x\r\n\r\n`, 5000)).toBe(
			'HTTP/1.1 400 Bad Request'
		);
});

test('[MS20] the app itself hanging up in the middle of a question ends nothing', async () => {
	const socket = connect(server.port, '127.0.0.1');
	const head = [
		'POST /control/rooms HTTP/1.1',
		'Host: x',
		`Authorization: Bearer ${SECRET}`,
		'Content-Length: 100'
	];
	await new Promise<void>((resolve) => {
		socket.write(`${head.join('\r\n')}\r\n\r\n{"a`, () => resolve());
	});
	const closed = new Promise((resolve) => socket.once('close', resolve));
	socket.destroy();
	await closed;
	expect(await health()).toBe(503);
});

test('[MS21] so many lines without a seat come from one address, and another one is let in', async () => {
	const from = (address: string) => open({ 'x-forwarded-for': address });
	const lines: WebSocket[] = [];
	const more = async () => {
		for (;;) lines.push(await from('192.0.2.7'));
	};
	await expect(more()).rejects.toThrow('429');
	expect(lines).toHaveLength(64);
	await hungUp(await from('192.0.2.8'));
	await Promise.all(lines.map(hungUp));
	await expect.poll(() => from('192.0.2.7').then(hungUp)).toBeDefined();
});
