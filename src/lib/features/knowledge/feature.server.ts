import { defineServerFeature } from '#lib/server/feature.ts';
import { knowledgeRouter } from './router.server.ts';
import { knowledgeSheet } from './tables.server.ts';

export const knowledge = defineServerFeature({
	router: knowledgeRouter,
	records: [{ table: knowledgeSheet }]
});
