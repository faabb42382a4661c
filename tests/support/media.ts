import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { z } from 'zod';
import {
	control,
	type Answer,
	type Arrangement,
	type ControlName
} from '../../media-server/contract/control.ts';
import type { MediaEvent, MediaHappening } from '../../media-server/contract/events.ts';
import { isSilenced, refusedBy } from '../../media-server/contract/room-law.ts';
import { RoomRules } from '../../media-server/contract/room-rules.ts';
import type { LeaveReason, RoomState } from '../../media-server/contract/shared.ts';
import type { Who } from '#lib/who.ts';

export const MEDIA_SECRET = 'of-the-tests-'.repeat(4);

/**
 * A media server as the contract has it, without media: rooms, seats, mutes and numbered events in memory, on a
 * port of its own. What the rooms did is in `asked`.
 */
export async function fakeMedia() {
	const rooms = new Map<string, RoomState>();
	const events: MediaEvent[] = [];
	const asked: { name: ControlName; question: Record<string, unknown> }[] = [];
	const state = { log: randomUUID() as string, isGone: false };

	const roomOf = (roomId: string) => {
		const room = rooms.get(roomId);
		if (!room) throw new Error('not_found');
		return room;
	};
	const handlers: { [N in ControlName]?: (question: never) => Answer<N> } = {
		ensureRoom: (arrangement: Arrangement) => {
			const created = !rooms.has(arrangement.roomId);
			if (created) rooms.set(arrangement.roomId, newRoom(arrangement));
			else arrange(arrangement);
			return { created, room: roomOf(arrangement.roomId) };
		},
		arrange: (arrangement: Arrangement) => ({ version: arrange(arrangement) }),
		room: ({ roomId }: { roomId: string }) => ({ room: roomOf(roomId) }),
		rooms: () => ({ rooms: [...rooms.values()] }),
		closeRoom: ({ roomId }: { roomId: string }) => {
			for (const { peerId } of rooms.get(roomId)?.peers ?? []) leave(roomId, peerId, 'roomClosed');
			return { closed: rooms.delete(roomId) };
		},
		expirePeers: ({ peerIds }: { peerIds: string[] }) => ({
			expired: peerIds.filter((peerId) => {
				const room = [...rooms.values()].find(({ peers }) =>
					peers.some((peer) => peer.peerId === peerId)
				);
				if (room) leave(room.roomId, peerId, 'expired');
				return room !== undefined;
			})
		}),
		events: ({ log, after }: { log: string | null; after: number }) => {
			const from = log === state.log ? after : 0;
			const next = events.filter(({ number }) => number > from);
			return { log: state.log, after: next.at(-1)?.number ?? from, gap: false, events: next };
		}
	};

	const server = createServer((request, response) => {
		void (async () => {
			const name = request.url?.replace('/control/', '') as ControlName;
			const body = await request.toArray();
			const say = (status: number, answer: unknown) => {
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(answer));
			};
			if (state.isGone) return void request.socket.destroy();
			if (request.url === '/health') return say(200, { status: 'ok', program: ready });
			if (request.headers.authorization !== `Bearer ${MEDIA_SECRET}`)
				return say(401, { code: 'unauthorized', message: '' });
			const question = control[name].ask.parse(JSON.parse(Buffer.concat(body).toString()));
			if (name !== 'events' && name !== 'room' && name !== 'rooms') asked.push({ name, question });
			try {
				const handler = handlers[name] as (question: unknown) => unknown;
				say(200, handler(question));
			} catch {
				say(404, { code: 'not_found', message: 'No such room' });
			}
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

	/** The newest version holds. Returns it. */
	function arrange({ roomId, version, rules }: Arrangement): number {
		const room = roomOf(roomId);
		if (version <= room.version) return room.version;
		Object.assign(room, { version, rules });
		for (const { peerId, personId } of [...room.peers]) {
			if (refusedBy(rules, { personId }) === 'removed') leave(roomId, peerId, 'removed');
		}
		return version;
	}

	function happen(happening: MediaHappening) {
		const number = events.length + 1;
		events.push({ number, id: randomUUID(), at: new Date().toISOString(), happening });
	}

	/** Somebody takes a seat, in a room that is made for it where there is none; returns its id. */
	function come(roomId: string, who: Who): string {
		const chair = { personId: 'nobody', unitId: 'none' };
		const room = rooms.get(roomId) ?? newRoom({ roomId, version: 0, rules: { chair } });
		rooms.set(roomId, room);
		const seat = {
			personId: who.personId,
			name: who.name,
			unit: { id: who.unitId, name: who.unitName },
			role: 'speaker' as const
		};
		const peerId = randomUUID();
		const joinedAt = new Date().toISOString();
		room.peers.push({ ...seat, peerId, joinedAt, connected: true, streams: [] });
		const sessionId = who.via.kind === 'session' ? who.via.sessionId : randomUUID();
		happen({ type: 'peer.joined', roomId, peerId, seat, sessionId });
		return peerId;
	}

	function leave(roomId: string, peerId: string, reason: LeaveReason = 'left') {
		const room = rooms.get(roomId);
		const peer = room?.peers.find((one) => one.peerId === peerId);
		if (!room || !peer) return;
		room.peers = room.peers.filter((one) => one !== peer);
		const { personId, name, unit, role } = peer;
		happen({ type: 'peer.left', roomId, peerId, seat: { personId, name, unit, role }, reason });
	}

	return {
		address: {
			url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
			secret: MEDIA_SECRET
		},
		asked,
		come,
		leave,
		room: (roomId: string) => rooms.get(roomId),
		/** Whether what this person says is forwarded. */
		isHeard: (roomId: string, { personId, unitId }: Who) => {
			const room = rooms.get(roomId);
			const isIn = room?.peers.some((peer) => peer.personId === personId);
			return room && isIn ? !isSilenced(room.rules, { personId, unitId }) : undefined;
		},
		/** Nobody answers until `back`. */
		gone: () => void (state.isGone = true),
		/** It answers again, and everybody sits where they sat. */
		returned: () => void (state.isGone = false),
		/** Everybody has gone home, and nobody was told. `isNew`: the log is another one too. */
		back: ({ isNew = false } = {}) => {
			state.isGone = false;
			rooms.clear();
			if (!isNew) return;
			state.log = randomUUID();
			events.length = 0;
		},
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}
export type FakeMedia = Awaited<ReturnType<typeof fakeMedia>>;

const ready = { state: 'ready', origin: 'cached', version: '3.27.1', sha256: 'a'.repeat(64) };

const newRoom = ({ roomId, version, rules }: z.input<typeof Arrangement>): RoomState => ({
	roomId,
	openedAt: new Date().toISOString(),
	alive: true,
	version,
	rules: RoomRules.parse(rules),
	peers: []
});
