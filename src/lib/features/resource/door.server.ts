import { Failure, type FailureCode } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import { isDatabaseOutage } from '#lib/server/db/outage.ts';
import type { Who } from '#lib/who.ts';
import { limitedBytes } from '../feed/fetching.server.ts';
import { commitImport, previewImport } from './import.server.ts';
import { MOST_IMPORT_BYTES } from './rules.ts';
import { ImportCommit } from './schema.ts';

const STATUS = {
	not_found: 404,
	forbidden: 403,
	conflict: 409,
	invalid: 422,
	unavailable: 503
} as const satisfies Record<FailureCode, number>;

/**
 * The door for files of resources; the body is the file itself. `?act=preview` answers an `ImportPreview`,
 * `?act=commit&actId=…&digest=…&fileName=…` does it and answers the counts. A refusal is `{ message }`.
 */
export async function answerImport({
	db,
	who,
	request
}: {
	db: Db;
	who: Who | null;
	request: Request;
}): Promise<Response> {
	try {
		if (!who) return refusal(401, m.errors_signed_out());
		const query = Object.fromEntries(new URL(request.url).searchParams);
		const commit = ImportCommit.safeParse(query);
		if (query['act'] === 'commit' && !commit.success) return refusal(422, m.errors_invalid());
		const bytes = await limitedBytes(request.body, MOST_IMPORT_BYTES);
		if (bytes === null) return refusal(413, m.errors_too_large({ kb: MOST_IMPORT_BYTES / 1024 }));
		const isCommit = query['act'] === 'commit' && commit.success;
		return answer(
			200,
			isCommit
				? await commitImport(db, who, commit.data, bytes)
				: await previewImport(db, who, bytes)
		);
	} catch (error) {
		if (error instanceof Failure) return refusal(STATUS[error.code], error.message);
		if (isDatabaseOutage(error)) return refusal(503, m.errors_database());
		throw error;
	}
}

const refusal = (status: number, message: string) => answer(status, { message });

const answer = (status: number, body: unknown) =>
	Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
