import { createHmac } from 'node:crypto';
import { TICKET_MS, type TicketClaims } from '../../../../media-server/contract/ticket.ts';
import type { Seat } from '../../../../media-server/contract/shared.ts';

/**
 * A ticket for one seat in one room, good once and for a minute. `ticketId` becomes the peer's id there.
 * Whoever calls this has decided that the person may come in.
 */
export function signTicket(
	secret: string,
	{ ticketId, roomId, seat }: { ticketId: string; roomId: string; seat: Seat }
): string {
	const claims: TicketClaims = {
		version: 1,
		ticketId,
		roomId,
		seat,
		expiresAt: Date.now() + TICKET_MS
	};
	const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
	return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
