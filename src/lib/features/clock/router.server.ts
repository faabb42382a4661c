import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { phoned, waive } from './mutations.server.ts';
import { clocksOfIncident, clocksOfThread, openClocks } from './queries.server.ts';
import { Phoned, Waive } from './schema.ts';

export const clockRouter = router({
	open: personProcedure.query(({ ctx }) => openClocks(ctx.db, ctx.who)),
	ofIncident: personProcedure
		.input(z.object({ incidentId: Id }))
		.query(({ ctx, input }) => clocksOfIncident(ctx.db, ctx.who, input.incidentId)),
	ofThread: personProcedure
		.input(z.object({ threadId: Id }))
		.query(({ ctx, input }) => clocksOfThread(ctx.db, ctx.who, input.threadId)),
	phoned: personProcedure
		.input(Phoned)
		.mutation(({ ctx, input }) => phoned(ctx.db, ctx.who, input)),
	waive: personProcedure.input(Waive).mutation(({ ctx, input }) => waive(ctx.db, ctx.who, input))
});
