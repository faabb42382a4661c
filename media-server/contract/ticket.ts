import { z } from 'zod';
import { PeerId, RoomId, Seat, SessionId } from './shared.ts';

/**
 * The ticket that the app signs and the browser takes straight to the media server.
 *
 * As a text: `base64url(JSON of the claims) + '.' + base64url(HMAC-SHA256 of that first part)`, with the
 * secret that app and media server share. Good once, and until `expiresAt`.
 */
export const TicketClaims = z.object({
	version: z.literal(2),
	/** Becomes the peer's id. A ticket is used up when somebody came in with it. */
	ticketId: PeerId,
	roomId: RoomId,
	seat: Seat,
	/** By which the person has come to the app. Told back to the app with `peer.joined`, and to nobody else. */
	sessionId: SessionId,
	/** Milliseconds since 1970. */
	expiresAt: z.number().int()
});
export type TicketClaims = z.infer<typeof TicketClaims>;

/** Why a ticket or a resume token was refused. */
export const TicketFault = z.enum(['malformed', 'forged', 'expired', 'used']);
export type TicketFault = z.infer<typeof TicketFault>;
