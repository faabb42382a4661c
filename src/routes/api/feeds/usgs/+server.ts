import { answerPush } from '#lib/features/feed/push.server.ts';
import { db } from '#src/app.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, locals }) =>
	answerPush({ db, who: locals.who, kind: 'usgs', request });
