import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { changeSign, drawSign, removeSign } from './mutations.server.ts';
import { signsOfIncident } from './queries.server.ts';
import { ChangeSign, DrawSign, RemoveSign } from './schema.ts';

export const signRouter = router({
	of: personProcedure
		.input(z.object({ incidentId: Id }))
		.query(({ ctx, input }) => signsOfIncident(ctx.db, ctx.who, input.incidentId)),
	draw: personProcedure
		.input(DrawSign)
		.mutation(({ ctx, input }) => drawSign(ctx.db, ctx.who, input)),
	change: personProcedure
		.input(ChangeSign)
		.mutation(({ ctx, input }) => changeSign(ctx.db, ctx.who, input)),
	remove: personProcedure
		.input(RemoveSign)
		.mutation(({ ctx, input }) => removeSign(ctx.db, ctx.who, input))
});
