import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { controlRoom } from './chair-mutations.server.ts';
import { ControlRoom } from './controls.ts';
import { mediaState } from './media.server.ts';
import {
	closeConsultation,
	declineConsultation,
	inviteUnits,
	joinConsultation,
	openConsultation
} from './mutations.server.ts';
import {
	consultationPage,
	openConsultations,
	recentUnits,
	searchConsultations
} from './queries.server.ts';
import { answerRollCall, closeRollCall, startRollCall } from './roll-call-mutations.server.ts';
import {
	AnswerRollCall,
	CloseRollCall,
	ConsultationAct,
	ConsultationSearch,
	Decline,
	Invite,
	OpenConsultation,
	StartRollCall
} from './schema.ts';
import { takeTicket } from './tickets.server.ts';

const ById = z.object({ id: Id });

export const consultationRouter = router({
	list: personProcedure.query(({ ctx }) => openConsultations(ctx.db, ctx.who)),
	search: personProcedure
		.input(ConsultationSearch)
		.query(({ ctx, input }) => searchConsultations(ctx.db, ctx.who, input)),
	get: personProcedure
		.input(ById)
		.query(({ ctx, input }) => consultationPage(ctx.db, ctx.who, input.id)),
	recentUnits: personProcedure.query(({ ctx }) => recentUnits(ctx.db, ctx.who)),
	media: personProcedure.query(() => mediaState()),
	open: personProcedure
		.input(OpenConsultation)
		.mutation(({ ctx, input }) => openConsultation(ctx.db, ctx.who, input)),
	invite: personProcedure
		.input(Invite)
		.mutation(({ ctx, input }) => inviteUnits(ctx.db, ctx.who, input)),
	join: personProcedure
		.input(ConsultationAct)
		.mutation(({ ctx, input }) => joinConsultation(ctx.db, ctx.who, input)),
	decline: personProcedure
		.input(Decline)
		.mutation(({ ctx, input }) => declineConsultation(ctx.db, ctx.who, input)),
	/** A mutation only because a ticket must not be kept by any cache. */
	ticket: personProcedure
		.input(ById)
		.mutation(({ ctx, input }) => takeTicket(ctx.db, ctx.who, input.id)),
	/** What the chair does with the room. */
	control: personProcedure
		.input(ControlRoom)
		.mutation(({ ctx, input }) => controlRoom(ctx.db, ctx.who, input)),
	startRollCall: personProcedure
		.input(StartRollCall)
		.mutation(({ ctx, input }) => startRollCall(ctx.db, ctx.who, input)),
	answerRollCall: personProcedure
		.input(AnswerRollCall)
		.mutation(({ ctx, input }) => answerRollCall(ctx.db, ctx.who, input)),
	closeRollCall: personProcedure
		.input(CloseRollCall)
		.mutation(({ ctx, input }) => closeRollCall(ctx.db, ctx.who, input)),
	close: personProcedure
		.input(ConsultationAct)
		.mutation(({ ctx, input }) => closeConsultation(ctx.db, ctx.who, input))
});
