import { randomUUID } from 'node:crypto';
// CommonJS: Node finds only the default export.
import uWS, {
	type HttpResponse,
	type TemplatedApp,
	type us_listen_socket,
	type WebSocket
} from 'uWebSockets.js';
import { ANY_SUBPROTOCOL, CloseCode, SUBPROTOCOL } from '#lib/realtime/protocol.ts';
import type { Socket } from './hub.ts';

export type TransportOptions<Who> = {
	host: string;
	/** 0: any free one. */
	port: number;
	/** The only web page that may connect, as `https://host[:port]`. Programs say no origin, but a token. */
	origin: string;
	/** Who asks, by cookie or by `Authorization: Bearer …`; null for nobody we know. Rejects in an outage. */
	authenticate: (headers: Headers) => Promise<Who | null>;
	/** Not for a page whose session has ended: it is let in only to be told so, by a close code. */
	onOpen: (id: string, who: Who, socket: Socket) => void;
	onMessage: (id: string, message: ArrayBuffer, isBinary: boolean) => void;
	onClose: (id: string) => void;
	/** Answers `GET /health`. */
	health: () => unknown;
};

export interface Transport {
	/** The port that was taken. */
	port: number;
	/** To every socket that subscribed to `topic`. What is published in one turn of the loop leaves as one write. */
	publish: (topic: string, frame: string) => void;
	/** Takes no more connections. The open ones are closed by whoever holds them, */
	refuse: () => void;
	/** and what is left of them is cut. */
	cut: () => void;
}

/** `who` null: a page whose session has ended. `isOutdated`: it offered another version of the protocol. */
type Data<Who> = { id: string; who: Who | null; isOutdated: boolean };
type Upgrade = { headers: Headers; key: string; extensions: string };

/**
 * Above this the socket gets what is buffered, then a close frame that says why. Looked at whenever
 * `SLOW_CHECK_BYTES` more were published: only that makes a buffer grow, but for a replay (at most 1 MiB).
 */
const SLOW_BYTES = 1536 * 1024;
const SLOW_CHECK_BYTES = 256 * 1024;
/** Above this uWebSockets drops a message, and cuts the line as it is told to: a silent gap is worse. Rare. */
const CUT_BYTES = 3 * 1024 * 1024;
/** A longer message cuts the line too; those above `MAX_MESSAGE_BYTES` are answered by a close code. */
const MAX_PAYLOAD_BYTES = 64 * 1024;
/** Nothing heard for so long: the line is dead. Pings go out by themselves before. */
const IDLE_S = 16;
/** What `send` answers when it dropped the frame. */
const DROPPED = 2;

/** Copied before the first await: uWebSockets' request lives as long as the handler's synchronous part. */
const COPIED = ['cookie', 'authorization', 'origin', 'user-agent', 'x-forwarded-for', 'host'];

/** The WebSocket server at `/push`. The only place that knows uWebSockets. */
export async function openTransport<Who>(options: TransportOptions<Who>): Promise<Transport> {
	const app = uWS.App();
	const sockets = new Set<WebSocket<Data<Who>>>();
	let refusing = false;

	app.ws<Data<Who>>('/push', {
		maxBackpressure: CUT_BYTES,
		closeOnBackpressureLimit: 1,
		maxPayloadLength: MAX_PAYLOAD_BYTES,
		idleTimeout: IDLE_S,
		upgrade: (res, req, context) => {
			let aborted = false;
			res.onAborted(() => (aborted = true));
			const asked = copy((name) => req.getHeader(name));
			const decided = asked && !refusing ? decide(asked, options) : Promise.resolve(null);
			void decided.then((verdict) => {
				if (aborted) return;
				if (!asked) return refuse(res, '400 Bad Request');
				if (refusing || verdict === null) return refuse(res, '503 Service Unavailable');
				if ('refusal' in verdict) return refuse(res, verdict.refusal);
				const { who, subprotocol } = verdict;
				const isOutdated = subprotocol !== '' && subprotocol !== SUBPROTOCOL;
				const data = { id: randomUUID(), who, isOutdated };
				res.cork(() => res.upgrade(data, asked.key, subprotocol, asked.extensions, context));
			});
		},
		open: (ws) => {
			const { id, who, isOutdated } = ws.getUserData();
			if (who === null) return void ws.end(CloseCode.signedOut, 'signed out');
			if (isOutdated) return void ws.end(CloseCode.outdated, `this is ${SUBPROTOCOL}`);
			sockets.add(ws);
			options.onOpen(
				id,
				who,
				socketOf(ws, () => sockets.has(ws))
			);
		},
		message: (ws, message, isBinary) => options.onMessage(ws.getUserData().id, message, isBinary),
		close: (ws) => {
			if (sockets.delete(ws)) options.onClose(ws.getUserData().id);
		}
	});
	app.get('/health', (res) => {
		res.writeHeader('content-type', 'application/json').end(JSON.stringify(options.health()));
	});
	app.any('/*', (res) => refuse(res, '404 Not Found'));

	const listening = await listen(app, options.host, options.port);
	let published = 0;
	const closeSlow = () => {
		for (const ws of sockets) {
			if (ws.getBufferedAmount() > SLOW_BYTES) ws.end(CloseCode.tooSlow, 'too slow');
		}
	};
	return {
		port: uWS.us_socket_local_port(listening),
		publish: (topic, frame) => {
			app.publish(topic, frame);
			published += frame.length;
			if (published < SLOW_CHECK_BYTES) return;
			published = 0;
			setImmediate(closeSlow);
		},
		refuse: () => {
			refusing = true;
			uWS.us_listen_socket_close(listening);
		},
		cut: () => void app.close()
	};
}

/** uWebSockets forbids the use of a closed socket, so each call asks first. */
function socketOf<Who>(ws: WebSocket<Data<Who>>, isOpen: () => boolean): Socket {
	return {
		send: (frame) => !isOpen() || ws.send(frame) !== DROPPED,
		close: (code, reason) => void (isOpen() && ws.end(code, reason)),
		subscribe: (topic) => void (isOpen() && ws.subscribe(topic)),
		unsubscribe: (topic) => void (isOpen() && ws.unsubscribe(topic)),
		cork: (work) => void (isOpen() && ws.cork(work))
	};
}

type Verdict<Who> = { who: Who | null; subprotocol: string } | { refusal: string };

/** Who may come in. Null: we cannot tell now. */
async function decide<Who>(
	{ headers }: Upgrade,
	{ origin, authenticate }: TransportOptions<Who>
): Promise<Verdict<Who> | null> {
	const from = headers.get('origin');
	const byToken = headers.has('authorization');
	// A cookie is sent by any page that the person visits, so it counts only with our own page's origin.
	if (byToken) headers.delete('cookie');
	if (from === null ? !byToken : from !== origin) return { refusal: '403 Forbidden' };
	try {
		const who = await authenticate(headers);
		const subprotocol = headers.get('sec-websocket-protocol') ?? '';
		// A page cannot tell a refused upgrade from a dead network, and would try for ever.
		const mayBeTold = headers.has('cookie');
		return who === null && !mayBeTold ? { refusal: '401 Unauthorized' } : { who, subprotocol };
	} catch {
		// An outage, which the journal's reader tells of; the client comes again.
		return null;
	}
}

/**
 * The request as it is needed later; null when its headers are not HTTP. A program that cannot set
 * `Authorization` offers the subprotocols `watchfire.v1` and `bearer.<token>`; only the first is ever echoed. Another
 * version is echoed too, where ours is not offered: a page could not read the close code otherwise.
 */
function copy(header: (name: string) => string): Upgrade | null {
	try {
		const headers = new Headers();
		for (const name of COPIED) if (header(name) !== '') headers.set(name, header(name));
		const offered = header('sec-websocket-protocol')
			.split(',')
			.map((name) => name.trim());
		const token = offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length);
		if (token && !headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
		const version = offered.includes(SUBPROTOCOL)
			? SUBPROTOCOL
			: offered.find((name) => ANY_SUBPROTOCOL.test(name));
		if (version) headers.set('sec-websocket-protocol', version);
		return {
			headers,
			key: header('sec-websocket-key'),
			extensions: header('sec-websocket-extensions')
		};
	} catch {
		return null;
	}
}

function refuse(res: HttpResponse, status: string) {
	res.cork(() => res.writeStatus(status).end(status));
}

function listen(app: TemplatedApp, host: string, port: number) {
	return new Promise<us_listen_socket>((resolve, reject) => {
		app.listen(host, port, (listening) => {
			if (listening) resolve(listening);
			else reject(new Error(`Port ${port} of ${host} is not free`));
		});
	});
}
