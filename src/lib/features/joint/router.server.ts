import { z } from 'zod';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { connectThings, disconnectThings } from './mutations.server.ts';
import { jointsOf } from './queries.server.ts';
import { Connect } from './schema.ts';

export const jointRouter = router({
	of: personProcedure
		.input(z.object({ incidentId: z.uuid() }))
		.query(({ ctx, input }) => jointsOf(ctx.db, ctx.who, input.incidentId)),
	connect: personProcedure
		.input(Connect)
		.mutation(({ ctx, input }) => connectThings(ctx.db, ctx.who, input)),
	disconnect: personProcedure
		.input(Connect)
		.mutation(({ ctx, input }) => disconnectThings(ctx.db, ctx.who, input))
});
