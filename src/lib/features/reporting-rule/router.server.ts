import { z } from 'zod';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { editRule } from './mutations.server.ts';
import { listRules, ruleHistory, rulesInForce } from './queries.server.ts';
import { EditRule } from './schema.ts';

export const reportingRuleRouter = router({
	inForce: personProcedure.query(({ ctx }) => rulesInForce(ctx.db)),
	list: personProcedure.query(({ ctx }) => listRules(ctx.db)),
	history: personProcedure
		.input(z.object({ key: z.string().max(60) }))
		.query(({ ctx, input }) => ruleHistory(ctx.db, input.key)),
	edit: personProcedure
		.input(EditRule)
		.mutation(({ ctx, input }) => editRule(ctx.db, ctx.who, input))
});
