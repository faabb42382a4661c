/**
 * Five short sounds that can be told apart with the back turned: a report (two rising notes), something unacknowledged
 * (three equal, insisting), a clock (wood, twice), a feed gone silent (one falling), a consultation (a warble, as a telephone).
 * Frequencies in Hz, times in seconds.
 */
type Note = { hz: number; at: number; lasts: number; wave: OscillatorType; slideTo?: number };

export type SoundName = 'report' | 'unacknowledged' | 'clock' | 'silentFeed' | 'consultation';

export const sounds: Record<SoundName, readonly Note[]> = {
	report: [
		{ hz: 659, at: 0, lasts: 0.16, wave: 'sine' },
		{ hz: 988, at: 0.16, lasts: 0.32, wave: 'sine' }
	],
	unacknowledged: [0, 0.22, 0.44].map((at) => ({ hz: 880, at, lasts: 0.14, wave: 'triangle' })),
	clock: [0, 0.15].map((at) => ({ hz: 1760, at, lasts: 0.05, wave: 'square' })),
	silentFeed: [{ hz: 440, at: 0, lasts: 0.55, wave: 'sine', slideTo: 220 }],
	consultation: [523, 659, 523, 659, 523, 659].map((hz, i) => ({
		hz,
		at: i * 0.12,
		lasts: 0.11,
		wave: 'triangle'
	}))
};

/** Longest mute: a forgotten one must not outlast half a shift. */
export const MUTE_MINUTES = [10, 30, 60] as const;

/** Until when a stored mute holds at `now`; null when it has run out or is no time. */
export function muteUntil(stored: string | null, now: Date): Date | null {
	if (!stored) return null;
	const until = new Date(Number(stored));
	const longest = now.getTime() + Math.max(...MUTE_MINUTES) * 60_000;
	return until > now && until.getTime() <= longest ? until : null;
}
