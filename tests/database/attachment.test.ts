import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { Upload } from 'tus-js-client';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendFile, sendThumbnail } from '#lib/features/attachment/downloads.server.ts';
import { attachment } from '#lib/features/attachment/tables.server.ts';
import { Uploads } from '#lib/features/attachment/uploads.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { draft, reportScene, type ReportScene, saying } from './report-support.ts';

const DOOR = '/api/attachments';
let s: ReportScene;
let folder: string;
let http: Server;
let origin: string;
let uploads: Uploads;
let freeBytes = Infinity;
/** The line is cut whenever so many bytes of bodies have come in all. */
let cuts: number[] = [];
let bodyBytes = 0;

beforeAll(async () => {
	s = await reportScene();
	folder = await mkdtemp(path.join(tmpdir(), 'watchfire-uploads-'));
	uploads = new Uploads({ db: s.db, folder, door: DOOR, freeBytes: async () => freeBytes });
	const people = new Map(
		[s.reporter, s.otherCounty, s.cityDuty, s.systemAdmin].map((who) => [who.personId, who])
	);
	// The same conversion that adapter-node makes, around the same handlers as the routes.
	http = createServer((req, res) => {
		const { socket } = req as { socket: Socket };
		req.on('data', (chunk: Buffer) => {
			bodyBytes += chunk.length;
			if (bodyBytes > (cuts[0] ?? Infinity)) {
				cuts.shift();
				socket.destroy();
			}
		});
		void (async () => {
			const request = await getRequest({ request: req, base: origin });
			const who = people.get(request.headers.get('x-person') ?? '') ?? null;
			const [, kind, id = ''] = /\/(file|thumb)\/([^/?]*)/.exec(request.url) ?? [];
			const asked = { db: s.db, files: uploads.files, request, who, id };
			if (kind === 'file') await setResponse(res, await sendFile(asked));
			else if (kind === 'thumb') await setResponse(res, await sendThumbnail(asked));
			else await setResponse(res, await uploads.handle(request, who));
		})();
	});
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(async () => {
	http.closeAllConnections();
	await new Promise((done) => http.close(done));
	await rm(folder, { recursive: true, force: true });
});

const ask = (who: Who | null, where: string, init: RequestInit = {}) =>
	fetch(`${origin}${DOOR}${where}`, {
		...init,
		headers: { 'tus-resumable': '1.0.0', ...(who && { 'x-person': who.personId }), ...init.headers }
	});

/** A report of 永吉县 that declares the file, and the file's ids. */
async function declared(name: string, size: number) {
	const attachmentId = uuidv7();
	const card = await s
		.as(s.reporter)
		.file(draft({ body: { attachments: [{ id: attachmentId, name, size }] } }));
	return { reportId: card.id, attachmentId };
}
type Ids = Awaited<ReturnType<typeof declared>>;

const begin = (who: Who | null, { reportId, attachmentId }: Ids, size: number) =>
	ask(who, '', {
		method: 'POST',
		headers: {
			'upload-length': String(size),
			'upload-metadata': `reportId ${btoa(reportId)},attachmentId ${btoa(attachmentId)}`
		}
	});
const patch = (who: Who | null, id: string, offset: number, body: Uint8Array<ArrayBuffer>) =>
	ask(who, `/${id}`, {
		method: 'PATCH',
		headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
		body
	});
const head = (who: Who, id: string) => ask(who, `/${id}`, { method: 'HEAD' });

/** As the browser does it. Resolves when the server has taken the whole file. */
function send(ids: Ids, bytes: Buffer, who: Who = s.reporter) {
	return new Promise<void>((resolve, reject) => {
		new Upload(bytes, {
			endpoint: `${origin}${DOOR}`,
			uploadUrl: `${origin}${DOOR}/${ids.attachmentId}`,
			metadata: ids,
			headers: { 'x-person': who.personId },
			retryDelays: [20, 50, 100],
			onSuccess: () => resolve(),
			onError: reject
		}).start();
	});
}
async function upload(name: string, bytes: Buffer) {
	const ids = await declared(name, bytes.length);
	await send(ids, bytes);
	return ids;
}
const rowOf = async ({ attachmentId }: Ids) =>
	(await s.db.select().from(attachment).where(eq(attachment.id, attachmentId)))[0];
const linesAbout = ({ reportId }: Ids) =>
	s.db
		.select()
		.from(journal)
		.where(sql`subject = ${`report:${reportId}`} and type like 'attachment.%'`);
const bytes = (buffer: Buffer) => new Uint8Array(buffer);

const picture = (width = 900, height = 600) =>
	sharp({ create: { width, height, channels: 3, background: '#3a6' } });
const jpeg = () => picture().jpeg().toBuffer();
/** Noise does not compress: a file of some megabytes. */
const largeJpeg = () =>
	sharp({
		create: {
			width: 2400,
			height: 1800,
			channels: 3,
			background: '#888',
			noise: { type: 'gaussian', mean: 128, sigma: 60 }
		}
	})
		.jpeg({ quality: 95 })
		.toBuffer();
/** The first boxes of an MP4: enough to be told by. */
const mp4 = Buffer.concat([
	Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'),
	Buffer.alloc(4000, 7)
]);

describe('who may', () => {
	test('[AT1] nobody uploads without signing in, for another unit’s report, or without the right to file', async () => {
		const ids = await declared('a.jpg', 10);
		for (const [who, status] of [
			[null, 401],
			[s.otherCounty, 404],
			[s.cityDuty, 404],
			[s.systemAdmin, 403]
		] as const) {
			const answer = await begin(who, ids, 10);
			expect(answer.status).toBe(status);
			expect((await answer.text()).length).toBeGreaterThan(5);
		}
		expect((await begin(s.reporter, ids, 10)).status).toBe(201);
		for (const [who, status] of [
			[null, 401],
			[s.otherCounty, 404],
			[s.systemAdmin, 403]
		] as const) {
			expect((await patch(who, ids.attachmentId, 0, bytes(Buffer.alloc(10)))).status).toBe(status);
		}
		expect(await rowOf(ids)).toMatchObject({ arrivedAt: null, refusal: null });
	});

	test('[AT7] a file is for those who may see its report', async () => {
		const { attachmentId } = await upload('a.jpg', await jpeg());
		for (const kind of ['file', 'thumb']) {
			for (const [who, status] of [
				[null, 401],
				[s.otherCounty, 404],
				[s.systemAdmin, 403],
				[s.cityDuty, 200],
				[s.reporter, 200]
			] as const) {
				const answer = await ask(who, `/${kind}/${attachmentId}`);
				await answer.arrayBuffer();
				expect(answer.status).toBe(status);
			}
		}
		expect((await ask(s.cityDuty, '/file/..%2Fsecret')).status).toBe(404);
		expect((await ask(s.cityDuty, `/file/${uuidv7()}`)).status).toBe(404);
	});

	test('[AT7] the list is for those who may see the report, and has what was declared and has not come', async () => {
		const ids = await declared('现场.jpg', 10);
		const listFor = (who: Who) =>
			callerFor({ db: s.db, who }).attachment.of({ reportIds: [ids.reportId] });
		expect(await listFor(s.cityDuty)).toEqual([
			{
				id: ids.attachmentId,
				reportId: ids.reportId,
				name: '现场.jpg',
				size: 10,
				mime: null,
				hasThumbnail: false,
				arrivedAt: null,
				refusal: null
			}
		]);
		expect(await listFor(s.otherCounty)).toEqual([]);
		await expect(listFor(s.systemAdmin)).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('the upload', () => {
	test('[AT5] what arrived whole is journaled with its digest and can be read back byte for byte', async () => {
		const photo = await jpeg();
		const ids = await upload('现场 照片.jpg', photo);
		expect(await rowOf(ids)).toMatchObject({
			mime: 'image/jpeg',
			hasThumbnail: true,
			refusal: null,
			sha256: createHash('sha256').update(photo).digest('hex')
		});
		expect(await linesAbout(ids)).toMatchObject([
			{
				type: 'attachment.arrived',
				actor: s.reporter.personId,
				payload: { attachment: { id: ids.attachmentId, mime: 'image/jpeg' } }
			}
		]);
		const answer = await ask(s.cityDuty, `/file/${ids.attachmentId}`);
		expect(Buffer.from(await answer.arrayBuffer()).equals(photo)).toBe(true);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'image/jpeg',
			'content-disposition': `inline; filename="__ __.jpg"; filename*=UTF-8''${encodeURIComponent('现场 照片.jpg')}`,
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox"
		});
		const saved = await ask(s.cityDuty, `/file/${ids.attachmentId}?download`);
		expect(saved.headers.get('content-disposition')).toMatch(/^attachment; /);
		await saved.arrayBuffer();
	});

	test('[AT6] a line that is cut again and again: the upload goes on from where it was', async () => {
		const photo = await largeJpeg();
		const ids = await declared('large.jpg', photo.length);
		bodyBytes = 0;
		cuts = [0.3, 0.6, 0.9].map((part) => photo.length * part);
		await send(ids, photo);
		expect(cuts).toEqual([]);
		expect(await rowOf(ids)).toMatchObject({ mime: 'image/jpeg' });
		expect((await readFile(uploads.files.of(ids.attachmentId))).equals(photo)).toBe(true);
		expect(bodyBytes).toBeLessThan(photo.length * 1.5);
	});

	test('[AT6] a client that forgot everything goes on, and one that had finished is told so', async () => {
		const photo = await jpeg();
		const ids = await declared('a.jpg', photo.length);
		expect((await begin(s.reporter, ids, photo.length)).status).toBe(201);
		const half = Math.floor(photo.length / 2);
		expect(
			(await patch(s.reporter, ids.attachmentId, 0, bytes(photo.subarray(0, half)))).status
		).toBe(204);
		const again = await begin(s.reporter, ids, photo.length);
		expect([again.status, again.headers.get('upload-offset')]).toEqual([201, String(half)]);
		expect(
			(await patch(s.reporter, ids.attachmentId, half, bytes(photo.subarray(half)))).status
		).toBe(204);

		const done = await head(s.reporter, ids.attachmentId);
		expect([done.status, done.headers.get('upload-offset')]).toEqual([200, String(photo.length)]);
		expect((await begin(s.reporter, ids, photo.length)).headers.get('upload-offset')).toBe(
			String(photo.length)
		);
		expect((await patch(s.reporter, ids.attachmentId, 0, bytes(Buffer.alloc(5)))).status).toBe(409);
		await send(ids, photo);
		expect(await linesAbout(ids)).toHaveLength(1);
	});

	test('[AT6] the process that died between the last byte and the look at it: the next question settles it', async () => {
		const photo = await jpeg();
		const ids = await declared('a.jpg', photo.length);
		await begin(s.reporter, ids, photo.length);
		await patch(s.reporter, ids.attachmentId, 0, bytes(photo.subarray(0, -1)));
		await appendFile(uploads.files.of(ids.attachmentId), photo.subarray(-1));
		const answers = await Promise.all(
			Array.from({ length: 5 }, () => head(s.reporter, ids.attachmentId))
		);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(await rowOf(ids)).toMatchObject({ mime: 'image/jpeg' });
		expect(await linesAbout(ids)).toHaveLength(1);
	});

	test('[AT2] only a declared file of a report that arrived, and of the declared size', async () => {
		const ids = await declared('a.jpg', 100);
		const refusedWith = async (answer: Response) => [answer.status, await answer.text()] as const;
		expect(
			await refusedWith(await begin(s.reporter, { ...ids, attachmentId: uuidv7() }, 100))
		).toEqual([400, saying('没有列出')]);
		expect(await refusedWith(await begin(s.reporter, { ...ids, reportId: uuidv7() }, 100))).toEqual(
			[404, saying('先报送报告')]
		);
		expect(await refusedWith(await begin(s.reporter, ids, 101))).toEqual([400, saying('大小')]);
		expect(
			await refusedWith(
				await ask(s.reporter, '', { method: 'POST', headers: { 'upload-length': '3' } })
			)
		).toEqual([400, saying('编号')]);
		expect(
			(
				await ask(s.reporter, '', {
					method: 'POST',
					headers: { 'upload-length': '3', 'upload-metadata': '%%%' }
				})
			).status
		).toBe(400);
		expect((await ask(s.reporter, '/..%2F..%2Fetc', { method: 'HEAD' })).status).toBe(404);
		await begin(s.reporter, ids, 100);
		expect((await patch(s.reporter, ids.attachmentId, 0, bytes(Buffer.alloc(101)))).status).toBe(
			413
		);
		expect((await patch(s.reporter, ids.attachmentId, 50, bytes(Buffer.alloc(1)))).status).toBe(
			409
		);
	});

	test('[AT2] an id that another report’s file has is refused', async () => {
		const first = await upload('a.jpg', await jpeg());
		const card = await s.as(s.otherCounty).file(
			draft({
				at: null,
				placeText: '敦化市',
				body: { attachments: [{ id: first.attachmentId, name: 'a.jpg', size: 9 }] }
			})
		);
		expect((await begin(s.otherCounty, { ...first, reportId: card.id }, 9)).status).toBe(404);
		const list = await callerFor({ db: s.db, who: s.otherCounty }).attachment.of({
			reportIds: [card.id]
		});
		expect(list).toMatchObject([{ reportId: card.id, mime: null, arrivedAt: null }]);
	});

	test('[AT8] a full disk is refused in words before the first byte, and taken up when there is room', async () => {
		const photo = await jpeg();
		const ids = await declared('a.jpg', photo.length);
		freeBytes = 1000;
		const refused = await begin(s.reporter, ids, photo.length);
		freeBytes = Infinity;
		expect([refused.status, await refused.text()]).toEqual([507, saying('存储空间不足')]);
		expect((await readdir(folder)).filter((name) => name.startsWith(ids.attachmentId))).toEqual([]);
		await send(ids, photo);
		expect(await rowOf(ids)).toMatchObject({ mime: 'image/jpeg' });
	});
});

describe('the content', () => {
	test.for([
		['png', () => picture().png().toBuffer(), 'image/png'],
		['webp', () => picture().webp().toBuffer(), 'image/webp'],
		['gif', () => picture().gif().toBuffer(), 'image/gif'],
		['jpg', () => picture().png().toBuffer(), 'image/png'],
		['mp4', async () => mp4, 'video/mp4']
	] as const)('[AT3] .%s is taken for what its bytes are', async ([ending, make, mime]) => {
		const ids = await upload(`a.${ending}`, await make());
		expect(await rowOf(ids)).toMatchObject({
			mime,
			refusal: null,
			hasThumbnail: mime.startsWith('image')
		});
	});

	test.for([
		[
			'a page',
			'a.jpg',
			async () => Buffer.from('<!doctype html><script>alert(1)</script>'.repeat(20)),
			'不是照片或视频'
		],
		[
			'a drawing that can run scripts',
			'a.png',
			async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
			'不是照片或视频'
		],
		[
			'a program',
			'a.mp4',
			async () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000)]),
			'不是照片或视频'
		],
		['a video named as a photo', 'a.jpg', async () => mp4, '与文件名不符'],
		['a photo named as a document', 'a.pdf', jpeg, '与文件名不符'],
		[
			'a photo of which only the beginning is right',
			'a.png',
			async () =>
				Buffer.concat([(await picture().png().toBuffer()).subarray(0, 30), Buffer.alloc(3000, 1)]),
			'损坏'
		]
	] as const)(
		'[AT3] %s is refused in words, removed and journaled',
		async ([, name, make, words]) => {
			const content = await make();
			const ids = await declared(name, content.length);
			await begin(s.reporter, ids, content.length);
			const answer = await patch(s.reporter, ids.attachmentId, 0, bytes(content));
			expect([answer.status, await answer.text()]).toEqual([415, saying(words)]);
			expect(await rowOf(ids)).toMatchObject({
				arrivedAt: null,
				refusal: saying(words)
			});
			expect((await readdir(folder)).filter((file) => file.startsWith(ids.attachmentId))).toEqual(
				[]
			);
			expect((await linesAbout(ids)).map(({ type }) => type)).toEqual(['attachment.refused']);
			expect((await ask(s.cityDuty, `/file/${ids.attachmentId}`)).status).toBe(404);
			await expect(send(ids, content)).rejects.toThrow(words);
			expect(await linesAbout(ids)).toHaveLength(1);
		}
	);

	test('[AT4] the thumbnail is small, upright and says nothing of where the photo was taken', async () => {
		const photo = await picture(900, 600)
			.withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 38/1 0/1' } })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		expect((await sharp(photo).metadata()).exif).toBeDefined();
		const { attachmentId } = await upload('a.jpg', photo);
		const answer = await ask(s.cityDuty, `/thumb/${attachmentId}`);
		const thumbnail = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
		expect(answer.headers.get('content-type')).toBe('image/webp');
		expect(thumbnail).toMatchObject({ format: 'webp', width: 320, height: 480 });
		expect([thumbnail.exif, thumbnail.xmp, thumbnail.orientation]).toEqual([
			undefined,
			undefined,
			undefined
		]);
	});

	test('[AT4] a picture of too many pixels is refused without being opened', async () => {
		const bomb = await picture(16_000, 16_000).png({ compressionLevel: 9 }).toBuffer();
		const ids = await declared('bomb.png', bomb.length);
		await expect(send(ids, bomb)).rejects.toThrow('像素过大');
	}, 60_000);

	test('[AT7] a player gets the ranges that it asks for', async () => {
		const { attachmentId } = await upload('a.mp4', mp4);
		const part = async (range: string) => {
			const answer = await ask(s.cityDuty, `/file/${attachmentId}`, { headers: { range } });
			return {
				status: answer.status,
				range: answer.headers.get('content-range'),
				bytes: Buffer.from(await answer.arrayBuffer())
			};
		};
		const size = mp4.length;
		expect(await part('bytes=4-7')).toEqual({
			status: 206,
			range: `bytes 4-7/${size}`,
			bytes: Buffer.from('ftyp')
		});
		expect(await part('bytes=-10')).toMatchObject({
			status: 206,
			range: `bytes ${size - 10}-${size - 1}/${size}`
		});
		expect((await part('bytes=24-')).bytes.length).toBe(size - 24);
		expect(await part(`bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
		expect((await part('bytes=0-1,5-6')).status).toBe(200);
	});
});
