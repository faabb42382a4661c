/**
 * How urgent a deadline is. `half` and `quarter` begin when that part of the time is left; a clock that was
 * stopped is `met` or, for good, `late`.
 */
export type CountdownPhase = 'ample' | 'half' | 'quarter' | 'over' | 'met' | 'late';

export type Countdown = {
	phase: CountdownPhase;
	/** Milliseconds left; negative when past. Of a stopped clock: when it was stopped. */
	leftMs: number;
	/** Part of the time left, 0 to 1: the filled part of the clock face. */
	part: number;
};

/** The state at `now` of a clock that began at `from` and is due at `due`. */
export function countdownAt(clock: {
	from: Date;
	due: Date;
	now: Date;
	stoppedAt?: Date | null | undefined;
}): Countdown {
	const { from, due, now, stoppedAt } = clock;
	const leftMs = due.getTime() - (stoppedAt ?? now).getTime();
	// A clock of no length (due at once) is full or empty, never NaN.
	const spanMs = Math.max(1, due.getTime() - from.getTime());
	const part = Math.min(1, Math.max(0, leftMs / spanMs));
	if (stoppedAt) return { phase: leftMs >= 0 ? 'met' : 'late', leftMs, part };
	if (leftMs <= 0) return { phase: 'over', leftMs, part: 0 };
	return { phase: part <= 0.25 ? 'quarter' : part <= 0.5 ? 'half' : 'ample', leftMs, part };
}

/** SVG path of the pie slice for `part` of a circle of radius `r` around (c, c), from twelve o'clock. */
export function slicePath(part: number, c: number, r: number): string {
	if (part <= 0) return '';
	// A full circle as one arc would have equal ends and vanish.
	const angle = Math.min(part, 0.9999) * 2 * Math.PI;
	const x = round(c - r * Math.sin(angle));
	const y = round(c - r * Math.cos(angle));
	return `M${c} ${c}V${c - r}A${r} ${r} 0 ${part > 0.5 ? 1 : 0} 0 ${x} ${y}Z`;
}

const round = (n: number) => Math.round(n * 1000) / 1000;
