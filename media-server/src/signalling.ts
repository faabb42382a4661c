import type { ProducerOwner } from './peer-media.ts';
import type { Producer } from 'mediasoup/types';
import type { Entered, SignalAnswer, SignalAsked, SignalName } from '../contract/signalling.ts';
import { Fault } from './fault.ts';
import type { Line, Peer } from './peer.ts';
import type { PeerMedia } from './peer-media.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { Tickets } from './tickets.ts';

/** One connection: nobody's until it came in. */
export interface Session {
	line: Line;
	seated: { room: Room; peer: Peer } | null;
}

export type SignalHandlers = {
	[N in SignalName]: (session: Session, asked: SignalAsked<N>) => Promise<SignalAnswer<N>>;
};

/** What a page may ask. A fault is told to it; everything else that is thrown ends its line. */
export function signalHandlers(rooms: Rooms, tickets: Tickets): SignalHandlers {
	return {
		join: async (session, { ticket }) => {
			if (session.seated) throw new Fault('conflict', 'came in already');
			const claims = tickets.read(ticket);
			if (typeof claims === 'string') throw new Fault('ticket', `the ticket is ${claims}`, claims);
			const room = rooms.get(claims.roomId);
			await rooms.ready(room);
			// While we waited, somebody may have used it, or have closed the room.
			const still = tickets.read(ticket);
			if (typeof still === 'string') throw new Fault('ticket', `the ticket is ${still}`, still);
			rooms.get(claims.roomId);
			room.admit(claims.seat);
			tickets.use(claims.ticketId);
			const peer = room.seat(claims.ticketId, claims.seat, session.line, claims.sessionId);
			return enter(session, room, peer);
		},
		resume: async (session, { resumeToken }) => {
			if (session.seated) throw new Fault('conflict', 'came in already');
			const claims = tickets.readResumeToken(resumeToken);
			if (typeof claims === 'string') throw new Fault('ticket', `the token is ${claims}`, claims);
			const room = rooms.get(claims.roomId);
			await rooms.ready(room);
			const peer = room.peers.get(claims.peerId);
			// A seat that this process took over knows no serial yet: then the last one is not known either.
			if (!peer || (peer.serial > 0 && peer.serial !== claims.serial))
				throw new Fault('ticket', 'the seat is no longer kept', 'expired');
			room.connect(peer, session.line);
			return enter(session, room, peer);
		},
		leave: async (session) => {
			const { room, peer } = seatOf(session);
			session.seated = null;
			room.leave(peer, 'left');
			return {};
		},
		createTransport: async (session, { direction }) => {
			const { media, peer } = seatOf(session);
			if (direction === 'send') mustSpeak(peer);
			return await media.createTransport(direction);
		},
		connectTransport: async (session, asked) => {
			await seatOf(session).media.connectTransport(asked);
			return {};
		},
		restartIce: async (session, asked) => ({
			iceParameters: await seatOf(session).media.restartIce(asked)
		}),
		produce: async (session, asked) => {
			const { room, peer, media } = seatOf(session);
			mustSpeak(peer);
			const producer = await media.produce(asked);
			if (asked.muted) peer.muted.add(asked.source);
			else peer.muted.delete(asked.source);
			await begin(room, peer, producer);
			return { producerId: producer.id };
		},
		closeProducer: async (session, { producerId }) => {
			const { room, peer, media } = seatOf(session);
			const producer = media.producer(producerId);
			producer.close();
			room.streamChanged(peer, producer.appData.source, false);
			return {};
		},
		muteProducer: async (session, { producerId, muted }) => {
			const { room, peer, media } = seatOf(session);
			const { source } = media.producer(producerId).appData;
			if (muted) peer.muted.add(source);
			else peer.muted.delete(source);
			await room.applyMute(peer, source);
			room.showPeer(peer);
			return {};
		},
		consume: async (session, asked) => await seatOf(session).media.consume(asked),
		resumeConsumer: async (session, { consumerId }) => {
			await seatOf(session).media.consumer(consumerId).resume();
			return {};
		},
		pauseConsumer: async (session, { consumerId }) => {
			await seatOf(session).media.consumer(consumerId).pause();
			return {};
		},
		closeConsumer: async (session, { consumerId }) => {
			seatOf(session).media.consumer(consumerId).close();
			return {};
		},
		preferLayers: async (session, { consumerId, spatialLayer, temporalLayer }) => {
			const consumer = seatOf(session).media.consumer(consumerId);
			const layers =
				temporalLayer === undefined ? { spatialLayer } : { spatialLayer, temporalLayer };
			// One size only (a screen): nothing to choose.
			if (consumer.type === 'simulcast') await consumer.setPreferredLayers(layers);
			return {};
		}
	};

	function enter(session: Session, room: Room, peer: Peer): Entered {
		session.seated = { room, peer };
		const { roomId } = room;
		const { peerId, serial } = peer;
		return {
			peerId,
			resumeToken: tickets.resumeToken({ roomId, peerId, serial }),
			routerRtpCapabilities: { ...room.media?.router.rtpCapabilities },
			room: room.state
		};
	}
}

/** A stream is heard and shown where sender and rules allow it, from here on. */
async function begin(room: Room, peer: Peer, producer: Producer<ProducerOwner>) {
	const { source } = producer.appData;
	if (source === 'microphone') await room.media?.hear(producer.id);
	await room.applyMute(peer, source);
	room.streamChanged(peer, source, true);
}

function seatOf({ seated, line }: Session): { room: Room; peer: Peer; media: PeerMedia } {
	// Another line may have taken the seat, or the worker have died, while this question was under way.
	const media = seated?.peer.line === line ? seated.peer.media : null;
	if (!seated || !media) throw new Fault('refused', 'nobody sits here');
	return { ...seated, media };
}

function mustSpeak({ seat }: Peer) {
	if (seat.role === 'viewer') throw new Fault('refused', 'a viewer does not speak');
}
