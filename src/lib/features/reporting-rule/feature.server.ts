import { defineServerFeature } from '#lib/server/feature.ts';
import { reportingRuleRouter } from './router.server.ts';
import { reportingRule as reportingRuleTable } from './tables.server.ts';

export const reportingRule = defineServerFeature({
	router: reportingRuleRouter,
	records: [{ table: reportingRuleTable }]
});
