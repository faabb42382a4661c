import { SvelteMap } from 'svelte/reactivity';
import type { PushConnection } from '#lib/realtime/connection.svelte.ts';

type Said = { personId: string; raisedAt: string | null };

/**
 * Who has this consultation before him, and who has raised his hand, since when. Presence: nothing of it is kept, and a
 * lost line lowers the hand.
 */
export class Hands {
	#peers = new SvelteMap<string, Said>();
	#say: (state: Record<string, unknown> | null) => void = () => {};
	/** One's own. */
	isRaised = $state(false);

	/** Persons with raised hands, who waits longest first. */
	readonly raised: string[] = $derived.by(() => {
		const hands = [...this.#peers.values()].filter(({ raisedAt }) => raisedAt !== null);
		hands.sort((a, b) => (a.raisedAt ?? '').localeCompare(b.raisedAt ?? ''));
		return [...new Set(hands.map(({ personId }) => personId))];
	});

	/** Joins, and is seen; the returned function leaves. */
	join(connection: PushConnection, consultationId: string): () => void {
		const room = connection.join(`consultation:${consultationId}`, (message) => {
			if (message.kind !== 'presence') return;
			const { peer, personId, state } = message;
			if (state === null) this.#peers.delete(peer);
			else {
				const { raisedAt } = state;
				this.#peers.set(peer, {
					personId,
					raisedAt: typeof raisedAt === 'string' ? raisedAt : null
				});
			}
		});
		this.#say = (state) => room.say(state);
		room.say({});
		return () => {
			room.say(null);
			room.leave();
			this.#peers.clear();
			this.#say = () => {};
		};
	}

	/** `now`: by the server's clock. */
	toggle(now: Date) {
		this.isRaised = !this.isRaised;
		this.#say(this.isRaised ? { raisedAt: now.toISOString() } : {});
	}

	/** The chair gave the floor: the hand has done its work. */
	lower() {
		if (!this.isRaised) return;
		this.isRaised = false;
		this.#say({});
	}
}
