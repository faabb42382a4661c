import { defineServerFeature } from '#lib/server/feature.ts';
import { planRouter } from './router.server.ts';
import { plan as planTable, planActivation, planVersion } from './tables.server.ts';

export const plan = defineServerFeature({
	router: planRouter,
	records: [{ table: planTable }, { table: planVersion }, { table: planActivation }]
});
