import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
	control,
	type ControlError,
	type ControlHandlers,
	type ControlName
} from '../contract/control.ts';
import type { WorkerProgram } from '../contract/shared.ts';
import type { EventLog } from './event-log.ts';
import { Fault } from './fault.ts';
import { log } from './log.ts';
import { measure } from './metrics.ts';
import type { Rooms } from './rooms.ts';

const MAX_BODY_BYTES = 64 * 1024;
const PREFIX = '/control/';

const STATUS = {
	unauthorized: 401,
	invalid: 400,
	not_found: 404,
	unavailable: 503,
	bug: 500
} as const satisfies Record<ControlError['code'], number>;

export interface ControlPorts {
	rooms: Rooms;
	events: EventLog;
	program: () => WorkerProgram;
}

export function controlHandlers({ rooms, events, program }: ControlPorts): ControlHandlers {
	return {
		ensureRoom: async (arrangement) => {
			const { room, created } = rooms.ensure(arrangement);
			if (!created) await room.arrange(arrangement);
			return { created, room: room.state };
		},
		arrange: async (arrangement) => {
			const room = rooms.get(arrangement.roomId);
			await room.arrange(arrangement);
			return { version: room.version };
		},
		closeRoom: ({ roomId }) => ({ closed: rooms.close(roomId) }),
		room: ({ roomId }) => ({ room: rooms.get(roomId).state }),
		rooms: () => ({ rooms: rooms.all.map(({ state }) => state) }),
		expirePeers: ({ peerIds }) => ({ expired: rooms.expire(peerIds) }),
		events: (asked) => events.read(asked),
		metrics: () => measure(rooms, program())
	};
}

/** The app's door: `POST /control/<verb>`, for whoever knows the secret. */
export function controlDoor(handlers: ControlHandlers, secret: string) {
	const right = digest(`Bearer ${secret}`);
	return async (request: IncomingMessage, response: ServerResponse) => {
		const answer = (status: number, body: unknown) => {
			response.writeHead(status, {
				'content-type': 'application/json',
				'cache-control': 'no-store'
			});
			response.end(JSON.stringify(body));
		};
		const refuse = (code: ControlError['code'], message: string) =>
			answer(STATUS[code], { code, message } satisfies ControlError);

		const secretGiven = digest(request.headers.authorization ?? '');
		if (!timingSafeEqual(secretGiven, right)) return refuse('unauthorized', 'the secret is wrong');
		const name = (request.url ?? '').slice(PREFIX.length);
		if (request.method !== 'POST' || !isVerb(name)) return refuse('not_found', 'no such verb');
		const given = await body(request);
		// Who asked has hung up in the middle of the question: there is nobody to answer.
		if (given === HUNG_UP) return;
		const asked = control[name].ask.safeParse(given);
		if (!asked.success) return refuse('invalid', asked.error.message);
		try {
			// Each verb's handler takes what the same verb's shape gives; over a union TypeScript cannot see that.
			const handler = handlers[name] as (asked: unknown) => unknown;
			answer(200, await handler(asked.data));
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			if (error instanceof Fault && error.code === 'not_found') return refuse('not_found', message);
			log.warn(`${name} failed: ${message}`);
			refuse('bug', message);
		}
	};
}

/** So that comparing takes the same time whatever was given. */
const digest = (text: string) => createHash('sha256').update(text).digest();

const isVerb = (name: string): name is ControlName => Object.hasOwn(control, name);

const HUNG_UP = Symbol('hung up');

/** Undefined for what is no JSON or too much: no verb takes that. */
async function body(request: IncomingMessage): Promise<unknown> {
	const parts: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const part of request as AsyncIterable<Buffer>) {
			bytes += part.length;
			if (bytes > MAX_BODY_BYTES) return undefined;
			parts.push(part);
		}
	} catch {
		// A request's stream fails only where its connection does.
		return HUNG_UP;
	}
	try {
		return JSON.parse(Buffer.concat(parts).toString());
	} catch {
		return undefined;
	}
}
