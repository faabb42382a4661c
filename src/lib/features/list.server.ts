import { createCaller, router } from '#lib/server/trpc/base.ts';
import { routersOf } from '#lib/server/feature.ts';
import { account } from './account/feature.server.ts';
import { attachment } from './attachment/feature.server.ts';
import { clock } from './clock/feature.server.ts';
import { consultation } from './consultation/feature.server.ts';
import { eventClass } from './event-class/feature.server.ts';
import { feed } from './feed/feature.server.ts';
import { incident } from './incident/feature.server.ts';
import { joint } from './joint/feature.server.ts';
import { journal } from './journal/feature.server.ts';
import { knowledge } from './knowledge/feature.server.ts';
import { person } from './person/feature.server.ts';
import { place } from './place/feature.server.ts';
import { plan } from './plan/feature.server.ts';
import { report } from './report/feature.server.ts';
import { reportingRule } from './reporting-rule/feature.server.ts';
import { resource } from './resource/feature.server.ts';
import { shift } from './shift/feature.server.ts';
import { sign } from './sign/feature.server.ts';
import { task } from './task/feature.server.ts';
import { unit } from './unit/feature.server.ts';
import { warning } from './warning/feature.server.ts';
import { audited } from './list.ts';

/** Every noun's server half, low to high. A noun adds itself here and in `list.ts`, and nowhere else. */
export const features = {
	unit,
	person,
	account,
	journal: journal(audited),
	eventClass,
	reportingRule,
	shift,
	place,
	clock,
	report,
	attachment,
	warning,
	feed,
	resource,
	incident,
	joint,
	sign,
	task,
	plan,
	knowledge,
	consultation
};

/** Every door of the product. */
export const appRouter = router(routersOf(features));
export type AppRouter = typeof appRouter;

/** Calls the doors without HTTP: for pages' loads and for tests. */
export const callerFor = createCaller(appRouter);
