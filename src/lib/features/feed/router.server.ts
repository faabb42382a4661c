import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { editFeed } from './mutations.server.ts';
import { feedHistory, feedToEdit, listFeeds, recentEarthquakes } from './queries.server.ts';
import { FeedEdit } from './schema.ts';

export const feedRouter = router({
	list: personProcedure.query(({ ctx }) => listFeeds(ctx.db, ctx.who)),
	earthquakes: personProcedure
		.input(z.object({ days: z.int().min(1).max(366).default(7) }))
		.query(({ ctx, input }) => recentEarthquakes(ctx.db, ctx.who, input.days)),
	toEdit: personProcedure
		.input(z.object({ id: Id }))
		.query(({ ctx, input }) => feedToEdit(ctx.db, ctx.who, input.id)),
	history: personProcedure
		.input(z.object({ id: Id }))
		.query(({ ctx, input }) => feedHistory(ctx.db, ctx.who, input.id)),
	edit: personProcedure
		.input(FeedEdit)
		.mutation(({ ctx, input }) => editFeed(ctx.db, ctx.who, input))
});
