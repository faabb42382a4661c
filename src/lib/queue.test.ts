import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Queue, type Outcome, type QueueItem } from './queue.svelte.ts';

const soon = { outage: [5], item: [20] };
const done: Outcome = { kind: 'done' };
const outage: Outcome = { kind: 'outage', outage: 'unavailable' };
const postponed: Outcome = { kind: 'postponed', reason: '编号 7' };

const stops: (() => void)[] = [];
beforeEach(() => void vi.stubGlobal('reportError', vi.fn()));
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
	vi.unstubAllGlobals();
});

/** A store of items in their order, and a server that answers to each as told; what it takes leaves the store. */
function desk(ids: string[], answer: (id: string) => Outcome | Promise<Outcome>, delays = soon) {
	const store = new Map<string, QueueItem & { reason?: string }>(ids.map((id) => [id, { id }]));
	const tried: string[] = [];
	const world = { isOnline: true, lock: `lock ${Math.random()}`, store, tried };
	const tab = () => {
		const queue = new Queue(
			{
				lock: world.lock,
				isOnline: () => world.isOnline,
				waiting: async () => [...store.values()],
				send: async ({ id }) => {
					tried.push(id);
					const outcome = await answer(id);
					if (outcome.kind === 'done') store.delete(id);
					return outcome;
				},
				postpone: async (id, reason, nextTryAt) => void store.set(id, { id, reason, nextTryAt })
			},
			delays
		);
		stops.push(queue.start());
		return queue;
	};
	return { ...world, world, tab };
}

describe('an item that cannot go', () => {
	test('[RP29] never holds back the next, and rests longer than they take', async () => {
		const { tab, tried, store } = desk(['a', 'b', 'c'], (id) => (id === 'a' ? postponed : done), {
			outage: [5],
			item: [60_000]
		});
		tab();
		await vi.waitFor(() => expect([...store.keys()]).toEqual(['a']));
		expect(tried).toEqual(['a', 'b', 'c']);
		expect(store.get('a')).toMatchObject({ reason: '编号 7' });
		expect(store.get('a')?.nextTryAt).toBeGreaterThan(Date.now() + 40_000);
	});

	test('is tried again by itself, and goes when it can', async () => {
		let isMended = false;
		const { tab, tried, store } = desk(['a'], () => (isMended ? done : postponed));
		tab();
		await vi.waitFor(() => expect(tried.length).toBeGreaterThanOrEqual(3));
		isMended = true;
		await vi.waitFor(() => expect(store.size).toBe(0));
	});

	test('because the page itself fails at it is postponed too, and the error is reported', async () => {
		const { tab, tried, store } = desk(['a', 'b'], (id) => {
			if (id === 'a') throw new TypeError('not a report');
			return done;
		});
		tab();
		await vi.waitFor(() => expect(tried).toContain('b'));
		await vi.waitFor(() => expect(store.get('a')?.reason).toMatch(/./));
		expect(reportError).toHaveBeenCalledWith(new TypeError('not a report'));
	});

	test('and looks like an outage goes behind the others after three times', async () => {
		const { tab, store } = desk(['a', 'b', 'c'], (id) => (id === 'a' ? outage : done));
		const queue = tab();
		await vi.waitFor(() => expect([...store.keys()]).toEqual(['a']));
		await vi.waitFor(() => expect(queue.outage).toBe('unavailable'));
	});
});

describe('an outage', () => {
	test('stops all, says so, and the queue goes on by itself when it ends', async () => {
		let isUp = false;
		const { tab, tried, store } = desk(['a', 'b'], () => (isUp ? done : outage));
		const queue = tab();
		await vi.waitFor(() => expect(tried.length).toBeGreaterThanOrEqual(3));
		expect(tried.slice(0, 3)).toEqual(['a', 'a', 'a']);
		expect(queue.outage).toBe('unavailable');
		isUp = true;
		await vi.waitFor(() => expect(store.size).toBe(0));
		await vi.waitFor(() => expect(queue.outage).toBeNull());
	});

	test('without a line nothing is even tried', async () => {
		const { tab, tried, store, world } = desk(['a', 'b'], () => done);
		world.isOnline = false;
		const queue = tab();
		await vi.waitFor(() => expect(queue.outage).toBe('offline'));
		expect(tried).toEqual([]);
		world.isOnline = true;
		queue.wake();
		await vi.waitFor(() => expect(store.size).toBe(0));
		expect(tried).toEqual(['a', 'b']);
	});
});

test('two tabs send each item once', async () => {
	const ids = Array.from({ length: 20 }, (_, i) => `item ${i}`);
	const { tab, tried, store } = desk(ids, () => new Promise((take) => setImmediate(take, done)));
	tab();
	tab();
	await vi.waitFor(() => expect(store.size).toBe(0));
	expect(tried).toEqual(ids);
});

test('what is added while a round ends is not forgotten', async () => {
	const { tab, store, tried } = desk(['a'], () => done);
	const queue = tab();
	for (const id of ['b', 'c', 'd']) {
		await vi.waitFor(() => expect(store.size).toBe(0));
		store.set(id, { id });
		queue.wake();
	}
	await vi.waitFor(() => expect(tried).toEqual(['a', 'b', 'c', 'd']));
});

test('where the browser has no locks (plain http) it sends all the same', async () => {
	vi.stubGlobal('navigator', {});
	const { tab, tried } = desk(['a', 'b'], () => done);
	const queue = tab();
	await vi.waitFor(() => expect(tried).toEqual(['a', 'b']));
	await expect(queue.paused(async () => tried.length)).resolves.toBe(2);
});
