import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Failure } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import type { Files } from './files.server.ts';
import { getArrived } from './queries.server.ts';
import { Refusal, refusalOf } from './refusal.server.ts';
import { rangeOf } from './rules.ts';

/** Whatever the bytes are, the browser must show them as what we say, run nothing and load nothing. */
const harmless = {
	'x-content-type-options': 'nosniff',
	'content-security-policy': "default-src 'none'; sandbox",
	'cross-origin-resource-policy': 'same-origin'
};

type Asked = { db: Db; files: Files; request: Request; who: Who | null; id: string };

/** The original, whole or the range that a video player asks for; `?download` saves it instead of showing (AT7). */
export function sendFile(asked: Asked): Promise<Response> {
	return answering(async () => {
		const { row, request, path } = await found(asked);
		const isSaved = new URL(request.url).searchParams.has('download');
		return await send(request, path, {
			'content-type': row.mime,
			'content-disposition': disposition(isSaved ? 'attachment' : 'inline', row.name),
			...(row.sha256 && { etag: `"${row.sha256}"` })
		});
	});
}

export function sendThumbnail(asked: Asked): Promise<Response> {
	return answering(async () => {
		const { row, request } = await found(asked);
		if (!row.hasThumbnail) throw new Failure('not_found', m.attachment_not_here());
		return await send(request, asked.files.thumbnailOf(row.id), {
			'content-type': 'image/webp',
			'content-disposition': 'inline'
		});
	});
}

async function found({ db, files, request, who, id }: Asked) {
	if (!who) throw new Refusal(401, m.errors_signed_out());
	const known = Id.safeParse(id);
	if (!known.success) throw new Failure('not_found', m.attachment_not_here());
	const row = await getArrived(db, who, known.data);
	return { row, request, path: files.of(row.id) };
}

async function answering(work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		const { status_code, body } = refusalOf(error);
		return new Response(body, { status: status_code, headers: harmless });
	}
}

async function send(
	request: Request,
	path: string,
	headers: Record<string, string>
): Promise<Response> {
	const { size } = await stat(path);
	const range = rangeOf(request.headers.get('range'), size);
	if (range === 'unsatisfiable') {
		return new Response(null, {
			status: 416,
			headers: { ...harmless, 'content-range': `bytes */${size}` }
		});
	}
	const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range;
	return new Response(Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream, {
		status: range === 'whole' ? 200 : 206,
		headers: {
			...harmless,
			...headers,
			'accept-ranges': 'bytes',
			'content-length': String(end - start + 1),
			...(range !== 'whole' && { 'content-range': `bytes ${start}-${end}/${size}` })
		}
	});
}

/** RFC 6266: the name in UTF-8, and an ASCII stand-in for what is older. */
function disposition(how: 'inline' | 'attachment', name: string): string {
	const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const utf8 = encodeURIComponent(name).replace(
		/['()*]/g,
		(c) => `%${c.charCodeAt(0).toString(16)}`
	);
	return `${how}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
