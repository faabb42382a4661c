import { defineServerFeature } from '#lib/server/feature.ts';
import { eventClassRouter } from './router.server.ts';
import { eventClass as eventClassTable, levelThreshold } from './tables.server.ts';

export const eventClass = defineServerFeature({
	router: eventClassRouter,
	records: [{ table: eventClassTable }, { table: levelThreshold }]
});
