import { defineServerFeature } from '#lib/server/feature.ts';
import { jointRouter } from './router.server.ts';
import { joint as jointTable } from './tables.server.ts';

export const joint = defineServerFeature({
	router: jointRouter,
	records: [{ table: jointTable }]
});
