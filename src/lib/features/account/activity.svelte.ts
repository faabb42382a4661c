import { refusalOf, trpc } from '#lib/trpc.ts';
import { ACTIVE_EVERY_MS, WARN_BEFORE_MS } from './rules.ts';

const TICK_MS = 5000;
/** What counts as a person being there. Polling, sockets and a mouse that is only pushed aside do not. */
const SIGNS = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;

/** Knows when this session ends for want of keys and clicks, and tells the server of them once a minute. */
export class Activity {
	#endsAt: number;
	#toldAt = Date.now();
	#asking = false;
	#ended: () => void;

	/** Milliseconds until the end, once it is near; null while there is time. */
	leftMs: number | null = $state(null);

	/** `ended` is called when the session is over. */
	constructor(endsAt: Date, ended: () => void) {
		this.#endsAt = endsAt.getTime();
		this.#ended = ended;
	}

	/** For `$effect`: watches until the returned function is called. */
	watch(): () => void {
		const touched = () => void this.touch();
		for (const sign of SIGNS) addEventListener(sign, touched, { passive: true, capture: true });
		const timer = setInterval(() => void this.#look(), TICK_MS);
		return () => {
			clearInterval(timer);
			for (const sign of SIGNS) removeEventListener(sign, touched, { capture: true });
		};
	}

	async touch() {
		// In the last minutes every touch counts: he may just have read the warning.
		const pause = this.leftMs === null ? ACTIVE_EVERY_MS : TICK_MS;
		if (Date.now() - this.#toldAt < pause) return;
		this.#toldAt = Date.now();
		await this.#learn(() => trpc.account.active.mutate());
	}

	/** Another tab may have been busy, so the server is asked before anybody is warned. */
	async #look() {
		const left = this.#endsAt - Date.now();
		if (left > WARN_BEFORE_MS) {
			this.leftMs = null;
			return;
		}
		if (this.leftMs === null || left <= 0) await this.#learn(() => trpc.account.end.query());
		const now = this.#endsAt - Date.now();
		this.leftMs = now > WARN_BEFORE_MS ? null : Math.max(0, now);
	}

	async #learn(ask: () => Promise<{ endsAt: Date | null }>) {
		if (this.#asking) return;
		this.#asking = true;
		try {
			const { endsAt } = await ask();
			if (endsAt) this.#endsAt = endsAt.getTime();
			this.leftMs = null;
		} catch (error) {
			// A cut line is no end: what is typed stays, and the next look asks again.
			if (refusalOf(error).kind === 'signedOut') this.#ended();
		} finally {
			this.#asking = false;
		}
	}
}
