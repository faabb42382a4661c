import { defineServerFeature } from '#lib/server/feature.ts';
import { personRouter } from './router.server.ts';
import { person as personTable } from './tables.server.ts';

export const person = defineServerFeature({
	router: personRouter,
	records: [{ table: personTable }]
});
