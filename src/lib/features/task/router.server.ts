import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import {
	assignTask,
	declineTask,
	finishTask,
	moveDeadline,
	progressTask,
	receiveTask,
	superviseTask,
	withdrawTask
} from './mutations.server.ts';
import { endedTasks, lateTasks, openTasks, tasksOfIncident } from './queries.server.ts';
import {
	AssignTask,
	TaskAct,
	TaskDeadline,
	TaskProgress,
	TaskReason,
	TaskResult,
	TaskSupervision
} from './schema.ts';

export const taskRouter = router({
	open: personProcedure.query(({ ctx }) => openTasks(ctx.db, ctx.who)),
	late: personProcedure.query(({ ctx }) => lateTasks(ctx.db, ctx.who)),
	ended: personProcedure.query(({ ctx }) => endedTasks(ctx.db, ctx.who)),
	of: personProcedure
		.input(z.object({ incidentId: Id }))
		.query(({ ctx, input }) => tasksOfIncident(ctx.db, ctx.who, input.incidentId)),
	assign: personProcedure
		.input(AssignTask)
		.mutation(({ ctx, input }) => assignTask(ctx.db, ctx.who, input)),
	receive: personProcedure
		.input(TaskAct)
		.mutation(({ ctx, input }) => receiveTask(ctx.db, ctx.who, input)),
	progress: personProcedure
		.input(TaskProgress)
		.mutation(({ ctx, input }) => progressTask(ctx.db, ctx.who, input)),
	finish: personProcedure
		.input(TaskResult)
		.mutation(({ ctx, input }) => finishTask(ctx.db, ctx.who, input)),
	decline: personProcedure
		.input(TaskReason)
		.mutation(({ ctx, input }) => declineTask(ctx.db, ctx.who, input)),
	withdraw: personProcedure
		.input(TaskReason)
		.mutation(({ ctx, input }) => withdrawTask(ctx.db, ctx.who, input)),
	supervise: personProcedure
		.input(TaskSupervision)
		.mutation(({ ctx, input }) => superviseTask(ctx.db, ctx.who, input)),
	moveDeadline: personProcedure
		.input(TaskDeadline)
		.mutation(({ ctx, input }) => moveDeadline(ctx.db, ctx.who, input))
});
