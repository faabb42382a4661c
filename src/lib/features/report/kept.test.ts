import 'fake-indexeddb/auto';
import { TRPCClientError } from '@trpc/client';
import { expect, test, vi } from 'vitest';
import { Drafts } from './drafts.ts';
import { askOrKept } from './kept.ts';

const name = { personId: 'officer', name: 'units' };
const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
const bug = () => {
	const error = { code: -32603, message: '编号 7', data: { code: 'INTERNAL_SERVER_ERROR' } };
	return Promise.reject(new TRPCClientError('编号 7', { result: { error } as never }));
};
const cut = () => Promise.reject(new TRPCClientError('Failed to fetch'));

test('[RP31] the server’s answer counts though the disk keeps no copy', async () => {
	const drafts = new Drafts('kept 1');
	vi.spyOn(drafts.kept, 'put').mockImplementation(full as never);
	vi.spyOn(drafts.kept, 'get').mockImplementation(full as never);
	await expect(askOrKept(drafts, name, async () => 7)).resolves.toMatchObject({
		value: 7,
		isFresh: true
	});
	await expect(askOrKept(drafts, name, cut)).resolves.toBeNull();
});

test('a bug of the server shows the older copy, and is said where there is none', async () => {
	const drafts = new Drafts('kept 2');
	await expect(askOrKept(drafts, name, bug)).rejects.toThrow('编号 7');
	await askOrKept(drafts, name, async () => 7);
	await expect(askOrKept(drafts, name, bug)).resolves.toMatchObject({ value: 7, isFresh: false });
});
