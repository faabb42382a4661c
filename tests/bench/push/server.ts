import { createServer } from 'node:http';
import { Server as SocketIo } from 'socket.io';
import { WebSocketServer, type WebSocket } from 'ws';
import { entryFrame, type Entry } from '#lib/realtime/protocol.ts';
import { startPush } from '#lib/server/realtime/server.ts';
import { feed } from './feed.ts';

/**
 * One server process of the bench: `node server.ts <ours|ws|socket.io> <database>`. Tells its port, and
 * at the message `cpu` what processor time it has used so far, in µs.
 */
const [kind = '', databaseUrl = ''] = process.argv.slice(2);
export const TOPIC = 'unit:222403';

const start = {
	ours: async () => {
		const who = { personId: 'bench', name: 'bench', unitName: 'bench' };
		const { port } = await startPush({
			databaseUrl,
			host: '127.0.0.1',
			port: 0,
			origin: 'http://localhost',
			log: { warn: () => {}, info: () => {} },
			authenticate: async () => who,
			mayRead: async () => true,
			stillValid: async (whos) => whos.map(() => true)
		});
		return port;
	},
	/** The plainest thing that works: encode once, loop over the sockets. No replay, no rights. */
	ws: async () => {
		const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
		const clients = new Set<WebSocket>();
		server.on('connection', (socket) => {
			clients.add(socket);
			socket.on('close', () => clients.delete(socket));
		});
		await new Promise((done) => server.once('listening', done));
		await feed(databaseUrl, (entries) => {
			for (const frame of frames(entries)) for (const socket of clients) socket.send(frame);
		});
		return portOf(server.address());
	},
	/** As its manual says: a room, WebSocket only. */
	'socket.io': async () => {
		const http = createServer();
		const io = new SocketIo(http, { transports: ['websocket'], perMessageDeflate: false });
		io.on('connection', (socket) => void socket.join(TOPIC));
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		await feed(databaseUrl, (entries) => {
			for (const frame of frames(entries)) io.to(TOPIC).emit('entry', frame);
		});
		return portOf(http.address());
	}
};
export type ServerKind = keyof typeof start;

function frames(entries: Entry[]): string[] {
	return entries.map((entry) => entryFrame(TOPIC, JSON.stringify(entry)));
}

function portOf(address: string | { port: number } | null): number {
	return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

const port = await start[kind as ServerKind]();
process.send?.({ port });
process.on('message', () => {
	const { user, system } = process.cpuUsage();
	process.send?.({ cpu: user + system });
});
process.on('disconnect', () => process.exit());
