import { eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import { act, record } from '#lib/server/journal/record.ts';
import type { Who } from '#lib/who.ts';
import { unitsById } from '../unit/queries.server.ts';
import type { KnowledgeEvent } from './events.ts';
import { sheetCard, visibleCard } from './queries.server.ts';
import { readersOf } from './readers.server.ts';
import { SheetContent, type SheetCard, type SheetSaving, type SheetWithdrawal } from './schema.ts';
import { knowledgeSheet } from './tables.server.ts';
import { wordsOfSheet } from './words.server.ts';
import { may } from './permissions.ts';
import { seesSheet } from './visible.server.ts';

/** Writes a new sheet, or a new version of one. Returns it as it is now. */
export async function saveSheet(db: Db, who: Who, input: SheetSaving): Promise<SheetCard> {
	const { actId, id, basedOn, ownerUnitId, ...content } = input;
	authorizeAnywhere(who);
	const request = { kind: 'knowledge.save', who, input, onRetry: () => visibleCard(db, who, id) };
	return await act(db, request, async (tx) => {
		const held = await hold(tx, who, id);
		await requireOwner(tx, who, ownerUnitId);
		if (held && held.ownerUnitId !== ownerUnitId)
			throw new Failure('conflict', m.knowledge_owner_stays());
		if (held && held.withdrawnReason !== null)
			throw new Failure('conflict', m.knowledge_withdrawn_already());
		if ((held?.version ?? 0) !== basedOn)
			throw new Failure('conflict', m.knowledge_overtaken({ name: held?.savedByName ?? '' }));
		const row = {
			...content,
			words: wordsOfSheet(content),
			savedAt: sql`now()`,
			savedByName: who.name,
			// Units come and go: each saving settles anew who reads it.
			scope: readersOf(ownerUnitId)
		};
		await tx
			.insert(knowledgeSheet)
			.values({ id, ownerUnitId, ...row, origin: sql`(select id from node)` })
			.onConflictDoUpdate({
				target: knowledgeSheet.id,
				set: { ...row, version: sql`${knowledgeSheet.version} + 1` }
			});
		const before = held === null ? null : SheetContent.parse(held);
		return await told(tx, who, actId, id, (card) => ({
			type: 'knowledge.saved',
			payload: { card, before, after: content }
		}));
	});
}

/** Takes what no longer holds off the list; its page stays, with the reason (KN6). */
export async function withdrawSheet(db: Db, who: Who, input: SheetWithdrawal): Promise<SheetCard> {
	authorizeAnywhere(who);
	const { actId, id, reason } = input;
	const request = {
		...{ kind: 'knowledge.withdraw', who, input },
		onRetry: () => visibleCard(db, who, id)
	};
	return await act(db, request, async (tx) => {
		const held = await hold(tx, who, id);
		if (!held) throw new Failure('not_found', m.knowledge_not_found());
		if (held.withdrawnReason !== null)
			throw new Failure('conflict', m.knowledge_withdrawn_already());
		await tx
			.update(knowledgeSheet)
			.set({
				withdrawnReason: reason,
				savedAt: sql`now()`,
				savedByName: who.name,
				version: held.version + 1
			})
			.where(eq(knowledgeSheet.id, id));
		return await told(tx, who, actId, id, (card) => ({
			type: 'knowledge.withdrawn',
			payload: { card, reason }
		}));
	});
}

/** Refuses at once whoever may not write knowledge anywhere. */
function authorizeAnywhere(who: Who) {
	authorize('knowledge.edit', who, may(who, 'knowledge.edit', who.unitPath));
}

/** The sheet, locked, where the person may write it; null where there is none of this id. */
async function hold(tx: Tx, who: Who, id: string) {
	const [held] = await tx
		.select()
		.from(knowledgeSheet)
		.where(eq(knowledgeSheet.id, id))
		.for('update');
	if (!held) return null;
	if (!seesSheet(held, who)) throw new Failure('not_found', m.knowledge_not_found());
	await requireOwner(tx, who, held.ownerUnitId);
	return held;
}

async function requireOwner(tx: Tx, who: Who, unitId: string) {
	const [owner] = await unitsById(tx, [unitId]);
	if (!owner) throw new Failure('invalid', m.knowledge_owner_unknown());
	authorize('knowledge.edit', owner, may(who, 'knowledge.edit', owner.path));
}

type Line =
	| {
			type: 'knowledge.saved';
			payload: { card: SheetCard; before: SheetContent | null; after: SheetContent };
	  }
	| { type: 'knowledge.withdrawn'; payload: { card: SheetCard; reason: string } };

async function told(
	tx: Tx,
	who: Who,
	actId: string,
	id: string,
	lineOf: (card: SheetCard) => Line
): Promise<SheetCard> {
	const card = await sheetCard(tx, id);
	const [row] = await tx
		.select({ scope: knowledgeSheet.scope })
		.from(knowledgeSheet)
		.where(eq(knowledgeSheet.id, id));
	const subject = `knowledge:${id}` as const;
	await record<KnowledgeEvent>(
		tx,
		who,
		{ ...lineOf(card), subject, scope: row?.scope ?? [] },
		actId
	);
	return card;
}
