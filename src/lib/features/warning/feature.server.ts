import { defineServerFeature } from '#lib/server/feature.ts';
import { warningRouter } from './router.server.ts';
import { warning as warningTable } from './tables.server.ts';

export const warning = defineServerFeature({
	router: warningRouter,
	records: [{ table: warningTable }]
});
