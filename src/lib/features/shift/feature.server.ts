import { defineServerFeature } from '#lib/server/feature.ts';
import { shiftRouter } from './router.server.ts';
import { shift as shiftTable } from './tables.server.ts';

export const shift = defineServerFeature({
	router: shiftRouter,
	records: [{ table: shiftTable }]
});
