import { createHmac, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Env } from '#src/environment.ts';
import { TICKET_MS } from '../../../../media-server/contract/constants.ts';
import {
	control,
	ControlError,
	MediaHealth,
	type Answer,
	type Ask,
	type ControlName
} from '../../../../media-server/contract/control.ts';
import type { Seat, WorkerProgram } from '../../../../media-server/contract/shared.ts';
import type { TicketClaims } from '../../../../media-server/contract/ticket.ts';

/** Where the media server listens on this machine, and the secret that it shares with the app. */
export type MediaAddress = { url: string; secret: string };

/** The address as the environment has it: on this machine; null where there is no secret, as while building. */
export const mediaAddress = (env: Pick<Env, 'MEDIA_PORT' | 'MEDIA_SECRET'>): MediaAddress | null =>
	env.MEDIA_SECRET === undefined
		? null
		: { url: `http://127.0.0.1:${env.MEDIA_PORT}`, secret: env.MEDIA_SECRET };

/** Who waits for a mute looks at his screen. */
const TIMEOUT_MS = 2500;

let address: MediaAddress | null = null;

/** Says once, when a process starts, where the media server is; null: this node has none. */
export const reachMedia = (to: MediaAddress | null) => void (address = to);

/**
 * The media server did not do what it was asked. `noRoom`: there is no such room. For all others the same may be asked
 * again: this node has none, it did not answer in time, or it has no worker yet. Whoever asks finds the words.
 */
export class MediaError extends Error {
	readonly why: 'noRoom' | 'notConfigured' | 'noAnswer' | 'noWorker';
	/** How far the worker's program is, where the media server said so. */
	readonly program: WorkerProgram | undefined;

	constructor(
		why: MediaError['why'],
		message: string,
		{ program, ...options }: ErrorOptions & { program?: WorkerProgram | undefined } = {}
	) {
		super(message, options);
		this.name = 'MediaError';
		this.why = why;
		this.program = program;
	}
}

/** Asks the media server, or throws a `MediaError`. */
export async function askMedia<N extends ControlName>(
	name: N,
	question: Ask<N>,
	{ timeoutMs = TIMEOUT_MS, signal }: { timeoutMs?: number; signal?: AbortSignal } = {}
): Promise<Answer<N>> {
	if (!address) throw notConfigured();
	const limit = AbortSignal.timeout(timeoutMs);
	const answer = await fetch(`${address.url}/control/${name}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${address.secret}`, 'content-type': 'application/json' },
		body: JSON.stringify(question),
		signal: signal ? AbortSignal.any([limit, signal]) : limit
	})
		.then(async (response) => ({ isOk: response.ok, body: (await response.json()) as unknown }))
		.catch((cause: unknown) => {
			throw new MediaError('noAnswer', 'the media server does not answer', { cause });
		});
	if (!answer.isOk) throw refused(name, answer.body);
	// Zod's own type of a table's entry is not narrowed by its name.
	return (control[name].answer as unknown as z.ZodType<Answer<N>>).parse(answer.body);
}

function refused(name: ControlName, body: unknown): MediaError {
	const message = `the media server refused ${name}: ${JSON.stringify(body)}`;
	const said = ControlError.safeParse(body);
	if (!said.success) return new MediaError('noAnswer', message);
	const { code, program } = said.data;
	return new MediaError(code === 'not_found' ? 'noRoom' : 'noWorker', message, { program });
}

const notConfigured = () => new MediaError('notConfigured', 'this node has no media server');

/** The media server's own word on itself; null: nobody answers. */
export async function mediaHealth(timeoutMs = TIMEOUT_MS): Promise<MediaHealth | null> {
	if (!address) return null;
	try {
		const signal = AbortSignal.timeout(timeoutMs);
		const response = await fetch(`${address.url}/health`, { signal });
		return MediaHealth.parse(await response.json());
	} catch {
		// Not there, or not in time: that is the answer.
		return null;
	}
}

/** A ticket for one seat in one room, good once and for a minute. Whoever asks has been let in before. */
export function signTicket(
	roomId: string,
	seat: Seat,
	sessionId: string,
	now = Date.now()
): string {
	if (!address) throw notConfigured();
	const claims: TicketClaims = {
		version: 2,
		ticketId: randomUUID(),
		roomId,
		seat,
		sessionId,
		expiresAt: now + TICKET_MS
	};
	const part = Buffer.from(JSON.stringify(claims)).toString('base64url');
	const seal = createHmac('sha256', address.secret).update(part).digest('base64url');
	return `${part}.${seal}`;
}
