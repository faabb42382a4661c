import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { activeWarnings, getWarning, warningHistory } from './queries.server.ts';
import { WarningPage } from './schema.ts';

export const warningRouter = router({
	active: personProcedure.query(({ ctx }) => activeWarnings(ctx.db, ctx.who)),
	history: personProcedure
		.input(WarningPage)
		.query(({ ctx, input }) => warningHistory(ctx.db, ctx.who, input)),
	get: personProcedure
		.input(z.object({ id: Id }))
		.query(({ ctx, input }) => getWarning(ctx.db, ctx.who, input.id))
});
