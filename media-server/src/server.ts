import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaHealth } from '../contract/control.ts';
import type { WorkerProgram } from '../contract/shared.ts';
import { TICKET_MS } from '../contract/constants.ts';
import { controlDoor, controlHandlers } from './control.ts';
import { EventLog } from './event-log.ts';
import { listenInfos } from './listen.ts';
import { log } from './log.ts';
import { Pool } from './pool.ts';
import { obtainProgram } from './program/program.ts';
import { programTeller } from './program/words.ts';
import { pathOf } from './request.ts';
import { Rooms } from './rooms.ts';
import type { Settings } from './settings.ts';
import { signalHandlers } from './signalling.ts';
import { SocketDoor } from './socket.ts';
import { Tickets } from './tickets.ts';

/** What could not be had may be there later: a compiler was installed, a network came back. */
const TRY_AGAIN_MS = 10 * 60_000;
const EVENTS_REMEMBERED = 2 * TICKET_MS;
/** Milliseconds. Who has not said all of a request by then says no more. */
const PATIENCE = {
	headersTimeout: 10_000,
	requestTimeout: 15_000,
	connectionsCheckingInterval: 5_000
};

export interface MediaServer {
	port: number;
	rooms: Rooms;
	/** Resolves when the workers run; never, where none can be had. */
	ready: Promise<void>;
	stop(): Promise<void>;
}

/** Everything wired together. Resolves when it listens, which is long before a worker is built. */
export async function startMediaServer(settings: Settings): Promise<MediaServer> {
	const stopping = new AbortController();
	let program: WorkerProgram = { state: 'absent' };
	const events = new EventLog(settings.MEDIA_FOLDER);
	const tickets = new Tickets(settings.MEDIA_SECRET);
	// A ticket that was used just before we began anew is no better than it was.
	for (const { happening, at } of events.recent) {
		const isRecent = Date.parse(at) > Date.now() - EVENTS_REMEMBERED;
		if (isRecent && happening.type === 'peer.joined') tickets.use(happening.peerId);
	}
	const rooms = new Rooms(events);
	const door = new SocketDoor(signalHandlers(rooms, tickets), settings.ORIGIN);
	const handlers = controlHandlers({ rooms, events, program: () => program });
	const drive = controlDoor(handlers, settings.MEDIA_SECRET);

	const http = createServer(PATIENCE, (request, response) => {
		const path = pathOf(request);
		if (path?.startsWith('/control/')) return void drive(request, response);
		const health = path === '/health' ? healthOf(program, rooms) : null;
		const absent = path === null ? 400 : 404;
		const status = health === null ? absent : health.status === 'failing' ? 503 : 200;
		response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
		response.end(JSON.stringify(health));
	});
	http.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head));
	await listens(http, settings);

	const say = programTeller();
	const onChange = (state: WorkerProgram) => {
		program = state;
		const line = say(state);
		if (line) log.info(line);
	};
	return {
		port: (http.address() as { port: number }).port,
		rooms,
		ready: run(settings, rooms, { onChange, signal: stopping.signal }),
		stop: async () => {
			stopping.abort(new Error('stopping'));
			rooms.stop();
			await door.close();
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
			events.close();
		}
	};
}

type Progress = { onChange: (state: WorkerProgram) => void; signal: AbortSignal };

/** Gets the program and lets the rooms have workers; tries again while it cannot. */
async function run(settings: Settings, rooms: Rooms, progress: Progress) {
	const { HOST, MEDIA_RTC_PORT, MEDIA_ANNOUNCED_ADDRESS, MEDIA_WORKERS } = settings;
	const where = { host: HOST, port: MEDIA_RTC_PORT, announced: MEDIA_ANNOUNCED_ADDRESS };
	const { signal } = progress;
	while (!signal.aborted) {
		try {
			const bin = await obtainProgram({
				...progress,
				given: settings.MEDIASOUP_WORKER_BIN,
				fallback: settings.MEDIA_FOLDER
			});
			const pool = await Pool.open({
				bin,
				count: MEDIA_WORKERS,
				listen: (index) => listenInfos(where, index),
				onLost: (slot) => rooms.lost(slot),
				onBack: () => rooms.back()
			});
			if (signal.aborted) return pool.close();
			return await rooms.use(pool);
		} catch (error) {
			if (signal.aborted) return;
			progress.onChange({
				state: 'failed',
				why: error instanceof Error ? error.message : String(error)
			});
			await sleep(TRY_AGAIN_MS, undefined, { signal, ref: false }).catch(() => {});
		}
	}
}

function healthOf(program: WorkerProgram, { pool }: Rooms): MediaHealth {
	const running = pool?.slots.some((slot) => slot.running !== null) ?? false;
	const status = running ? 'ok' : program.state === 'failed' || pool ? 'failing' : 'preparing';
	return { status, program };
}

function listens(http: Server, { HOST, MEDIA_PORT }: Settings): Promise<void> {
	return new Promise((resolve, reject) => {
		http.once('error', reject);
		http.listen(MEDIA_PORT, HOST, () => resolve());
	});
}
