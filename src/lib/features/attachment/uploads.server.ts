import { mkdir } from 'node:fs/promises';
import { FileStore } from '@tus/file-store';
import { ERRORS, Metadata, Server, type Upload } from '@tus/server';
import { Failure } from '#lib/errors.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { inspect } from './content.server.ts';
import { Files, freeBytesOf, writeWhole } from './files.server.ts';
import { beginUpload, settle, uploadOf } from './mutations.server.ts';
import { diskFull, Refusal, refusalOf } from './refusal.server.ts';
import { UploadMetadata } from './schema.ts';
import type { attachment } from './tables.server.ts';

type Row = typeof attachment.$inferSelect;

/** Stays free on the disk: the database lies there too, and a report must never wait for a photo. */
const RESERVED_BYTES = 256 * 2 ** 20;

/**
 * The door of resumable uploads: tus 1.0.0 by @tus/server. An upload's id is its attachment's, so that its
 * address is known before it begins and after everything was forgotten. Rules AT1–AT8.
 */
export class Uploads {
	readonly files: Files;
	#db: Db;
	#door: string;
	#freeBytes: (folder: string) => Promise<number>;
	#store: FileStore;
	#server: Server;
	/** Who sent the request that @tus/server hands back to our hooks. */
	#people = new WeakMap<object, Who>();
	/** Two that find an upload complete at once look at its bytes once. */
	#looking = new Map<string, Promise<Row>>();

	/** `door`: path of the route, without a slash at the end. `folder` is made when it is absent. */
	constructor({
		db,
		folder,
		door,
		freeBytes = freeBytesOf
	}: {
		db: Db;
		folder: string;
		door: string;
		freeBytes?: (folder: string) => Promise<number>;
	}) {
		this.#db = db;
		this.#door = door;
		this.#freeBytes = freeBytes;
		this.files = new Files(folder);
		this.#store = new FileStore({ directory: folder });
		this.#server = new Server({
			path: door,
			datastore: this.#store,
			relativeLocation: true,
			// Pages of other origins are refused before this; none is invited.
			allowedOrigins: () => false,
			getFileIdFromRequest: (request) => idIn(request.url) ?? undefined,
			namingFunction: (_, metadata) => metadataOf(metadata).attachmentId,
			onUploadCreate: (request, upload) => this.#admit(this.#personOf(request), upload),
			onUploadFinish: async (request, { id }) => {
				refuseIfRefused(await this.#finish(this.#personOf(request), id));
				return {};
			},
			onResponseError: (_, error) => this.#answerTo(error)
		});
	}

	/** Answers POST, HEAD, PATCH and OPTIONS of a person; `who` null: nobody is signed in. */
	async handle(request: Request, who: Who | null): Promise<Response> {
		try {
			if (request.method === 'OPTIONS') return await this.#server.handleWeb(request);
			if (!who) throw new Refusal(401, m.errors_signed_out());
			this.#people.set(request, who);
			return (await this.#fromKnown(request, who)) ?? (await this.#server.handleWeb(request));
		} catch (error) {
			const { status_code, body } = await this.#answerTo(error);
			return tusAnswer(status_code, {}, body);
		}
	}

	/**
	 * Answers what @tus/server cannot know: an upload that the database has settled; one whose last byte came
	 * though the process died before it looked; one that is begun again and goes on from where it is.
	 */
	async #fromKnown(request: Request, who: Who): Promise<Response | null> {
		const isPost = request.method === 'POST';
		const id = isPost ? idInMetadata(request) : idIn(request.url);
		if (id === null) return isPost ? null : tusAnswer(404);
		const row = isPost ? await this.#begun(who, id) : await uploadOf(this.#db, who, id);
		if (!row) return null;

		const offset = await this.#offsetOf(row);
		const isComplete = offset === row.size;
		const settled = isComplete || row.refusal !== null ? await this.#finish(who, id) : row;
		if (settled.refusal !== null) {
			// A HEAD has no body; the client begins anew and is told then.
			return request.method === 'HEAD' ? tusAnswer(410) : tusAnswer(415, {}, settled.refusal);
		}
		if (offset === null) return isPost ? null : tusAnswer(404);
		const where = { 'upload-offset': String(offset), 'upload-length': String(row.size) };
		if (isPost) return tusAnswer(201, { ...where, location: `${this.#door}/${id}` });
		if (!isComplete) return null;
		if (request.method === 'HEAD') return tusAnswer(200, where);
		return tusAnswer(request.headers.get('upload-offset') === String(offset) ? 204 : 409, where);
	}

	async #begun(who: Who, id: string): Promise<Row | null> {
		return await uploadOf(this.#db, who, id).catch((error: unknown) => {
			if (error instanceof Failure && error.code === 'not_found') return null;
			throw error;
		});
	}

	/** Bytes that are here; null: it was never begun, or so little is left of it that it must begin again. */
	async #offsetOf({ id, size, arrivedAt }: Row): Promise<number | null> {
		if (arrivedAt) return size;
		return await this.#store.getUpload(id).then(
			({ offset }) => offset,
			() => null
		);
	}

	async #admit(who: Who, upload: Upload) {
		await beginUpload(this.#db, who, { ...metadataOf(upload.metadata), size: upload.size ?? null });
		const { folder } = this.files;
		await mkdir(folder, { recursive: true });
		if ((await this.#freeBytes(folder)) < (upload.size ?? 0) + RESERVED_BYTES) throw diskFull();
		return {};
	}

	async #finish(who: Who, id: string): Promise<Row> {
		const looking =
			this.#looking.get(id) ?? this.#look(who, id).finally(() => this.#looking.delete(id));
		this.#looking.set(id, looking);
		return await looking;
	}

	async #look(who: Who, id: string): Promise<Row> {
		const before = await uploadOf(this.#db, who, id);
		if (before.arrivedAt || before.refusal !== null) return before;
		const verdict = await inspect(this.files.of(id), before.name);
		if (verdict.refusal === null && verdict.thumbnail) {
			await writeWhole(this.files.thumbnailOf(id), verdict.thumbnail);
		}
		const row = await settle(this.#db, who, id, verdict);
		if (row.refusal !== null) await this.#store.remove(id);
		return row;
	}

	#personOf(request: object): Who {
		const who = this.#people.get(request);
		if (!who) throw new Error('Invariant failed: a tus hook was called for a request of nobody');
		return who;
	}

	async #answerTo(error: unknown): Promise<{ status_code: number; body: string }> {
		if (error !== ERRORS.FILE_WRITE_ERROR) return refusalOf(error);
		// The store hides the cause; a full disk is the one that somebody can mend.
		const isFull = (await this.#freeBytes(this.files.folder)) < 2 ** 20;
		return isFull ? diskFull(error) : new Refusal(503, m.attachment_interrupted());
	}
}

function refuseIfRefused({ refusal }: Row) {
	if (refusal !== null) throw new Refusal(415, refusal);
}

function tusAnswer(status: number, headers: Record<string, string> = {}, body?: string): Response {
	const common = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' };
	return new Response(body ?? null, { status, headers: { ...common, ...headers } });
}

function idIn(url: string): string | null {
	return Id.safeParse(new URL(url).pathname.split('/').at(-1)).data ?? null;
}

/** Null where the request does not say; @tus/server and `metadataOf` refuse it in words then. */
function idInMetadata(request: Request): string | null {
	try {
		const metadata = Metadata.parse(request.headers.get('upload-metadata') ?? '');
		return UploadMetadata.safeParse(metadata).data?.attachmentId ?? null;
	} catch {
		return null;
	}
}

function metadataOf(metadata: Record<string, string | null> | undefined): UploadMetadata {
	const { data, error } = UploadMetadata.safeParse(metadata);
	if (!data) throw new Failure('invalid', m.attachment_bad_metadata(), { cause: error });
	return data;
}
