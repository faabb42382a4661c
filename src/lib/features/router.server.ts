import { createCaller, router } from '#lib/server/trpc/base.ts';
import { attachmentRouter } from './attachment/router.server.ts';
import { feedRouter } from './feed/router.server.ts';
import { incidentRouter } from './incident/router.server.ts';
import { journalRouter } from './journal/router.server.ts';
import { accountRouter } from './account/router.server.ts';
import { personRouter } from './person/router.server.ts';
import { knowledgeRouter } from './knowledge/router.server.ts';
import { planRouter } from './plan/router.server.ts';
import { reportRouter } from './report/router.server.ts';
import { placeRouter } from './place/router.server.ts';
import { shiftRouter } from './shift/router.server.ts';
import { jointRouter } from './joint/router.server.ts';
import { signRouter } from './sign/router.server.ts';
import { taskRouter } from './task/router.server.ts';
import { unitRouter } from './unit/router.server.ts';
import { warningRouter } from './warning/router.server.ts';
import { clockRouter } from './clock/router.server.ts';
import { consultationRouter } from './consultation/router.server.ts';
import { eventClassRouter } from './event-class/router.server.ts';
import { reportingRuleRouter } from './reporting-rule/router.server.ts';
import { resourceRouter } from './resource/router.server.ts';

/** Every door of the product. A feature adds its router here. */
export const appRouter = router({
	attachment: attachmentRouter,
	reportingRule: reportingRuleRouter,
	eventClass: eventClassRouter,
	clock: clockRouter,
	consultation: consultationRouter,
	account: accountRouter,
	journal: journalRouter,
	person: personRouter,
	feed: feedRouter,
	incident: incidentRouter,
	knowledge: knowledgeRouter,
	plan: planRouter,
	report: reportRouter,
	joint: jointRouter,
	sign: signRouter,
	task: taskRouter,
	resource: resourceRouter,
	place: placeRouter,
	shift: shiftRouter,
	unit: unitRouter,
	warning: warningRouter
});
export type AppRouter = typeof appRouter;

/** Calls the doors without HTTP: for pages' loads and for tests. */
export const callerFor = createCaller(appRouter);
