import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { acceptReport } from './accept.server.ts';
import { candidatesFor } from './candidates.server.ts';
import { draftUpward } from './draft-up.server.ts';
import { editIncident } from './editing.server.ts';
import { mergeIncident, unmergeIncident } from './merging.server.ts';
import {
	closeIncident,
	gradeIncident,
	noteOnIncident,
	reopenIncident
} from './mutations.server.ts';
import { acknowledgeInform, informUnits } from './mutations-inform.server.ts';
import { linkWarning, openFromWarning, unlinkWarning } from './mutations-warning.server.ts';
import { openNotices } from './notices.server.ts';
import { incidentPage } from './page.server.ts';
import { openIncidents } from './queries.server.ts';
import { incidentReach } from './reach.server.ts';
import {
	AcceptReport,
	AcknowledgeInform,
	Grade,
	IncidentAct,
	IncidentEdit,
	IncidentReach,
	IncidentSearch,
	Inform,
	LinkWarning,
	Merge,
	Note,
	OpenFromWarning,
	TimelinePage
} from './schema.ts';
import { searchIncidents } from './search.server.ts';
import { timeline } from './timeline.server.ts';
import { incidentsOfWarning } from './warnings.server.ts';

const ById = z.object({ id: Id });
const OfReport = z.object({ reportId: Id });

export const incidentRouter = router({
	list: personProcedure.query(({ ctx }) => openIncidents(ctx.db, ctx.who)),
	search: personProcedure
		.input(IncidentSearch)
		.query(({ ctx, input }) => searchIncidents(ctx.db, ctx.who, input)),
	get: personProcedure
		.input(ById)
		.query(({ ctx, input }) => incidentPage(ctx.db, ctx.who, input.id)),
	reach: personProcedure
		.input(IncidentReach)
		.query(({ ctx, input }) => incidentReach(ctx.db, ctx.who, input)),
	timeline: personProcedure
		.input(TimelinePage)
		.query(({ ctx, input }) => timeline(ctx.db, ctx.who, input)),
	candidates: personProcedure
		.input(OfReport)
		.query(({ ctx, input }) => candidatesFor(ctx.db, ctx.who, input.reportId)),
	draftUp: personProcedure
		.input(ById)
		.query(({ ctx, input }) => draftUpward(ctx.db, ctx.who, input.id)),
	informedOpen: personProcedure.query(({ ctx }) => openNotices(ctx.db, ctx.who)),
	accept: personProcedure
		.input(AcceptReport)
		.mutation(({ ctx, input }) => acceptReport(ctx.db, ctx.who, input)),
	edit: personProcedure
		.input(IncidentEdit)
		.mutation(({ ctx, input }) => editIncident(ctx.db, ctx.who, input)),
	grade: personProcedure
		.input(Grade)
		.mutation(({ ctx, input }) => gradeIncident(ctx.db, ctx.who, input)),
	merge: personProcedure
		.input(Merge)
		.mutation(({ ctx, input }) => mergeIncident(ctx.db, ctx.who, input)),
	unmerge: personProcedure
		.input(IncidentAct)
		.mutation(({ ctx, input }) => unmergeIncident(ctx.db, ctx.who, input)),
	close: personProcedure
		.input(IncidentAct)
		.mutation(({ ctx, input }) => closeIncident(ctx.db, ctx.who, input)),
	reopen: personProcedure
		.input(IncidentAct)
		.mutation(({ ctx, input }) => reopenIncident(ctx.db, ctx.who, input)),
	note: personProcedure
		.input(Note)
		.mutation(({ ctx, input }) => noteOnIncident(ctx.db, ctx.who, input)),
	inform: personProcedure
		.input(Inform)
		.mutation(({ ctx, input }) => informUnits(ctx.db, ctx.who, input)),
	acknowledgeInform: personProcedure
		.input(AcknowledgeInform)
		.mutation(({ ctx, input }) => acknowledgeInform(ctx.db, ctx.who, input)),
	ofWarning: personProcedure
		.input(z.object({ warningId: Id }))
		.query(({ ctx, input }) => incidentsOfWarning(ctx.db, ctx.who, input.warningId)),
	openFromWarning: personProcedure
		.input(OpenFromWarning)
		.mutation(({ ctx, input }) => openFromWarning(ctx.db, ctx.who, input)),
	linkWarning: personProcedure
		.input(LinkWarning)
		.mutation(({ ctx, input }) => linkWarning(ctx.db, ctx.who, input)),
	unlinkWarning: personProcedure
		.input(LinkWarning)
		.mutation(({ ctx, input }) => unlinkWarning(ctx.db, ctx.who, input))
});
