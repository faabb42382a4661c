import { defineServerFeature } from '#lib/server/feature.ts';
import { incidentRouter } from './router.server.ts';
import {
	incident as incidentTable,
	incidentAdmitted,
	incidentInformed,
	incidentSubject,
	incidentThread,
	incidentWarning
} from './tables.server.ts';

export const incident = defineServerFeature({
	router: incidentRouter,
	records: [
		{ table: incidentTable },
		{ table: incidentThread },
		{ table: incidentInformed },
		{ table: incidentWarning },
		{ table: incidentAdmitted },
		{ table: incidentSubject }
	]
});
