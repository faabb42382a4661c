import { defineServerFeature } from '#lib/server/feature.ts';
import { signRouter } from './router.server.ts';
import { sign as signTable } from './tables.server.ts';

export const sign = defineServerFeature({
	router: signRouter,
	records: [{ table: signTable }]
});
