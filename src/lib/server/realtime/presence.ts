import { encode, type Peer, type PresenceState, type Topic } from '#lib/realtime/protocol.ts';
import type { Socket } from './hub.ts';

export interface PresencePorts<Who> {
	mayRead: (who: Who, topic: Topic) => Promise<boolean>;
	publish: (topic: string, frame: string) => void;
}

type Joining<Who> = { id: string; who: Who; socket: Socket; isOpen: () => boolean };
/** `isIn`: he was found to be allowed. What he says before waits. */
type Member = { who: Peer; socket: Socket; state: PresenceState | null; isIn: boolean };

/**
 * Who is where and does what, now. Newest wins: nothing is kept, replayed or promised. However often a
 * client says it, the others hear of it once per `flush`.
 */
export class Presence<Who extends Peer> {
	#ports: PresencePorts<Who>;
	#rooms = new Map<Topic, Map<string, Member>>();
	/** `topic id` of what changed since the last flush. */
	#changed = new Map<string, { topic: Topic; id: string; who: Peer }>();

	constructor(ports: PresencePorts<Who>) {
		this.#ports = ports;
	}

	/** Joins a topic and is told who is there. `isOpen`: whether the socket still lives after the wait. */
	async join({ id, who, socket, isOpen }: Joining<Who>, topic: Topic) {
		const room = this.#rooms.get(topic) ?? new Map<string, Member>();
		if (room.has(id)) return;
		this.#rooms.set(topic, room);
		const member: Member = { who, socket, state: null, isIn: false };
		room.set(id, member);
		const allowed = await this.#ports.mayRead(who, topic);
		if (room.get(id) !== member || !isOpen()) return; // left meanwhile
		if (!allowed) {
			this.#forget(id, topic);
			return void socket.send(encode({ kind: 'refused', topic, reason: 'not granted' }));
		}
		for (const [peer, other] of room) {
			if (other.isIn && other.state) socket.send(frame(topic, peer, other.who, other.state));
		}
		socket.subscribe(topic);
		member.isIn = true;
		if (member.state) this.say(id, topic, member.state);
	}

	/** Only who has joined is heard. */
	say(id: string, topic: Topic, state: PresenceState | null) {
		const member = this.#rooms.get(topic)?.get(id);
		if (!member) return;
		member.state = state;
		if (member.isIn) this.#changed.set(`${topic} ${id}`, { topic, id, who: member.who });
	}

	leave(id: string, topic: Topic) {
		this.#rooms.get(topic)?.get(id)?.socket.unsubscribe(topic);
		this.#forget(id, topic);
	}

	/** The socket is closed. */
	close(id: string) {
		for (const topic of [...this.#rooms.keys()]) this.#forget(id, topic);
	}

	/** Tells every topic what changed in it. */
	flush() {
		for (const { topic, id, who } of this.#changed.values()) {
			const state = this.#rooms.get(topic)?.get(id)?.state ?? null;
			this.#ports.publish(topic, frame(topic, id, who, state));
		}
		this.#changed.clear();
	}

	#forget(id: string, topic: Topic) {
		const room = this.#rooms.get(topic);
		const member = room?.get(id);
		if (!room || !member) return;
		room.delete(id);
		if (room.size === 0) this.#rooms.delete(topic);
		if (!member.isIn || !member.state) return;
		this.#changed.set(`${topic} ${id}`, { topic, id, who: member.who });
	}
}

function frame(topic: Topic, peer: string, who: Peer, state: PresenceState | null) {
	const { personId, name, unitName } = who;
	return encode({ kind: 'presence', topic, peer, personId, name, unitName, state });
}
