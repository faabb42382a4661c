import { and, eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize, authorizeAct } from '#lib/server/authorize.ts';
import type { Tx, Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { cardNow } from './cards.server.ts';
import type { ConsultationCard } from './schema.ts';
import { consultation, rollCall } from './tables.server.ts';
import { may, consultationPermissions } from './permissions.ts';
import { seesConsultation } from './visible.server.ts';

/** The consultation, locked until the transaction ends; `not_found` where the person's unit may not see it. */
export async function hold(tx: Tx, who: Who | null, id: string) {
	const [found] = await tx.select().from(consultation).where(eq(consultation.id, id)).for('update');
	if (!found || (who && !seesConsultation(found, who)))
		throw new Failure('not_found', m.consultation_not_found());
	return found;
}
export type Held = Awaited<ReturnType<typeof hold>>;

/** As `hold`, and not closed. */
export async function holdOpen(tx: Tx, who: Who, id: string): Promise<Held> {
	const held = await hold(tx, who, id);
	if (held.closedAt !== null) throw new Failure('conflict', m.consultation_closed_already());
	return held;
}

/** As `holdOpen`, for what the chair does (CN6). */
export async function holdAsChair(tx: Tx, who: Who, id: string): Promise<Held> {
	authorizeAct(who, consultationPermissions['consultation.chair']);
	const held = await holdOpen(tx, who, id);
	authorize('consultation.chair', held, may(who, 'consultation.chair', [held.chairUnitId]));
	return held;
}

/** A roll call with its consultation locked. */
export async function rollCallOf(tx: Reader, id: string) {
	const [found] = await tx
		.select({ consultationId: rollCall.consultationId })
		.from(rollCall)
		.where(eq(rollCall.id, id));
	if (!found) throw new Failure('not_found', m.consultation_roll_not_found());
	return found;
}

/** After every change: the version grows and the scope is settled anew: all that were called, and those above them. */
export async function renew(
	tx: Tx,
	id: string
): Promise<{ card: ConsultationCard; scope: string[] }> {
	const [row] = await tx
		.update(consultation)
		.set({
			version: sql`${consultation.version} + 1`,
			scope: sql`(select array_agg(distinct seen order by seen) from (
				select unnest(unit.path) as seen from consultation_unit called join unit on unit.id = called.unit_id
				where called.consultation_id = ${id}) as paths)`
		})
		.where(and(eq(consultation.id, id)))
		.returning({ scope: consultation.scope });
	if (!row) throw new Failure('not_found', m.consultation_not_found());
	return { card: await cardNow(tx, id), scope: row.scope };
}
