import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { startFrom, type DraftStart } from './drafting.ts';
import { nodeNow } from './queries-filing.server.ts';
import { getReport } from './queries.server.ts';
import { may } from './permissions.ts';

/** What continues (or corrects) one of the own unit's reports starts from (RP11). */
export async function draftFrom(
	db: Db,
	who: Who,
	{ id, isCorrection }: { id: string; isCorrection: boolean }
): Promise<DraftStart> {
	authorize('report.file', id, may(who, 'report.file', who.unitPath));
	const { report } = await getReport(db, who, id);
	if (report.unitId !== who.unitId) throw new Failure('forbidden', m.report_previous_unknown());
	const { now } = await nodeNow(db);
	return startFrom(report, { isCorrection, now });
}
