import { expect, test } from 'vitest';
import { mayReload, type OldPage } from './reload.ts';

const NOON = Date.UTC(2026, 6, 1, 12);
const old = (changes: Partial<OldPage> = {}): OldPage => ({
	now: NOON,
	since: NOON - 75_000,
	touchedAt: NOON - 61_000,
	isTyped: false,
	isHeld: false,
	isWall: false,
	reloadedAt: 0,
	share: 1,
	...changes
});

test('an old page loads itself anew when nobody has touched it for a minute', () => {
	expect(mayReload(old())).toBe(true);
	expect(mayReload(old({ touchedAt: NOON - 59_000 }))).toBe(false);
	expect(mayReload(old({ touchedAt: 0, since: NOON - 69_000 }))).toBe(false);
});

test('never while something typed would be lost, or somebody is in a room', () => {
	expect(mayReload(old({ isTyped: true }))).toBe(false);
	expect(mayReload(old({ isHeld: true }))).toBe(false);
	expect(mayReload(old({ isWall: true, isHeld: true }))).toBe(false);
});

test('a wall waits some seconds only, spread over ten', () => {
	const wall = { isWall: true, touchedAt: 0 };
	expect(mayReload(old({ ...wall, since: NOON - 5000, share: 0 }))).toBe(true);
	expect(mayReload(old({ ...wall, since: NOON - 5000, share: 1 }))).toBe(false);
	expect(mayReload(old({ ...wall, since: NOON - 15_000, share: 1 }))).toBe(true);
});

test('once in ten minutes: whoever is old again is served old pages by something in between', () => {
	expect(mayReload(old({ reloadedAt: NOON - 9 * 60_000 }))).toBe(false);
	expect(mayReload(old({ reloadedAt: NOON - 10 * 60_000 }))).toBe(true);
});
