import { fieldsOf, invalid } from '#lib/input/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import { jsonAnswer, refusedWith } from '#lib/server/http.ts';
import type { Who } from '#lib/who.ts';
import { limitedBytes } from '../feed/fetching.server.ts';
import { commitImport, previewImport } from './import.server.ts';
import { MOST_IMPORT_BYTES } from './rules.ts';
import { ImportCommit } from './schema.ts';

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
		if (query['act'] === 'commit' && !commit.success) throw invalid(fieldsOf(commit.error));
		const bytes = await limitedBytes(request.body, MOST_IMPORT_BYTES);
		if (bytes === null) return refusal(413, m.errors_too_large({ kb: MOST_IMPORT_BYTES / 1024 }));
		const isCommit = query['act'] === 'commit' && commit.success;
		return jsonAnswer(
			200,
			isCommit
				? await commitImport(db, who, commit.data, bytes)
				: await previewImport(db, who, bytes)
		);
	} catch (error) {
		const refused = refusedWith(error);
		if (!refused) throw error;
		return refusal(refused.status, refused.message);
	}
}

const refusal = (status: number, message: string) => jsonAnswer(status, { message });
