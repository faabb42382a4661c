import { defineServerFeature } from '#lib/server/feature.ts';
import { resourceRouter } from './router.server.ts';
import { resource as resourceTable } from './tables.server.ts';

export const resource = defineServerFeature({
	router: resourceRouter,
	records: [{ table: resourceTable }]
});
