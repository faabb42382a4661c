import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { TICKET_MS } from '../contract/constants.ts';
import type { TicketClaims } from '../contract/ticket.ts';
import { Tickets } from './tickets.ts';

const SECRET = 'a secret of at least thirty-two characters';
const NOW = Date.parse('2026-07-28T06:00:00Z');

function signed(claims: object, secret = SECRET): string {
	const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
	return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const claims = (changes: Partial<TicketClaims> = {}): TicketClaims => ({
	version: 2,
	ticketId: randomUUID(),
	roomId: randomUUID(),
	seat: { personId: 'p', name: '王', unit: { id: '222403', name: '敦化市' }, role: 'speaker' },
	sessionId: randomUUID(),
	expiresAt: NOW + TICKET_MS,
	...changes
});

test('[MS2] a ticket is good until its minute is over, and not after', () => {
	let now = NOW;
	const tickets = new Tickets(SECRET, () => now);
	const ticket = claims();
	expect(tickets.read(signed(ticket))).toEqual(ticket);
	now += TICKET_MS - 1;
	expect(tickets.read(signed(ticket))).toEqual(ticket);
	now += 1;
	expect(tickets.read(signed(ticket))).toBe('expired');
});

test('[MS2] a ticket is good once', () => {
	const tickets = new Tickets(SECRET, () => NOW);
	const ticket = claims();
	tickets.use(ticket.ticketId);
	expect(tickets.read(signed(ticket))).toBe('used');
	expect(tickets.read(signed(claims()))).toMatchObject({ version: 2 });
});

test.each([
	['of another secret', signed(claims(), 'another secret, as long as the right one is'), 'forged'],
	[
		'with another body',
		`${signed(claims()).split('.')[0]}x.${signed(claims()).split('.')[1]}`,
		'forged'
	],
	['without a signature', `${signed(claims()).split('.')[0]}.`, 'malformed'],
	['of a longer life than any', signed(claims({ expiresAt: NOW + 2 * TICKET_MS })), 'malformed'],
	['of another version', signed({ ...claims(), version: 1 }), 'malformed'],
	['of no room', signed({ ...claims(), roomId: '../x' }), 'malformed'],
	[
		'of a role that there is not',
		signed({ ...claims(), seat: { ...claims().seat, role: 'god' } }),
		'malformed'
	],
	['longer than any', signed({ ...claims(), x: 'y'.repeat(4000) }), 'malformed'],
	['of nothing', '', 'malformed']
])('[MS2] a ticket %s is refused', (_what, text, fault) => {
	expect(new Tickets(SECRET, () => NOW).read(text)).toBe(fault);
});

test('[MS9] a resume token is read again, and neither passes for the other', () => {
	const tickets = new Tickets(SECRET, () => NOW);
	const seat = { roomId: randomUUID(), peerId: randomUUID(), serial: 3 };
	const token = tickets.resumeToken(seat);
	expect(tickets.readResumeToken(token)).toEqual(seat);
	expect(tickets.read(token)).toBe('forged');
	expect(tickets.readResumeToken(signed(claims()))).toBe('forged');
	expect(tickets.readResumeToken(signed(seat))).toBe('forged');
});
