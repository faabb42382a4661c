import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recurring } from './recurring.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it works until it is stopped, and stopping waits for the run under way', async () => {
	let runs = 0;
	let finish = () => {};
	const work = () => {
		runs++;
		return new Promise<void>((done) => (finish = done));
	};
	const loop = recurring('counting', work, 20);
	await vi.advanceTimersByTimeAsync(20);
	expect(runs).toBe(1);
	// One run at a time, however long it takes.
	await vi.advanceTimersByTimeAsync(200);
	expect(runs).toBe(1);
	finish();
	await vi.advanceTimersByTimeAsync(20);
	expect(runs).toBe(2);

	let isStopped = false;
	const stopping = loop.stop().then(() => (isStopped = true));
	await vi.advanceTimersByTimeAsync(200);
	expect(isStopped).toBe(false);
	finish();
	await stopping;
	await vi.advanceTimersByTimeAsync(200);
	expect(runs).toBe(2);
});

test('an error ends the run, not the loop', async () => {
	let runs = 0;
	const loop = recurring(
		'failing',
		() => {
			runs++;
			return Promise.reject(new Error('a bug of a test'));
		},
		20
	);
	await vi.advanceTimersByTimeAsync(60);
	expect(runs).toBe(3);
	await loop.stop();
});
