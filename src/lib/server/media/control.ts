import { createHmac, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Env } from '#src/environment.ts';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	control,
	ControlError,
	MediaHealth,
	type Answer,
	type Ask,
	type ControlName
} from '../../../../media-server/contract/control.ts';
import type { Seat, WorkerProgram } from '../../../../media-server/contract/shared.ts';
import { TICKET_MS, type TicketClaims } from '../../../../media-server/contract/ticket.ts';

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
 * Asks the media server. Refuses with `unavailable` where it does not answer in time, is not there or has no
 * worker yet: every question may be asked again.
 */
export async function askMedia<N extends ControlName>(
	name: N,
	question: Ask<N>,
	{ timeoutMs = TIMEOUT_MS, signal }: { timeoutMs?: number; signal?: AbortSignal } = {}
): Promise<Answer<N>> {
	if (!address) throw new Failure('unavailable', m.consultation_media_none());
	const limit = AbortSignal.timeout(timeoutMs);
	const answer = await fetch(`${address.url}/control/${name}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${address.secret}`, 'content-type': 'application/json' },
		body: JSON.stringify(question),
		signal: signal ? AbortSignal.any([limit, signal]) : limit
	})
		.then(async (response) => ({ isOk: response.ok, body: (await response.json()) as unknown }))
		.catch((cause: unknown) => {
			throw new Failure('unavailable', m.consultation_media_gone(), { cause });
		});
	if (!answer.isOk) throw refused(name, answer.body);
	// Zod's own type of a table's entry is not narrowed by its name.
	return (control[name].answer as unknown as z.ZodType<Answer<N>>).parse(answer.body);
}

function refused(name: ControlName, body: unknown): Failure {
	const said = ControlError.safeParse(body);
	const cause = new Error(`media server refused ${name}: ${JSON.stringify(body)}`);
	if (!said.success) return new Failure('unavailable', m.consultation_media_gone(), { cause });
	const { code, program } = said.data;
	if (code === 'not_found')
		return new Failure('not_found', m.consultation_media_no_room(), { cause });
	return new Failure('unavailable', programText(program), { cause });
}

/** What a person is told of a media server that is there and has no worker. */
export function programText(program: WorkerProgram | undefined): string {
	switch (program?.state) {
		case 'building':
			return m.consultation_media_building({ percent: Math.round(program.percent) });
		case 'downloading':
			return m.consultation_media_downloading({ percent: Math.round(program.percent) });
		case 'failed':
			return m.consultation_media_failed();
		default:
			return m.consultation_media_gone();
	}
}

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
export function signTicket(roomId: string, seat: Seat, now = Date.now()): string {
	if (!address) throw new Failure('unavailable', m.consultation_media_none());
	const claims: TicketClaims = {
		version: 1,
		ticketId: randomUUID(),
		roomId,
		seat,
		expiresAt: now + TICKET_MS
	};
	const part = Buffer.from(JSON.stringify(claims)).toString('base64url');
	const seal = createHmac('sha256', address.secret).update(part).digest('base64url');
	return `${part}.${seal}`;
}
