import { muteUntil, sounds, type SoundName } from './sounds.ts';

const KEY = 'watchfire.mute-until';

/** The page's one loudspeaker. Browsers keep it locked until the first click or key; `locked` lets the screen say so. */
class Speaker {
	locked = $state(true);
	/** Null: it sounds. */
	mutedUntil = $state.raw<Date | null>(null);
	#context: AudioContext | null = null;

	constructor() {
		if (typeof window === 'undefined') return;
		this.#readMute();
		// Another tab of the same desk muted or unmuted.
		window.addEventListener('storage', ({ key }) => key === KEY && this.#readMute());
		for (const type of ['pointerdown', 'keydown']) {
			addEventListener(type, () => void this.unlock(), { capture: true });
		}
	}

	/** Call within a gesture. */
	async unlock() {
		if (!this.locked) return;
		this.#context ??= new AudioContext();
		await this.#context.resume();
		this.locked = this.#context.state !== 'running';
	}

	/** Plays, unless muted or locked; says whether it did. Exercise data never comes here: the caller's duty. */
	play(name: SoundName, volume = 0.25): boolean {
		if (this.mutedUntil && this.mutedUntil <= new Date()) this.unmute();
		const context = this.#context;
		if (this.locked || this.mutedUntil || !context) return false;
		for (const { hz, at, lasts, wave, slideTo } of sounds[name]) {
			const from = context.currentTime + at;
			const oscillator = new OscillatorNode(context, { type: wave, frequency: hz });
			const gain = new GainNode(context, { gain: 0 });
			// Ramps, because a wave cut off at its height clicks.
			gain.gain.setValueAtTime(0, from);
			gain.gain.linearRampToValueAtTime(volume, from + 0.01);
			gain.gain.exponentialRampToValueAtTime(0.001, from + lasts);
			if (slideTo) oscillator.frequency.exponentialRampToValueAtTime(slideTo, from + lasts);
			oscillator.connect(gain).connect(context.destination);
			oscillator.start(from);
			oscillator.stop(from + lasts);
		}
		return true;
	}

	mute(minutes: number) {
		this.mutedUntil = new Date(Date.now() + minutes * 60_000);
		localStorage.setItem(KEY, String(this.mutedUntil.getTime()));
	}

	unmute() {
		this.mutedUntil = null;
		localStorage.removeItem(KEY);
	}

	#readMute() {
		this.mutedUntil = muteUntil(localStorage.getItem(KEY), new Date());
	}
}

export const speaker = new Speaker();
