import { defineServerFeature } from '#lib/server/feature.ts';
import { accountRouter } from './router.server.ts';

export const account = defineServerFeature({
	router: accountRouter,
	records: []
});
