import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { reach } from './reach.server.ts';
import { ReachQuestion } from './schema.ts';

export const resourceRouter = router({
	reach: personProcedure
		.input(ReachQuestion)
		.query(({ ctx, input }) => reach(ctx.db, ctx.who, input))
});
