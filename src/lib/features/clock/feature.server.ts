import { defineServerFeature } from '#lib/server/feature.ts';
import { clockRouter } from './router.server.ts';
import { clock as clockTable } from './tables.server.ts';

export const clock = defineServerFeature({
	router: clockRouter,
	records: [{ table: clockTable }]
});
