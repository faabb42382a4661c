import 'fake-indexeddb/auto';
import { DetailedError, type HttpRequest, type HttpResponse } from 'tus-js-client';
import { afterEach, expect, test, vi } from 'vitest';
import { DraftStore } from '../report/draft-store.svelte.ts';
import { Drafts, type LocalDraft, type LocalFile } from '../report/drafts.ts';
import { readUploadError } from './upload-error.ts';
import { UploadQueue } from './upload-queue.svelte.ts';

const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
});

/** What tus throws when the server answered so. */
function answered(status: number, body: string, method = 'POST') {
	const request = { getMethod: () => method, getURL: () => '', getHeader: () => undefined };
	const response = { getStatus: () => status, getBody: () => body };
	return Object.assign(new DetailedError('tus'), {
		originalRequest: request as unknown as HttpRequest,
		originalResponse: response as unknown as HttpResponse
	});
}

const photo = (id: string): LocalFile => ({
	id,
	reportId: 'report',
	personId: 'officer',
	name: `${id}.jpg`,
	size: 1,
	blob: new Blob(['x']),
	uploadUrl: null,
	sentBytes: 0,
	state: 'waiting',
	refusal: null
});

let databases = 0;
async function photos(answer: (id: string) => Error | null) {
	const drafts = new Drafts(`uploads ${databases++}`);
	await drafts.draft.put({ id: 'report', personId: 'officer', state: 'sent' } as LocalDraft);
	await drafts.file.bulkPut([photo('1'), photo('2')]);
	const tried: string[] = [];
	const queue = new UploadQueue(new DraftStore(drafts, 'officer'), {
		isOnline: () => true,
		upload: async ({ id }) => {
			tried.push(id);
			return answer(id);
		}
	});
	stops.push(queue.start());
	return { drafts, queue, tried };
}

test.each([
	[400, 'refused'],
	[403, 'refused'],
	[404, 'refused'],
	[409, 'refused'],
	[413, 'refused'],
	[500, 'waiting']
])(
	'[AT9] a photo answered with %d is set aside with the reason, and the next goes',
	async (status, state) => {
		const { drafts, queue } = await photos((id) => (id === '1' ? answered(status, '原因') : null));
		await vi.waitFor(async () => {
			expect(await drafts.file.toArray()).toMatchObject([{ id: '1', state, refusal: '原因' }]);
		});
		await vi.waitFor(() => expect(queue.setAside.map(({ id }) => id)).toEqual(['1']));
	}
);

test('[AT9] an outage stops all uploads', async () => {
	const { queue, tried } = await photos(() => answered(503, ''));
	await vi.waitFor(() => expect(queue.queue.outage).toBe('unavailable'));
	expect(tried).toEqual(['1']);
});

test('[AT9] what was set aside is tried again, or given up', async () => {
	let isAllowed = false;
	const { drafts, queue } = await photos(() => (isAllowed ? null : answered(403, '无权')));
	await vi.waitFor(() => expect(queue.setAside).toHaveLength(2));
	isAllowed = true;
	await queue.retry('1');
	await queue.discard('2');
	await vi.waitFor(async () => expect(await drafts.file.toArray()).toEqual([]));
});

test('[AT9] a part that is out of step, and a bug, are tried again; a page in between has our words', () => {
	expect(readUploadError(answered(409, 'Upload-Offset', 'PATCH'))).toMatchObject({
		kind: 'postponed'
	});
	expect(readUploadError(answered(500, '编号 7'))).toEqual({ kind: 'postponed', reason: '编号 7' });
	expect(readUploadError(answered(507, '满'))).toEqual({ kind: 'outage', outage: 'unavailable' });
	expect(readUploadError(answered(401, ''))).toEqual({ kind: 'outage', outage: 'signedOut' });
	expect(readUploadError(new Error('broken off'))).toEqual({ kind: 'outage', outage: 'offline' });
	const between = readUploadError(answered(413, '<html>nginx</html>'));
	expect(between.kind).toBe('refused');
	expect(JSON.stringify(between)).not.toContain('nginx');
});
