import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { control, type Answer, type Ask, type ControlName } from '../contract/control.ts';
import type { MediaEvent } from '../contract/events.ts';
import type { RoomRules } from '../contract/room-rules.ts';
import type { MediaRole, Source } from '../contract/shared.ts';
import { TICKET_MS } from '../contract/constants.ts';
import type { TicketClaims } from '../contract/ticket.ts';
import { startMediaServer, type MediaServer } from '../src/server.ts';
import { readSettings } from '../src/settings.ts';
import { Page } from './page.ts';

export const SECRET = 'a secret of at least thirty-two characters';
/** Who has the chair in a room of the tests. */
export const CHAIR = { personId: randomUUID() as string, unitId: '220200' };
export const ORIGIN = 'http://localhost:8800';

/** A ticket as the contract describes it: what the app signs. */
export function ticket(
	roomId: string,
	{
		role = 'speaker',
		person = randomUUID(),
		unit = '222403',
		expiresAt = 0,
		secret = SECRET,
		...claims
	}: {
		role?: MediaRole;
		person?: string;
		unit?: string;
		expiresAt?: number;
		secret?: string;
		ticketId?: string;
	} = {}
): string {
	const whole: TicketClaims = {
		version: 2,
		ticketId: claims.ticketId ?? randomUUID(),
		roomId,
		seat: { personId: person, name: '王值班', unit: { id: unit, name: '敦化市' }, role },
		sessionId: randomUUID(),
		expiresAt: expiresAt || Date.now() + TICKET_MS
	};
	const body = Buffer.from(JSON.stringify(whole)).toString('base64url');
	return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/** The first of `count` neighbouring ports that nobody listens on now. */
export async function freePorts(count: number): Promise<number> {
	for (;;) {
		const first = 20_000 + Math.floor(Math.random() * 10_000);
		const ports = Array.from({ length: count }, (_, n) => first + n);
		if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/** A media server with real workers on free ports, and a folder that outlives it. */
export class House {
	readonly folder = mkdtempSync(path.join(tmpdir(), 'watchfire-media-'));
	readonly #pages: Page[] = [];
	readonly #workers: number;
	readonly #origin: string;
	readonly #rtcPort: number;
	server: MediaServer | null = null;
	/** Chosen at the first start, and the same after it. */
	port = 0;

	constructor({ workers = 1, origin = ORIGIN, rtcPort = 0 } = {}) {
		this.#rtcPort = rtcPort;
		this.#workers = workers;
		this.#origin = origin;
	}

	async start() {
		this.server = await startMediaServer(
			readSettings({
				ORIGIN: this.#origin,
				MEDIA_PORT: `${this.port}`,
				MEDIA_RTC_PORT: `${this.#rtcPort}`,
				MEDIA_WORKERS: `${this.#workers}`,
				MEDIA_SECRET: SECRET,
				MEDIA_FOLDER: this.folder,
				MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN']
			})
		);
		this.port = this.server.port;
		await this.server.ready;
	}

	async ask<N extends ControlName>(name: N, ask: Ask<N>, secret = SECRET): Promise<Answer<N>> {
		const response = await this.post(name, ask, secret);
		const said: unknown = await response.json();
		if (!response.ok) throw new Error(JSON.stringify(said));
		return control[name].answer.parse(said) as Answer<N>;
	}

	post(name: string, ask: unknown, secret = SECRET): Promise<Response> {
		return fetch(`http://127.0.0.1:${this.port}/control/${name}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${secret}` },
			body: JSON.stringify(ask)
		});
	}

	/** What the workers themselves say they hold. */
	async owned() {
		const rooms = this.server?.rooms;
		const sum = { transports: 0, producers: 0, consumers: 0, routers: 0 };
		for (const { running } of rooms?.pool?.slots ?? [])
			sum.routers += (await running?.worker.dump())?.routerIds.length ?? 0;
		for (const { media } of rooms?.all ?? []) {
			const dump = await media?.router.dump();
			sum.transports += dump?.transportIds.length ?? 0;
			sum.producers += dump?.mapProducerIdConsumerIds.length ?? 0;
			sum.consumers += dump?.mapConsumerIdProducerId.length ?? 0;
		}
		return sum;
	}

	/** What this peer sends, as the worker has it. */
	producer(roomId: string, peerId: string, source: Source) {
		return this.server?.rooms.get(roomId).peer(peerId).media?.producers.get(source);
	}

	async room(): Promise<string> {
		const roomId = randomUUID();
		await this.ask('ensureRoom', { roomId, version: 1, rules: { chair: CHAIR } });
		// Until the worker has given it a router.
		for (;;) {
			if ((await this.ask('room', { roomId })).room.alive) return roomId;
		}
	}

	/** From now on these rules hold in the room, beside what holds already. Returns the version. */
	async arrange(roomId: string, changes: Partial<RoomRules>): Promise<number> {
		const { room } = await this.ask('room', { roomId });
		const arrangement = { roomId, version: room.version + 1, rules: { ...room.rules, ...changes } };
		return (await this.ask('arrange', arrangement)).version;
	}

	async page(origin = this.#origin): Promise<Page> {
		const page = await Page.open(this.port, origin);
		this.#pages.push(page);
		return page;
	}

	/** A page that has come in. */
	async guest(roomId: string, who: Parameters<typeof ticket>[1] = {}): Promise<Page> {
		const page = await this.page();
		await page.join(ticket(roomId, who));
		return page;
	}

	async events(): Promise<MediaEvent[]> {
		return (await this.ask('events', { log: null, after: 0, limit: 500 })).events;
	}

	/** What happened, without numbers and times. */
	async happenings(roomId: string): Promise<string[]> {
		const events = await this.events();
		return events.flatMap(({ happening }) => (happening.roomId === roomId ? happening.type : []));
	}

	async stop() {
		for (const page of this.#pages) page.close();
		await this.server?.stop();
		this.server = null;
	}

	async end() {
		await this.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
