import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { connectThings, disconnectThings } from './mutations.server.ts';
import { jointsAbout, jointsOf } from './queries.server.ts';
import { Connect, JointsAbout } from './schema.ts';

export const jointRouter = router({
	of: personProcedure
		.input(z.object({ incidentId: Id }))
		.query(({ ctx, input }) => jointsOf(ctx.db, ctx.who, input.incidentId)),
	about: personProcedure
		.input(JointsAbout)
		.query(({ ctx, input }) => jointsAbout(ctx.db, ctx.who, input.subjects)),
	connect: personProcedure
		.input(Connect)
		.mutation(({ ctx, input }) => connectThings(ctx.db, ctx.who, input)),
	disconnect: personProcedure
		.input(Connect)
		.mutation(({ ctx, input }) => disconnectThings(ctx.db, ctx.who, input))
});
