import { and, eq } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Reader } from '#lib/server/db/client.ts';
import { inScope, isInScope } from '#lib/server/scope.ts';
import type { Who } from '#lib/who.ts';
import { may as mayIncident } from '../incident/permissions.ts';
import { may } from './permissions.ts';
import { cardNow } from './cards.server.ts';
import type { ConsultationCard } from './schema.ts';
import { consultation } from './tables.server.ts';

/** Who sees which consultations (CN3). Every read asks here. */

/** Who reads incidents reads of their consultations, and whoever may join one; administrators do neither (CN3). */
export function authorizeReading(who: Who) {
	const isAllowed =
		mayIncident(who, 'incident.read', [who.unitId]) || may(who, 'consultation.join', [who.unitId]);
	authorize('incident.read', who, isAllowed);
}

/** True where the person's unit was called, or stands above one that was. */
export const visibleConsultation = (who: Who) => inScope(consultation.scope, who);

/** The same of a row that is at hand. */
export const seesConsultation = (row: { scope: string[] }, who: Who) => isInScope(row.scope, who);

/** `not_found` where the person's unit may not see it. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<ConsultationCard> {
	const [visible] = await db
		.select({ id: consultation.id })
		.from(consultation)
		.where(and(eq(consultation.id, id), visibleConsultation(who)));
	if (!visible) throw new Failure('not_found', m.consultation_not_found());
	return await cardNow(db, id);
}
