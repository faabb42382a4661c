import { connect } from 'node:net';

/**
 * What strangers, scanners and broken programs send: each as the bytes that go over a fresh connection. `path`: where
 * the port takes WebSockets. Where it ends within a request, the other side hears no more.
 */
export function rubbish(path: string, origin: string): Record<string, string> {
	const upgrade = (line: string, ...headers: string[]) =>
		[
			`GET ${line} HTTP/1.1`,
			'Host: x',
			'Upgrade: websocket',
			'Connection: Upgrade',
			'Sec-WebSocket-Version: 13',
			'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
			`Origin: ${origin}`,
			...headers,
			'',
			''
		].join('\r\n');
	const get = (line: string, ...headers: string[]) =>
		[`GET ${line} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n');
	const lines = [
		'//[',
		'http://[',
		'http://[::1',
		'/%zz',
		'/%E0%A4%A',
		'//',
		'*',
		'/\\..\\..\\x',
		'?'
	];
	return {
		...Object.fromEntries(lines.map((line) => [`GET ${line}`, get(line)])),
		...Object.fromEntries(lines.map((line) => [`upgrade of ${line}`, upgrade(line)])),
		'a host that is none': 'GET / HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n',
		'no host': 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
		'a header that never ends': `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(1_000_000)}`,
		'five thousand headers': get('/', ...Array.from({ length: 5000 }, (_, n) => `X-${n}: ${n}`)),
		'a path of a megabyte': get(`/${'x'.repeat(1_000_000)}`),
		'half a request line': 'GET /hea',
		'half a header': 'GET /health HTTP/1.1\r\nHost: x\r\nX-Ha',
		'half a body': 'POST /control/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a',
		'two lengths': get('/', 'Content-Length: 1', 'Content-Length: 2'),
		'a chunk that is none':
			'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n0\r\n\r\n',
		'a TLS hello': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\0\0\0\0\0\0\0\0',
		'another protocol': 'SSH-2.0-OpenSSH_9.2\r\n',
		'HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
		'nothing but ends of lines': '\r\n'.repeat(5000),
		zeros: '\0'.repeat(10_000),
		'an upgrade to another protocol': get('/', 'Upgrade: h2c', 'Connection: Upgrade'),
		'an upgrade without a key': upgrade(path).replace(/Sec-WebSocket-Key.*\r\n/, ''),
		'an upgrade with half a key': upgrade(path).replace('AAAA==', ''),
		'an upgrade of version 99': upgrade(path).replace('Version: 13', 'Version: 99'),
		'an upgrade by POST': upgrade(path).replace('GET', 'POST'),
		'an upgrade with a strange protocol': upgrade(path, 'Sec-WebSocket-Protocol: ,,;\x7f'),
		'an upgrade with frames of no sense': `${upgrade(path)}\xff\xff\xff\xff\xff\xff\xff\xff`,
		'an upgrade that is hung up on': upgrade(path)
	};
}

/**
 * Sends it over a connection of its own and hangs up: when the other side does, or has said something, or after
 * `patienceMs`, as somebody who leaves in the middle of a word. Returns the first line of what came back.
 */
export function send(port: number, bytes: string, patienceMs = 100): Promise<string> {
	return new Promise((resolve) => {
		let said = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')));
		const done = () => {
			socket.destroy();
			resolve(said.split('\r\n', 1)[0] ?? '');
		};
		socket.setTimeout(patienceMs, done);
		socket.on('data', (part: Buffer) => {
			said += part.toString('latin1');
			setImmediate(done);
		});
		socket.on('error', done);
		socket.on('close', done);
	});
}
