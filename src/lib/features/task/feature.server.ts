import { defineServerFeature } from '#lib/server/feature.ts';
import { taskRouter } from './router.server.ts';
import { task as taskTable } from './tables.server.ts';

export const task = defineServerFeature({
	router: taskRouter,
	records: [{ table: taskTable }]
});
