import { expect, test } from 'vitest';
import { muteUntil, sounds } from './sounds.ts';

const now = new Date('2026-11-22T06:00:00Z');
const inMinutes = (n: number) => new Date(now.getTime() + n * 60_000);

test('the five sounds are different and short', () => {
	const all = Object.values(sounds);
	expect(new Set(all.map((notes) => JSON.stringify(notes))).size).toBe(5);
	for (const notes of all) {
		expect(Math.max(...notes.map(({ at, lasts }) => at + lasts))).toBeLessThan(0.8);
	}
});

test('a mute ends by itself', () => {
	const stored = String(inMinutes(10).getTime());
	expect(muteUntil(stored, now)).toEqual(inMinutes(10));
	expect(muteUntil(stored, inMinutes(10))).toBeNull();
});

test('a mute further ahead than can be chosen is a wrong clock, and is not obeyed', () => {
	expect(muteUntil(String(inMinutes(600).getTime()), now)).toBeNull();
	expect(muteUntil('never', now)).toBeNull();
	expect(muteUntil(null, now)).toBeNull();
});
