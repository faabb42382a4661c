import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import {
	deactivatePerson,
	grantRoles,
	reactivatePerson,
	resetPassword,
	savePerson
} from './mutations.server.ts';
import { getPerson, listPeople } from './queries.server.ts';
import { PersonAct, PersonEdit, PersonSearch, RolesEdit } from './schema.ts';

export const personRouter = router({
	list: personProcedure
		.input(PersonSearch)
		.query(({ ctx, input }) => listPeople(ctx.db, ctx.who, input)),
	get: personProcedure
		.input(z.object({ id: Id }))
		.query(({ ctx, input }) => getPerson(ctx.db, ctx.who, input.id)),
	save: personProcedure
		.input(PersonEdit)
		.mutation(({ ctx, input }) => savePerson(ctx.db, ctx.who, input)),
	grant: personProcedure
		.input(RolesEdit)
		.mutation(({ ctx, input }) => grantRoles(ctx.db, ctx.who, input)),
	deactivate: personProcedure
		.input(PersonAct)
		.mutation(({ ctx, input }) => deactivatePerson(ctx.db, ctx.who, input)),
	reactivate: personProcedure
		.input(PersonAct)
		.mutation(({ ctx, input }) => reactivatePerson(ctx.db, ctx.who, input)),
	resetPassword: personProcedure
		.input(PersonAct)
		.mutation(({ ctx, input }) => resetPassword(ctx.db, ctx.who, input))
});
