import { defineServerFeature } from '#lib/server/feature.ts';
import { reportRouter } from './router.server.ts';
import { report as reportTable, reportReceipt } from './tables.server.ts';

export const report = defineServerFeature({
	router: reportRouter,
	records: [{ table: reportTable }, { table: reportReceipt }]
});
