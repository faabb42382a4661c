import type { OnDuty } from './schema.ts';

/** After the instant of change: the two clocks may differ by as much, and asking early brings the old answer. */
const MARGIN_MS = 2000;

/** Who is on duty now, as `shift.onDuty` said it, and when that ends. */
export class Shifts {
	duty = $state.raw<OnDuty[]>([]);
	#changesAt = $state.raw<Date | null>(null);

	fill({ duty, changesAt }: { duty: OnDuty[]; changesAt: Date | null }) {
		this.duty = duty;
		this.#changesAt = changesAt;
	}

	/** Calls `reload` when the shift changes, for use in an effect: nobody touches a wall at 20:00. */
	watch(reload: () => void): () => void {
		const at = this.#changesAt?.getTime();
		if (at === undefined) return () => {};
		const timer = setTimeout(reload, Math.max(0, at - Date.now()) + MARGIN_MS);
		return () => clearTimeout(timer);
	}
}
