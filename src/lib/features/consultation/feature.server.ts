import { defineServerFeature } from '#lib/server/feature.ts';
import { consultationRouter } from './router.server.ts';
import {
	attendance,
	consultation as consultationTable,
	consultationUnit,
	mediaCursor,
	rollCall,
	rollCallAnswer
} from './tables.server.ts';

export const consultation = defineServerFeature({
	router: consultationRouter,
	records: [
		{ table: consultationTable },
		{ table: consultationUnit },
		{ table: attendance },
		{ table: rollCall },
		{ table: rollCallAnswer },
		{ table: mediaCursor }
	]
});
