import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import {
	ActivationUndo,
	ConsequencesQuestion,
	LevelChange,
	PlanActivation,
	ResponseEnd
} from './activation-schema.ts';
import { checkVersion } from './checking.server.ts';
import { approveVersion, sendBackVersion, withdrawVersion } from './mutations-approval.server.ts';
import { activatePlan } from './mutations-activation.server.ts';
import { createPlan, saveVersion, startVersion, submitVersion } from './mutations.server.ts';
import { changeLevel, endResponse, undoActivation } from './mutations-response.server.ts';
import { consequencesOf, proposals, responsesOf, usedIn } from './proposing.server.ts';
import { getPlan, getVersion, listPlans } from './queries.server.ts';
import {
	PlanCreation,
	PlanSearch,
	VersionApproval,
	VersionRefusal,
	VersionSaving,
	VersionStart,
	VersionSubmission
} from './schema.ts';

const ById = z.object({ id: Id });
const OfIncident = z.object({ incidentId: Id });

export const planRouter = router({
	list: personProcedure
		.input(PlanSearch)
		.query(({ ctx, input }) => listPlans(ctx.db, ctx.who, input)),
	get: personProcedure.input(ById).query(async ({ ctx, input }) => {
		const cursor = await headCursor(ctx.db);
		return { ...(await getPlan(ctx.db, ctx.who, input.id)), cursor };
	}),
	version: personProcedure
		.input(ById)
		.query(({ ctx, input }) => getVersion(ctx.db, ctx.who, input.id)),
	checks: personProcedure
		.input(ById)
		.query(({ ctx, input }) => checkVersion(ctx.db, ctx.who, input.id)),
	create: personProcedure
		.input(PlanCreation)
		.mutation(({ ctx, input }) => createPlan(ctx.db, ctx.who, input)),
	save: personProcedure
		.input(VersionSaving)
		.mutation(({ ctx, input }) => saveVersion(ctx.db, ctx.who, input)),
	startVersion: personProcedure
		.input(VersionStart)
		.mutation(({ ctx, input }) => startVersion(ctx.db, ctx.who, input)),
	submit: personProcedure
		.input(VersionSubmission)
		.mutation(({ ctx, input }) => submitVersion(ctx.db, ctx.who, input)),
	approve: personProcedure
		.input(VersionApproval)
		.mutation(({ ctx, input }) => approveVersion(ctx.db, ctx.who, input)),
	sendBack: personProcedure
		.input(VersionRefusal)
		.mutation(({ ctx, input }) => sendBackVersion(ctx.db, ctx.who, input)),
	withdraw: personProcedure
		.input(VersionRefusal)
		.mutation(({ ctx, input }) => withdrawVersion(ctx.db, ctx.who, input)),
	usedIn: personProcedure.input(ById).query(({ ctx, input }) => usedIn(ctx.db, ctx.who, input.id)),
	proposals: personProcedure
		.input(OfIncident)
		.query(({ ctx, input }) => proposals(ctx.db, ctx.who, input.incidentId)),
	consequences: personProcedure
		.input(ConsequencesQuestion)
		.query(({ ctx, input }) => consequencesOf(ctx.db, ctx.who, input)),
	responses: personProcedure
		.input(OfIncident)
		.query(({ ctx, input }) => responsesOf(ctx.db, ctx.who, input.incidentId)),
	activate: personProcedure
		.input(PlanActivation)
		.mutation(({ ctx, input }) => activatePlan(ctx.db, ctx.who, input)),
	undoActivation: personProcedure
		.input(ActivationUndo)
		.mutation(({ ctx, input }) => undoActivation(ctx.db, ctx.who, input)),
	changeLevel: personProcedure
		.input(LevelChange)
		.mutation(({ ctx, input }) => changeLevel(ctx.db, ctx.who, input)),
	endResponse: personProcedure
		.input(ResponseEnd)
		.mutation(({ ctx, input }) => endResponse(ctx.db, ctx.who, input))
});
