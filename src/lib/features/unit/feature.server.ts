import { defineServerFeature } from '#lib/server/feature.ts';
import { unitRouter } from './router.server.ts';
import { formerUnit, unit as unitTable } from './tables.server.ts';

export const unit = defineServerFeature({
	router: unitRouter,
	records: [{ table: unitTable }, { table: formerUnit }]
});
