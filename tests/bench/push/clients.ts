import { RawSocket } from './raw-socket.ts';

/**
 * The sockets of the bench, in a process of their own: `node clients.ts <ours|ws|socket.io> <port> <count>`.
 * Knows of the push protocol what src/lib/realtime/SPEC.md says, and of socket.io what its own protocol
 * does. Every line carries a number `"n":…`; it sees that each socket gets all, in order.
 */
const [kind = '', port = '', count = ''] = process.argv.slice(2);
const COUNT = Number(count);
/** Sockets that are being opened at one time. */
const OPENING = 100;
/** Four bytes in either form: as it is, and as a JSON text within JSON, which is how socket.io sends it. */
const [PLAIN, WRAPPED] = [Buffer.from('"n":'), Buffer.from('n\\":')];

/** The last number of each socket. */
const last = new Int32Array(COUNT);
let gaps = 0;
let waitFor = -1;
let arrived = 0;
let deliveries = 0;

function ready(index: number, opened: () => void) {
	const isIo = kind === 'socket.io';
	const socket: RawSocket = new RawSocket({
		port: Number(port),
		path: kind === 'ours' ? '/push' : isIo ? '/socket.io/?EIO=4&transport=websocket' : '/',
		headers: ['Authorization: Bearer bench'],
		...(kind === 'ws' ? { onOpen: opened } : {}),
		onText: (text) => {
			const at = text.indexOf(isIo ? WRAPPED : PLAIN);
			if (at >= 0) return take(index, Number.parseInt(text.toString('latin1', at + 4, at + 14)));
			const message = text.toString();
			if (isIo && message.startsWith('0')) socket.send('40');
			if (isIo && message.startsWith('40')) opened();
			if (isIo && message === '2') socket.send('3');
			if (kind !== 'ours') return;
			const frame = JSON.parse(message) as { kind: string };
			if (frame.kind === 'hello') {
				socket.send(JSON.stringify({ kind: 'subscribe', topic: 'unit:222403', cursor: null }));
			}
			if (frame.kind === 'live') opened();
		},
		onClose: (code) => {
			gaps += 1;
			process.send?.({ closed: code });
		}
	});
}

function take(index: number, n: number) {
	deliveries += 1;
	if (n !== (last[index] ?? 0) + 1) gaps += 1;
	last[index] = n;
	if (n === waitFor && ++arrived === COUNT)
		process.send?.({ all: n, at: performance.timeOrigin + performance.now() });
}

process.on('message', (message: { waitFor: number } | 'totals' | 'cpu') => {
	if (message === 'cpu') {
		const { user, system } = process.cpuUsage();
		return void process.send?.({ cpu: user + system });
	}
	if (message === 'totals') return void process.send?.({ gaps, deliveries });
	waitFor = message.waitFor;
	arrived = last.filter((n) => n >= waitFor).length;
	if (arrived === COUNT)
		process.send?.({ all: waitFor, at: performance.timeOrigin + performance.now() });
	else process.send?.({ waiting: waitFor });
});
process.on('disconnect', () => process.exit());

let next = 0;
let open = 0;
function openNext() {
	if (next >= COUNT) return;
	ready(next++, () => {
		open += 1;
		if (open === COUNT) process.send?.({ open });
		openNext();
	});
}
for (let i = 0; i < OPENING; i++) openNext();
