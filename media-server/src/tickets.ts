import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { PeerId, RoomId } from '../contract/shared.ts';
import { TICKET_MAX_CHARS, TICKET_MS } from '../contract/constants.ts';
import { TicketClaims, type TicketFault } from '../contract/ticket.ts';

/** Two clocks on one host do not differ; those of two hosts may, by so much. */
const CLOCKS_DIFFER_MS = 5_000;

const ResumeClaims = z.object({
	roomId: RoomId,
	peerId: PeerId,
	/** Only the last one that a seat was given is good. */
	serial: z.number().int()
});
export type ResumeClaims = z.infer<typeof ResumeClaims>;

/** Reads tickets and resume tokens, and remembers which tickets were used. */
export class Tickets {
	readonly #secret: string;
	readonly #now: () => number;
	/** When each used ticket would have expired: after that it need not be remembered. */
	readonly #used = new Map<string, number>();

	constructor(secret: string, now: () => number = Date.now) {
		this.#secret = secret;
		this.#now = now;
	}

	/** The claims of a good ticket. It is not used up by that. */
	read(text: string): TicketClaims | TicketFault {
		const claims = open(text, TicketClaims, (body) => this.#sign('ticket', body));
		if (typeof claims === 'string') return claims;
		const left = claims.expiresAt - this.#now();
		// One that lives longer than any ticket was not made by the app as it is.
		if (left > TICKET_MS + CLOCKS_DIFFER_MS) return 'malformed';
		if (left <= 0) return 'expired';
		return this.#used.has(claims.ticketId) ? 'used' : claims;
	}

	/** From now on this ticket is refused as used. */
	use(ticketId: string) {
		const now = this.#now();
		for (const [id, until] of this.#used) if (until < now) this.#used.delete(id);
		this.#used.set(ticketId, now + TICKET_MS + CLOCKS_DIFFER_MS);
	}

	resumeToken(claims: ResumeClaims): string {
		const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
		return `${body}.${this.#sign('resume', body)}`;
	}

	readResumeToken(text: string): ResumeClaims | TicketFault {
		return open(text, ResumeClaims, (body) => this.#sign('resume', body));
	}

	/** A ticket's signature is that of the body alone, as the contract says; a token can never pass for one. */
	#sign(what: 'ticket' | 'resume', body: string): string {
		const signed = what === 'ticket' ? body : `${what}:${body}`;
		return createHmac('sha256', this.#secret).update(signed).digest('base64url');
	}
}

function open<T>(
	text: string,
	shape: z.ZodType<T>,
	sign: (body: string) => string
): T | 'malformed' | 'forged' {
	const [body = '', signature = '', ...rest] = text.split('.');
	if (text.length > TICKET_MAX_CHARS || !body || !signature || rest.length > 0) return 'malformed';
	const [given, right] = [Buffer.from(signature), Buffer.from(sign(body))];
	if (given.length !== right.length || !timingSafeEqual(given, right)) return 'forged';
	try {
		return shape.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
	} catch {
		return 'malformed';
	}
}
