import { answerImport } from '#lib/features/resource/door.server.ts';
import { db } from '#src/app.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, locals }) =>
	answerImport({ db, who: locals.who, request });
