import { setTimeout } from 'node:timers/promises';
import {
	type ClientMessage,
	CloseCode,
	encode,
	isJournalTopic,
	MAX_MESSAGES_PER_S,
	PROTOCOL_VERSION,
	readMessage,
	type Peer,
	type Topic
} from '#lib/realtime/protocol.ts';
import { JournalFollower } from '../journal/follow.ts';
import { JournalReader } from '../journal/read.ts';
import { Hub, type Socket } from './hub.ts';
import { Presence } from './presence.ts';
import { openTransport } from './uws.ts';

/** What the push process needs to know about people. It decides nothing itself. */
export interface PushPorts<Who> {
	/** By cookie or `Authorization: Bearer …`; null for nobody we know. Rejects when the database is lost. */
	authenticate: (headers: Headers) => Promise<Who | null>;
	mayRead: (who: Who, topic: Topic) => Promise<boolean>;
	/** For each: is he still signed in, by the same session or token, with the same rights? One query. */
	stillValid: (whos: Who[]) => Promise<boolean[]>;
}

export type PushOptions<Who> = PushPorts<Who> & {
	databaseUrl: string;
	host: string;
	/** 0: any free one. */
	port: number;
	/** As in `TransportOptions`. */
	origin: string;
	log: { warn: (about: object, text: string) => void; info: (text: string) => void };
};

/** `lagMs`: how old the newest line on the screens can be. */
export type PushHealth = { status: 'ok' | 'behind'; lagMs: number; sockets: number };

export interface PushServer {
	port: number;
	health(): PushHealth;
	/** Closes every socket with 1001 and everything else. */
	stop(): Promise<void>;
}

const HEARTBEAT_MS = 2000;
const REVOKED_CHECK_MS = 2000;
const PRESENCE_FLUSH_MS = 100;
const BEHIND_MS = 5000;
const CLOSING_MS = 100;

/** Every socket is subscribed to it. No `Topic`, so that no client can ask for it. */
const PULSE = 'pulse';

type Connection<Who> = { who: Who; socket: Socket; second: number; messages: number };

/** Journal, hub and sockets wired together. Resolves when it listens. */
export async function startPush<Who extends Peer>(options: PushOptions<Who>): Promise<PushServer> {
	const { databaseUrl, log, mayRead, stillValid } = options;
	const connections = new Map<string, Connection<Who>>();
	const reader = new JournalReader(databaseUrl);
	const place = await reader.place();

	const transport = await openTransport<Who>({
		...options,
		onOpen: (id, who, socket) => {
			connections.set(id, { who, socket, second: 0, messages: 0 });
			hub.open(id, who, socket);
			const { journal } = hub.place;
			const hello = { version: PROTOCOL_VERSION, journal, heartbeatMs: HEARTBEAT_MS } as const;
			socket.send(encode({ kind: 'hello', ...hello }));
			socket.subscribe(PULSE);
		},
		onMessage: (id, message, isBinary) => {
			const connection = connections.get(id);
			if (!connection) return;
			if (isFlooding(connection)) return hub.expel(id, CloseCode.tooMany, 'too many messages');
			const understood = isBinary ? null : readMessage(message);
			if (!understood) return hub.expel(id, CloseCode.badMessage, 'message not understood');
			void obey(id, connection, understood).catch(() => {
				// The database is lost, which the follower tells of; the client asks again.
				hub.expel(id, CloseCode.tryAgain, 'try again');
			});
		},
		onClose: (id) => {
			connections.delete(id);
			hub.close(id);
			presence.close(id);
		},
		health
	});
	const { publish } = transport;
	const entriesAfter = (topic: Topic, cursor: string) => reader.replay(idOf(topic), cursor);
	const hub = new Hub<Who>({ mayRead, entriesAfter, publish }, place);
	const presence = new Presence<Who>({ mayRead, publish });
	const follower = new JournalFollower({
		reader,
		url: databaseUrl,
		place,
		onEntries: (entries) => hub.publish(entries),
		onLost: (cause) => log.warn({ err: cause }, 'The journal cannot be read; trying again'),
		onBack: () => log.info('The journal is read again'),
		onReplaced: (other) => hub.expelAll('another journal', other)
	});

	async function obey(id: string, { who, socket }: Connection<Who>, message: ClientMessage) {
		const { kind, topic } = message;
		if (kind === 'presence') return presence.say(id, topic, message.state);
		if (isJournalTopic(topic)) {
			return kind === 'subscribe'
				? hub.subscribe(id, topic, message.cursor)
				: hub.unsubscribe(id, topic);
		}
		if (kind === 'unsubscribe') return presence.leave(id, topic);
		return presence.join({ id, who, socket, isOpen: () => connections.has(id) }, topic);
	}

	function health(): PushHealth {
		const { lagMs } = follower;
		return { status: lagMs > BEHIND_MS ? 'behind' : 'ok', lagMs, sockets: connections.size };
	}

	/** Tells everybody that the line and the journal's reader live, and how far they are. */
	function pulse() {
		const [at, { lagMs }, { cursor }] = [new Date().toISOString(), follower, hub.place];
		publish(PULSE, encode({ kind: 'pulse', at, lagMs, cursor }));
	}

	let checking = false;
	/** Who was signed out, or lost rights, is closed; he may come again and is asked who he is. */
	async function expelRevoked() {
		if (checking || hub.sessions.length === 0) return;
		checking = true;
		const { sessions } = hub;
		// Nobody can be asked during an outage; the next turn asks again.
		const valid = await stillValid(sessions.map(({ who }) => who)).catch(() => null);
		sessions.forEach(({ id }, index) => {
			if (valid?.[index] === false) hub.expel(id, CloseCode.signedOut, 'signed out');
		});
		checking = false;
	}

	const timers = [
		setInterval(pulse, HEARTBEAT_MS),
		setInterval(() => void expelRevoked(), REVOKED_CHECK_MS),
		setInterval(() => presence.flush(), PRESENCE_FLUSH_MS)
	];
	return {
		port: transport.port,
		health,
		stop: async () => {
			timers.forEach(clearInterval);
			transport.refuse();
			hub.expelAll('stopping');
			await setTimeout(CLOSING_MS); // for the close frames to leave
			transport.cut();
			await follower.stop();
			await reader.end();
		}
	};
}

const idOf = (topic: Topic) => topic.slice(topic.indexOf(':') + 1);

function isFlooding(connection: { second: number; messages: number }): boolean {
	const second = Math.floor(Date.now() / 1000);
	connection.messages = connection.second === second ? connection.messages + 1 : 1;
	connection.second = second;
	return connection.messages > MAX_MESSAGES_PER_S;
}
