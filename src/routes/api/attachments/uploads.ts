import path from 'node:path';
import { Uploads } from '#lib/features/attachment/uploads.server.ts';
import { db, env } from '#src/app.server.ts';

/** The app process's one door for bytes. */
export const uploads = new Uploads({
	db,
	folder: path.join(env.DATA_DIR, 'uploads'),
	door: '/api/attachments'
});
