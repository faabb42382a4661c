import { z } from 'zod';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { editEventClass, editLevelThreshold } from './mutations.server.ts';
import {
	classHistory,
	listCodeTable,
	listEventClasses,
	thresholdHistory,
	thresholdsInForce
} from './queries.server.ts';
import { searchClasses } from './rules.ts';
import {
	ClassSearch,
	EditedCode,
	EditEventClass,
	EditLevelThreshold,
	ThresholdKey
} from './schema.ts';

export const eventClassRouter = router({
	list: personProcedure.query(({ ctx }) => listEventClasses(ctx.db)),
	search: personProcedure
		.input(ClassSearch)
		.query(async ({ ctx, input }) => searchClasses(await listEventClasses(ctx.db), input.text)),
	table: personProcedure.query(({ ctx }) => listCodeTable(ctx.db)),
	history: personProcedure
		.input(z.object({ code: EditedCode }))
		.query(({ ctx, input }) => classHistory(ctx.db, input.code)),
	thresholds: personProcedure.query(({ ctx }) => thresholdsInForce(ctx.db)),
	thresholdHistory: personProcedure
		.input(z.object({ key: ThresholdKey }))
		.query(({ ctx, input }) => thresholdHistory(ctx.db, input.key)),
	edit: personProcedure
		.input(EditEventClass)
		.mutation(({ ctx, input }) => editEventClass(ctx.db, ctx.who, input)),
	editThreshold: personProcedure
		.input(EditLevelThreshold)
		.mutation(({ ctx, input }) => editLevelThreshold(ctx.db, ctx.who, input))
});
