import { z } from 'zod';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { editRule } from './mutations.server.ts';
import { listRules, ruleHistory, rulesInForce } from './queries.server.ts';
import { EditRule, RuleKey } from './schema.ts';

export const reportingRuleRouter = router({
	inForce: personProcedure.query(({ ctx }) => rulesInForce(ctx.db)),
	list: personProcedure.query(({ ctx }) => listRules(ctx.db)),
	history: personProcedure
		.input(z.object({ key: RuleKey }))
		.query(({ ctx, input }) => ruleHistory(ctx.db, input.key)),
	edit: personProcedure
		.input(EditRule)
		.mutation(({ ctx, input }) => editRule(ctx.db, ctx.who, input))
});
