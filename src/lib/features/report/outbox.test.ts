import 'fake-indexeddb/auto';
import { TRPCClientError } from '@trpc/client';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DraftStore } from './draft-store.svelte.ts';
import { Drafts, type LocalDraft } from './drafts.ts';
import { emptyFields } from './form-fields.ts';
import { isSetAside } from './outbox-words.ts';
import { Outbox } from './outbox.svelte.ts';
import type { ReportDraftInput } from './schema.ts';
import { sentAfter } from './sending-order.ts';

const soon = { outage: [5], item: [20] };
const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
	vi.restoreAllMocks();
});

/** What the server says in tRPC's form. */
function says(code: string, message = code) {
	const error = { code: -32000, message, data: { code, fields: null } };
	return new TRPCClientError(message, { result: { error } as never });
}

const cut = () => new TRPCClientError('Failed to fetch');

/** A server that knows each report once by its id and content, and answers as `refuses` says. */
function makeServer(refuses: (id: string) => Error | null = () => null) {
	const filed = new Map<string, string>();
	const tried: string[] = [];
	return {
		filed,
		tried,
		file: async (draft: ReportDraftInput) => {
			tried.push(draft.id);
			const refusal = refuses(draft.id);
			if (refusal) throw refusal;
			const content = JSON.stringify({ ...draft, sentAt: null });
			if ((filed.get(draft.id) ?? content) !== content) throw says('CONFLICT');
			filed.set(draft.id, content);
		}
	};
}

let databases = 0;
const freshDrafts = () => new Drafts(`outbox ${databases++}`);

function page(drafts: Drafts, file: (draft: ReportDraftInput) => Promise<unknown>) {
	const store = new DraftStore(drafts, 'officer');
	const outbox = new Outbox(store, { file, accepted: () => {}, isOnline: () => true }, soon);
	const stop = outbox.queue.start();
	stops.push(stop);
	return { store, outbox, stop };
}

let instant = 0;
function sealed(id: string, changes: Partial<LocalDraft> = {}): LocalDraft {
	const at = ++instant;
	const fields = emptyFields(new Date());
	const draft = { id, kind: 'first', previousId: null, ...changes.sealed };
	return {
		id,
		personId: 'officer',
		unitId: '220221',
		state: 'waiting',
		fields,
		continued: null,
		updatedAt: at,
		sealedAt: at,
		sentAt: null,
		tries: 0,
		refusal: null,
		...changes,
		sealed: draft as ReportDraftInput
	};
}

const followUp = (id: string, of: string, kind = 'followup') =>
	sealed(id, {
		sealed: { kind, previousId: of } as ReportDraftInput,
		continued: { report: { threadId: of } } as LocalDraft['continued']
	});

describe('[RP29] a report that cannot go', () => {
	test.each([
		['FORBIDDEN', 'refused'],
		['NOT_FOUND', 'refused'],
		['CONFLICT', 'refused'],
		['PAYLOAD_TOO_LARGE', 'refused'],
		['INTERNAL_SERVER_ERROR', 'waiting']
	])('because of %s is set aside with the reason, and the next goes', async (code, state) => {
		const server = makeServer((id) => (id === 'a' ? says(code, '原因') : null));
		const drafts = freshDrafts();
		await drafts.draft.bulkPut([sealed('a'), sealed('b')]);
		const { store } = page(drafts, server.file);
		await vi.waitFor(() => expect([...server.filed.keys()]).toEqual(['b']));
		const [a] = await store.listUnsent();
		expect(a).toMatchObject({ id: 'a', state, refusal: { message: '原因' } });
		expect(a && isSetAside(a)).toBe(true);
	});

	test('can be tried again as it was sealed', async () => {
		let isAllowed = false;
		const server = makeServer(() => (isAllowed ? null : says('FORBIDDEN')));
		const drafts = freshDrafts();
		await drafts.draft.put(sealed('a'));
		const { outbox } = page(drafts, server.file);
		await vi.waitFor(async () => expect((await drafts.draft.get('a'))?.state).toBe('refused'));
		isAllowed = true;
		await outbox.retry('a');
		await vi.waitFor(async () => expect((await drafts.draft.get('a'))?.state).toBe('sent'));
	});

	test('becomes a draft under a new id, with new ids for its files', async () => {
		const server = makeServer(() => says('INTERNAL_SERVER_ERROR'));
		const drafts = freshDrafts();
		const file = { name: 'x.jpg', size: 1 };
		const row = sealed('a');
		row.fields.attachments = [{ id: 'photo', ...file }];
		await drafts.draft.put(row);
		await drafts.file.put({
			...file,
			id: 'photo',
			reportId: 'a',
			personId: 'officer',
			blob: new Blob(['x']),
			uploadUrl: '/api/attachments/photo',
			sentBytes: 1,
			state: 'refused',
			refusal: '409'
		});
		const { outbox } = page(drafts, server.file);
		await vi.waitFor(async () => expect((await drafts.draft.get('a'))?.refusal).not.toBeNull());
		const id = await outbox.renew('a');
		const [draft, ...others] = await drafts.draft.toArray();
		const [kept] = await drafts.file.toArray();
		expect(others).toEqual([]);
		expect(id).not.toBe('a');
		expect(draft).toMatchObject({ id, state: 'writing', sealed: null, tries: 0, refusal: null });
		expect(kept).toMatchObject({ reportId: id, uploadUrl: null, sentBytes: 0, state: 'waiting' });
		expect(kept?.id).not.toBe('photo');
		expect(draft?.fields.attachments).toEqual([{ id: kept?.id, ...file }]);
	});

	test('and then arrives is the one that a follow-up of it waited for', async () => {
		let isMended = false;
		const server = makeServer((id) =>
			id === 'first' && !isMended ? says('INTERNAL_SERVER_ERROR') : null
		);
		const drafts = freshDrafts();
		await drafts.draft.bulkPut([sealed('first'), followUp('follow', 'first'), sealed('other')]);
		const { store } = page(drafts, server.file);
		await vi.waitFor(() => expect([...server.filed.keys()]).toEqual(['other']));
		const all = await store.listUnsent();
		const follow = all.find(({ id }) => id === 'follow');
		expect(follow && sentAfter(follow, all)?.id).toBe('first');
		expect(server.tried).not.toContain('follow');
		isMended = true;
		await vi.waitFor(() => expect([...server.filed.keys()]).toEqual(['other', 'first', 'follow']));
	});
});

test('[RP30] a final report waits for what was sent before it in its thread; a follow-up does not', () => {
	const earlier = followUp('one', 'thread');
	const later = followUp('two', 'thread');
	const final = followUp('end', 'thread', 'final');
	const all = [earlier, later, final];
	expect(sentAfter(final, all)?.id).toBe('one');
	expect(sentAfter(later, all)).toBeNull();
	expect(sentAfter(final, [final, followUp('elsewhere', 'another')])).toBeNull();
	expect(sentAfter(final, [{ ...earlier, state: 'writing' }, final])).toBeNull();
});

test('[RP29] a page killed between the answer and its noting files one report', async () => {
	const server = makeServer();
	const drafts = freshDrafts();
	await drafts.draft.put(sealed('a'));
	// The lock of a killed page is given back by the browser; here nobody does that.
	vi.spyOn(navigator.locks, 'request').mockImplementation(
		async (_: string, work: unknown) => await (work as () => Promise<unknown>)()
	);
	const killed = page(drafts, async (draft) => {
		await server.file(draft);
		killed.stop();
		// The page is gone: nothing that it would do now happens.
		await new Promise(() => {});
	});
	await vi.waitFor(() => expect(server.tried).toEqual(['a']));
	page(drafts, server.file);
	await vi.waitFor(async () => expect((await drafts.draft.get('a'))?.state).toBe('sent'));
	expect(server.tried).toEqual(['a', 'a']);
	expect(server.filed.size).toBe(1);
});

describe('[RP31] a disk that takes nothing', () => {
	const full = (): Promise<never> => Promise.reject(new DOMException('full', 'QuotaExceededError'));

	test('does not keep a report from being sent, and says which is not kept', async () => {
		const server = makeServer();
		const drafts = freshDrafts();
		vi.spyOn(drafts.draft, 'put').mockImplementation(full as never);
		let isUp = false;
		const { store, outbox } = page(drafts, async (draft) => {
			if (!isUp) throw cut();
			await server.file(draft);
		});
		await outbox.add(sealed('a'));
		await vi.waitFor(() => expect(outbox.queue.outage).toBe('offline'));
		expect(store.unkept.has('a')).toBe(true);
		expect((await store.listUnsent()).map(({ id }) => id)).toEqual(['a']);
		isUp = true;
		await vi.waitFor(() => expect(store.unkept.get('a')?.state).toBe('sent'));
		expect([...server.filed.keys()]).toEqual(['a']);
		expect(await store.listUnsent()).toEqual([]);
	});

	test('does not send again what it cannot note as sent', async () => {
		const server = makeServer();
		const drafts = freshDrafts();
		await drafts.draft.put(sealed('a'));
		vi.spyOn(drafts.draft, 'update').mockImplementation(full as never);
		vi.spyOn(drafts.draft, 'put').mockImplementation(full as never);
		const { store, outbox } = page(drafts, server.file);
		await vi.waitFor(() => expect(store.unkept.get('a')?.state).toBe('sent'));
		outbox.queue.wake();
		await outbox.add(sealed('b'));
		await vi.waitFor(() => expect(server.filed.has('b')).toBe(true));
		expect(server.tried).toEqual(['a', 'b']);
	});

	test('and cannot even be opened (private window) sends all the same', async () => {
		const server = makeServer();
		const drafts = freshDrafts();
		vi.spyOn(drafts, 'unsentOf').mockImplementation(full);
		for (const act of ['get', 'put', 'update'] as const) {
			vi.spyOn(drafts.draft, act).mockImplementation(full as never);
		}
		const { outbox } = page(drafts, server.file);
		await outbox.add(sealed('a'));
		await vi.waitFor(() => expect([...server.filed.keys()]).toEqual(['a']));
	});
});
