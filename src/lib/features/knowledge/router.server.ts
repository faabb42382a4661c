import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { saveSheet, withdrawSheet } from './mutations.server.ts';
import { getSheet, searchSheets } from './queries.server.ts';
import { SheetSaving, SheetSearch, SheetWithdrawal } from './schema.ts';

export const knowledgeRouter = router({
	search: personProcedure
		.input(SheetSearch)
		.query(({ ctx, input }) => searchSheets(ctx.db, ctx.who, input)),
	get: personProcedure.input(z.object({ id: Id })).query(async ({ ctx, input }) => {
		const cursor = await headCursor(ctx.db);
		return { ...(await getSheet(ctx.db, ctx.who, input.id)), cursor };
	}),
	save: personProcedure
		.input(SheetSaving)
		.mutation(({ ctx, input }) => saveSheet(ctx.db, ctx.who, input)),
	withdraw: personProcedure
		.input(SheetWithdrawal)
		.mutation(({ ctx, input }) => withdrawSheet(ctx.db, ctx.who, input))
});
