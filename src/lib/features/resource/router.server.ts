import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { exportResources } from './export.server.ts';
import { changeState, editResource, removeResource } from './mutations.server.ts';
import { getResource, listResources, resourceSpots } from './queries.server.ts';
import { reach } from './reach.server.ts';
import {
	ReachQuestion,
	ResourceEdit,
	ResourceFilter,
	ResourcePage,
	ResourceRemoval,
	StateChange
} from './schema.ts';

/** Importing has a door of its own, `POST /api/resources/import`: its body is the file. */
export const resourceRouter = router({
	list: personProcedure
		.input(ResourcePage)
		.query(({ ctx, input }) => listResources(ctx.db, ctx.who, input)),
	spots: personProcedure
		.input(ResourceFilter)
		.query(({ ctx, input }) => resourceSpots(ctx.db, ctx.who, input)),
	get: personProcedure
		.input(z.object({ id: Id }))
		.query(({ ctx, input }) => getResource(ctx.db, ctx.who, input.id)),
	export: personProcedure
		.input(ResourceFilter)
		.query(({ ctx, input }) => exportResources(ctx.db, ctx.who, input)),
	reach: personProcedure
		.input(ReachQuestion)
		.query(({ ctx, input }) => reach(ctx.db, ctx.who, input)),
	edit: personProcedure
		.input(ResourceEdit)
		.mutation(({ ctx, input }) => editResource(ctx.db, ctx.who, input)),
	changeState: personProcedure
		.input(StateChange)
		.mutation(({ ctx, input }) => changeState(ctx.db, ctx.who, input)),
	remove: personProcedure
		.input(ResourceRemoval)
		.mutation(({ ctx, input }) => removeResource(ctx.db, ctx.who, input))
});
