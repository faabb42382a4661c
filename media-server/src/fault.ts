import type { SignalError } from '../contract/signalling.ts';
import type { TicketFault } from '../contract/ticket.ts';

/** What was asked cannot be; the one who asked is told, and goes on. */
export class Fault extends Error {
	readonly code: SignalError['code'];
	readonly ticket: TicketFault | undefined;

	constructor(code: SignalError['code'], message: string, ticket?: TicketFault) {
		super(message);
		this.name = 'Fault';
		this.code = code;
		this.ticket = ticket;
	}
}
