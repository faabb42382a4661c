import { sendFile } from '#lib/features/attachment/downloads.server.ts';
import { db } from '#src/app.server.ts';
import type { RequestHandler } from './$types';
import { uploads } from '../../uploads.ts';

export const GET: RequestHandler = ({ request, locals, params }) =>
	sendFile({ db, files: uploads.files, request, who: locals.who, id: params.id });
