import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import {
	CloseCode,
	JOIN_WITHIN_MS,
	MAX_MESSAGE_BYTES,
	MAX_MESSAGES_PER_S,
	MESSAGE_BURST,
	PULSE_MS,
	SILENT_MS,
	SUBPROTOCOL
} from '../contract/constants.ts';
import { Question, signalling, type Reply, type ServerMessage } from '../contract/signalling.ts';
import { Fault } from './fault.ts';
import { log } from './log.ts';
import { addressOf, pathOf } from './request.ts';
import type { Session, SignalHandlers } from './signalling.ts';
import { Waiting } from './waiting.ts';

const PATH = '/media';
const MAX_SOCKETS = 2_000;
/** A page that takes so much no more is closed: it comes again and gets the whole state. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** The page spoke no sense. */
class Malformed extends Error {}

/** The browsers' door: WebSockets at `/media`, from pages of `origin` only. */
export class SocketDoor {
	readonly #server = new WebSocketServer({
		noServer: true,
		maxPayload: MAX_MESSAGE_BYTES,
		perMessageDeflate: false,
		handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false)
	});
	readonly #waiting = new Waiting();
	readonly #expelled = new WeakSet<WebSocket>();
	readonly #handlers: SignalHandlers;
	readonly #origin: string;
	readonly #beat: NodeJS.Timeout;

	constructor(handlers: SignalHandlers, origin: string) {
		this.#handlers = handlers;
		this.#origin = new URL(origin).origin;
		this.#beat = setInterval(() => this.#pulse(), PULSE_MS);
	}

	get sockets(): number {
		return this.#server.clients.size;
	}

	/** For the `upgrade` event of an HTTP server. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
		const path = pathOf(request);
		const no = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
		socket.on('error', () => socket.destroy());
		if (path === null) return no('400 Bad Request');
		if (path !== PATH) return no('404 Not Found');
		if (request.headers.origin !== this.#origin) return no('403 Forbidden');
		if (this.sockets >= MAX_SOCKETS) return no('503 Service Unavailable');
		const goIn = this.#waiting.come(addressOf(request));
		if (!goIn) return no('429 Too Many Requests');
		socket.once('close', goIn);
		this.#server.handleUpgrade(request, socket, head, (ws) => this.#open(ws, goIn));
	}

	/** Resolves when the last one is gone. */
	async close() {
		clearInterval(this.#beat);
		for (const ws of this.#server.clients) ws.close(CloseCode.stopping, 'stopping');
		const patience = setTimeout(() => {
			for (const ws of this.#server.clients) ws.terminate();
		}, 500);
		await Promise.all(
			[...this.#server.clients].map((ws) => new Promise((resolve) => ws.once('close', resolve)))
		);
		clearTimeout(patience);
		this.#server.close();
	}

	/** `goIn`: to be called when it has a seat, or is gone. */
	#open(ws: WebSocket, goIn: () => void) {
		const session: Session = {
			line: { tell: (notice) => send(ws, notice), close: (code, reason) => ws.close(code, reason) },
			seated: null
		};
		const late = setTimeout(() => {
			if (!session.seated) ws.close(CloseCode.noTicket, 'no ticket in time');
		}, JOIN_WITHIN_MS);
		const allowance = new Allowance();
		let heardAt = Date.now();
		heard.set(ws, () => heardAt);
		ws.on('pong', () => (heardAt = Date.now()));
		// One after the other, in the order in which they came.
		let before = Promise.resolve();
		ws.on('message', (data: Buffer, isBinary: boolean) => {
			heardAt = Date.now();
			// What one who was expelled had still under way is nobody's any more. Who closed it himself may have
			// said "leave" just before.
			if (this.#expelled.has(ws)) return;
			if (!allowance.take())
				return this.#expel(ws, session, CloseCode.tooMany, 'too many messages');
			before = before.then(async () => {
				await this.#answer(ws, session, isBinary ? '' : data.toString());
				if (session.seated) goIn();
			});
		});
		// Broken framing, or larger than allowed: ws closes it by itself, with the code of the standard.
		ws.on('error', () => giveUp(session));
		ws.on('close', () => {
			clearTimeout(late);
			if (session.seated) session.seated.room.lose(session.seated.peer, session.line);
		});
	}

	async #answer(ws: WebSocket, session: Session, text: string) {
		if (this.#expelled.has(ws)) return;
		let question: Question | undefined;
		try {
			question = parse(text);
			const data = await this.#ask(session, question);
			send(ws, { kind: 'answer', id: question.id, data });
		} catch (error) {
			if (!question || error instanceof Malformed)
				return this.#expel(ws, session, CloseCode.malformed, 'not understood');
			send(ws, refusal(question.id, error));
			const isEntry = question.ask === 'join' || question.ask === 'resume';
			if (
				isEntry &&
				error instanceof Fault &&
				(error.code === 'ticket' || error.code === 'refused')
			)
				ws.close(CloseCode.noTicket, error.ticket ?? 'not let in');
		}
	}

	async #ask(session: Session, { ask, data }: Question): Promise<unknown> {
		const asked = signalling[ask].ask.safeParse(data);
		if (!asked.success) throw new Malformed();
		// Each verb's handler takes what the same verb's shape gives; over a union TypeScript cannot see that.
		const handler = this.#handlers[ask] as (session: Session, asked: unknown) => Promise<unknown>;
		return await handler(session, asked.data);
	}

	#expel(ws: WebSocket, session: Session, code: number, reason: string) {
		this.#expelled.add(ws);
		// Its own words first: leaving would close with the seat's.
		ws.close(code, reason);
		giveUp(session);
	}

	#pulse() {
		for (const ws of this.#server.clients) {
			if (Date.now() - (heard.get(ws)?.() ?? 0) > SILENT_MS) ws.terminate();
			else {
				ws.ping();
				send(ws, { kind: 'pulse' });
			}
		}
	}
}

/** The seat of one who broke the protocol is not kept. */
function giveUp({ seated, line }: Session) {
	if (seated?.peer.line === line) seated.room.leave(seated.peer, 'refused');
}

/** When a socket last said anything. */
const heard = new WeakMap<WebSocket, () => number>();

function parse(text: string): Question {
	return Question.parse(JSON.parse(text));
}

function send(ws: WebSocket, message: ServerMessage) {
	if (ws.readyState !== ws.OPEN) return;
	if (ws.bufferedAmount > MAX_BUFFERED_BYTES) ws.terminate();
	else ws.send(JSON.stringify(message));
}

function refusal(id: number, error: unknown): Reply {
	if (error instanceof Fault) {
		const { code, message, ticket } = error;
		return { kind: 'error', id, error: { code, message, ...(ticket ? { ticket } : {}) } };
	}
	// mediasoup looked at the parameters and did not like them, or the worker is just gone.
	const message = error instanceof Error ? error.message : String(error);
	const isTheirs =
		error instanceof TypeError ||
		(error instanceof Error && /^(Unsupported|InvalidState)Error$/.test(error.name));
	if (!isTheirs) log.warn(`A question was not answered: ${message}`);
	return { kind: 'error', id, error: { code: isTheirs ? 'invalid' : 'unavailable', message } };
}

/** A bucket that fills steadily: some at once, so many a second on average. */
class Allowance {
	#left = MESSAGE_BURST;
	#at = Date.now();

	take(): boolean {
		const now = Date.now();
		this.#left = Math.min(
			MESSAGE_BURST,
			this.#left + ((now - this.#at) * MAX_MESSAGES_PER_S) / 1000
		);
		this.#at = now;
		this.#left -= 1;
		return this.#left >= 0;
	}
}
