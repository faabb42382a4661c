import { defineServerFeature } from '#lib/server/feature.ts';
import { placeRouter } from './router.server.ts';
import { place as placeTable } from './tables.server.ts';

export const place = defineServerFeature({
	router: placeRouter,
	records: [{ table: placeTable }]
});
