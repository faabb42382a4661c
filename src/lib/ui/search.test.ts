import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Search, type Option } from './search.svelte.ts';

beforeEach(() => {
	vi.useFakeTimers();
	return () => void vi.useRealTimers();
});

const places: Option[] = [{ value: '220221', label: '永吉县' }];

describe('searching while typing', () => {
	test('one character asks nothing, two do', async () => {
		const ask = vi.fn(async () => places);
		const search = new Search(ask);
		search.type('永');
		await vi.runAllTimersAsync();
		expect(ask).not.toHaveBeenCalled();
		search.type('永吉');
		await vi.runAllTimersAsync();
		expect(search.found).toEqual(places);
		expect(search.state).toBe('answered');
	});

	test('it waits for a pause and asks only for the last text', async () => {
		const ask = vi.fn(async (_text: string) => places);
		const search = new Search(ask);
		for (const text of ['yo', 'yon', 'yong']) search.type(text);
		await vi.runAllTimersAsync();
		expect(ask.mock.calls.map(([text]) => text)).toEqual(['yong']);
	});

	test('a late answer to an older text is dropped', async () => {
		const answers: ((found: Option[]) => void)[] = [];
		const search = new Search(() => new Promise<Option[]>((resolve) => answers.push(resolve)));
		search.type('永吉');
		await vi.advanceTimersByTimeAsync(200);
		search.type('永吉县');
		await vi.advanceTimersByTimeAsync(200);
		answers[1]!(places);
		answers[0]!([]);
		await vi.runAllTimersAsync();
		expect(search.found).toEqual(places);
	});

	test('a failure is a state that the list can say', async () => {
		const search = new Search(() => Promise.reject(new Error('offline')));
		search.type('永吉');
		await vi.runAllTimersAsync();
		expect(search.state).toBe('failed');
	});
});
