import { defineServerFeature } from '#lib/server/feature.ts';
import { attachmentRouter } from './router.server.ts';
import { attachment as attachmentTable } from './tables.server.ts';

export const attachment = defineServerFeature({
	router: attachmentRouter,
	records: [{ table: attachmentTable }]
});
