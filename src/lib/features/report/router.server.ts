import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { draftFrom } from './drafting.server.ts';
import { acknowledgeReport, openReport, returnReport } from './mutations-receipt.server.ts';
import { fileReport } from './mutations.server.ts';
import { similarTo } from './queries-similar.server.ts';
import { getReport, inbox, incoming, mine } from './queries.server.ts';
import { ReportAct, ReportDraft, ReturnReport, SimilarQuestion } from './schema.ts';

const ById = z.object({ id: Id });
const Hours = z.object({ hours: z.int().min(1).max(168).default(24) });

export const reportRouter = router({
	file: personProcedure
		.input(ReportDraft)
		.mutation(({ ctx, input }) => fileReport(ctx.db, ctx.who, input)),
	open: personProcedure
		.input(ReportAct)
		.mutation(({ ctx, input }) => openReport(ctx.db, ctx.who, input)),
	acknowledge: personProcedure
		.input(ReportAct)
		.mutation(({ ctx, input }) => acknowledgeReport(ctx.db, ctx.who, input)),
	return: personProcedure
		.input(ReturnReport)
		.mutation(({ ctx, input }) => returnReport(ctx.db, ctx.who, input)),
	inbox: personProcedure.query(({ ctx }) => inbox(ctx.db, ctx.who)),
	incoming: personProcedure
		.input(Hours)
		.query(({ ctx, input }) => incoming(ctx.db, ctx.who, input.hours)),
	mine: personProcedure.query(({ ctx }) => mine(ctx.db, ctx.who)),
	get: personProcedure.input(ById).query(({ ctx, input }) => getReport(ctx.db, ctx.who, input.id)),
	similar: personProcedure
		.input(SimilarQuestion)
		.query(({ ctx, input }) => similarTo(ctx.db, ctx.who, input)),
	draftFrom: personProcedure
		.input(ById.extend({ isCorrection: z.boolean().default(false) }))
		.query(({ ctx, input }) => draftFrom(ctx.db, ctx.who, input))
});
