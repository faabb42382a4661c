import { eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorizeAct } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { holdOpen } from '../incident/holding.server.ts';
import { addThings, scopeOf } from '../incident/keeping.server.ts';
import { shapeProblem } from '../incident/shapes.server.ts';
import { holdTree, rootOf } from '../incident/tree.server.ts';
import { connect } from '../joint/keeping.server.ts';
import { cardNow } from './cards.server.ts';
import type { SignEvent } from './events.ts';
import { visibleCard } from './queries.server.ts';
import { shapesOf } from './rules.ts';
import type { ChangeSign, DrawSign, RemoveSign, SignCard, SignCode } from './schema.ts';
import { sign } from './tables.server.ts';
import { signPermissions } from './permissions.ts';

/** 标绘: draws a sign on the map of an open incident. Everybody who sees the incident sees it (SG1). */
export async function drawSign(db: Db, who: Who, input: DrawSign): Promise<SignCard> {
	authorizeAct(who, signPermissions['sign.draw']);
	const { actId, about, id, incidentId, code, label, note, shape } = input;
	const request = { kind: 'sign.draw', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const { frame } = await holdOpen(tx, who, incidentId, signPermissions['sign.draw']);
		await requireShape(tx, code, shape);
		await tx.insert(sign).values({
			id,
			incidentId,
			code,
			label,
			note,
			shape,
			frame,
			drawnByUnitId: who.unitId,
			drawnByPersonId: who.personId,
			drawnByName: who.name,
			origin: sql`(select id from node)`
		});
		const card = await tell(tx, who, { type: 'sign.drawn', id, actId });
		if (about) await connect(tx, who, { incidentId, a: `sign:${id}`, b: about });
		return card;
	});
}

/** Renames, annotates or redraws a sign; from an old version it is refused. */
export async function changeSign(db: Db, who: Who, input: ChangeSign): Promise<SignCard> {
	authorizeAct(who, signPermissions['sign.draw']);
	const { actId, id, version, label, note, shape } = input;
	const request = { kind: 'sign.change', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdSign(tx, who, id);
		if (held.removedAt) throw new Failure('conflict', m.sign_removed_already());
		if (held.version !== version) {
			throw new Failure('conflict', m.sign_changed_meanwhile({ name: held.changedByName ?? '' }));
		}
		if (shape) await requireShape(tx, held.code, shape);
		await tx
			.update(sign)
			.set({
				...(label !== undefined && { label }),
				...(note !== undefined && { note }),
				...(shape && { shape }),
				changedAt: sql`now()`,
				changedByName: who.name,
				version: version + 1
			})
			.where(eq(sign.id, id));
		return await tell(tx, who, { type: 'sign.changed', id, actId });
	});
}

/** Takes a sign off the map; whoever comes second changes nothing. */
export async function removeSign(db: Db, who: Who, input: RemoveSign): Promise<SignCard> {
	authorizeAct(who, signPermissions['sign.draw']);
	const { actId, id } = input;
	const request = { kind: 'sign.remove', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await holdSign(tx, who, id);
		if (held.removedAt) return await cardNow(tx, id);
		await tx
			.update(sign)
			.set({ removedAt: sql`now()`, removedByName: who.name, version: held.version + 1 })
			.where(eq(sign.id, id));
		return await tell(tx, who, { type: 'sign.removed', id, actId });
	});
}

/** The sign, locked with the incident that shows it; refused like drawing a new one there. */
async function holdSign(tx: Tx, who: Who, id: string) {
	const [found] = await tx
		.select({ incidentId: sign.incidentId })
		.from(sign)
		.where(eq(sign.id, id));
	if (!found) throw new Failure('not_found', m.sign_not_found());
	await holdTree(tx);
	await holdOpen(tx, who, await rootOf(tx, found.incidentId), signPermissions['sign.draw']);
	// Two at once: the second waited for the incident and reads what the first one wrote.
	return await cardNow(tx, id);
}

async function requireShape(tx: Tx, code: SignCode, shape: SignCard['shape']) {
	const problem = shapesOf(code).includes(shape.type)
		? await shapeProblem(tx, shape)
		: m.sign_shape_wrong();
	if (problem) throw new Failure('invalid', problem, { fields: { shape: problem } });
}

type News = { type: SignEvent['type']; id: string; actId: string };

async function tell(tx: Tx, who: Who, { type, id, actId }: News): Promise<SignCard> {
	const card = await cardNow(tx, id);
	const { incidentId, label, removedAt } = card;
	const subject = `sign:${id}` as const;
	await addThings(tx, incidentId, [
		{ subject, title: label, gone: removedAt === null ? null : 'removed' }
	]);
	const scope = await scopeOf(tx, incidentId);
	await record<SignEvent>(tx, who, { type, subject, scope, payload: { card } }, actId);
	return card;
}
