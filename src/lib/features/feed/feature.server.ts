import { defineServerFeature } from '#lib/server/feature.ts';
import { feedRouter } from './router.server.ts';
import { earthquake, feed as feedTable, feedFile } from './tables.server.ts';

export const feed = defineServerFeature({
	router: feedRouter,
	records: [{ table: feedTable }, { table: feedFile }, { table: earthquake }]
});
