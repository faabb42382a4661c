import { SvelteMap } from 'svelte/reactivity';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';
import type { Peer } from '#lib/realtime/protocol.ts';

/** Who else has this incident before him now. */
export class Lookers {
	#peers = new SvelteMap<string, Peer>();
	#personId: string;

	/** Each person once, however many windows he has; not oneself. */
	readonly others: Peer[] = $derived.by(() => {
		const people = new Map([...this.#peers.values()].map((peer) => [peer.personId, peer]));
		people.delete(this.#personId);
		return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
	});

	constructor(personId: string) {
		this.#personId = personId;
	}

	/** Joins, and is seen; the returned function leaves. */
	join(connection: PushConnection, incidentId: string): () => void {
		const room = connection.join(`incident:${incidentId}`, (message) => {
			if (message.kind !== 'presence') return;
			const { peer, personId, name, unitName, state } = message;
			if (state === null) this.#peers.delete(peer);
			else this.#peers.set(peer, { personId, name, unitName });
		});
		room.say({});
		return () => {
			room.say(null);
			room.leave();
			this.forget();
		};
	}

	/** The line is gone: who leaves now is not heard of; who is there says so again. */
	forget() {
		this.#peers.clear();
	}
}
