import { personProcedure, router } from '#lib/server/trpc/base.ts';
import {
	changePassword,
	keepOpen,
	makeToken,
	revokeSession,
	revokeToken,
	signOut
} from './mutations.server.ts';
import { ownSessions, ownTokens, sessionEnd } from './queries.server.ts';
import { OwnAct, OwnThingAct, PasswordChange, TokenMake } from './schema.ts';

export const accountRouter = router({
	/** Who the asker is: a program finds out what its token may do. */
	who: personProcedure.query(({ ctx }) => ctx.who),
	end: personProcedure.query(({ ctx }) => sessionEnd(ctx.db, ctx.who)),
	active: personProcedure.mutation(({ ctx }) => keepOpen(ctx.db, ctx.who)),
	signOut: personProcedure
		.input(OwnAct)
		.mutation(({ ctx, input }) => signOut(ctx.db, ctx.who, input.actId)),
	sessions: personProcedure.query(({ ctx }) => ownSessions(ctx.db, ctx.who)),
	revokeSession: personProcedure
		.input(OwnThingAct)
		.mutation(({ ctx, input }) => revokeSession(ctx.db, ctx.who, input)),
	changePassword: personProcedure
		.input(PasswordChange)
		.mutation(({ ctx, input }) => changePassword(ctx.db, ctx.who, input)),
	tokens: personProcedure.query(({ ctx }) => ownTokens(ctx.db, ctx.who)),
	makeToken: personProcedure
		.input(TokenMake)
		.mutation(({ ctx, input }) => makeToken(ctx.db, ctx.who, input)),
	revokeToken: personProcedure
		.input(OwnThingAct)
		.mutation(({ ctx, input }) => revokeToken(ctx.db, ctx.who, input))
});
