import { and, arrayContains, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { invariant } from '#lib/errors.ts';
import type { Frame } from '#lib/frame.ts';
import type { Reader, Tx } from '#lib/server/db/client.ts';
import { record } from '#lib/server/journal/record.ts';
import type { Actor } from '#lib/who.ts';
import { locate, type Located } from './area.server.ts';
import { cardsOf } from './cards.server.ts';
import { draftOf, type Draft } from './draft.ts';
import type { WarningEvent } from './events.ts';
import { finding, type Finding } from './finding.ts';
import { endingBy, frameOf, isForPeople, keyText } from './rules.ts';
import type { Ending, WarningCard, WarningMessage } from './schema.ts';
import { warning } from './tables.server.ts';

/** The feed that a message came by. `frame`: of a feed for rehearsal everything is rehearsal. */
export type Source = { feedId: string; name: string; unitId: string; frame: Frame };

/** What a message became. `known`: it was here before; `ignored`: programs say it to each other. */
export type Kept =
	| {
			became: 'issued' | 'updated' | 'cancelled';
			card: WarningCard;
			replaced: WarningCard[];
			remarks: Finding[];
	  }
	| { became: 'known'; card: WarningCard }
	| { became: 'ignored'; message: WarningMessage };

/** A message with what it takes long to find out. `located` null: it was here before, or is not kept. */
export type Prepared = { message: WarningMessage; draft: Draft; located: Located | null };

/** Looks up where the message holds and for whom; before the transaction, which it would keep open for long. */
export async function prepareWarning(
	db: Reader,
	source: Source,
	message: WarningMessage
): Promise<Prepared> {
	const draft = draftOf(message);
	const isOld = !isForPeople(message) || (await findKey(db, source, keyText(message))) !== null;
	const at = { day: message.sentAt.slice(0, 10), agencyId: source.unitId };
	return { message, draft, located: isOld ? null : await locate(db, draft.areas, at) };
}

/**
 * Takes a message in: stores it once, ends what it refers to, and writes the journal line. For use inside the
 * transaction of the feed that brought it. Messages of one agency may come in any order (WA1–WA4).
 */
export async function keepWarning(
	tx: Tx,
	who: Actor,
	source: Source,
	{ message, draft, located }: Prepared
): Promise<Kept> {
	if (!isForPeople(message)) return { became: 'ignored', message };
	// An update and what it replaces must not pass each other unseen.
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`warning ${source.unitId}`}, 0))`
	);
	const known = await findKey(tx, source, keyText(message));
	if (known) return { became: 'known', card: await cardOf(tx, known) };
	invariant(located, 'a message that was not known was looked up');

	const ending = endingBy(message);
	const { id, remarks } = await insert(tx, source, { message, draft, located }, ending);
	const replaced = ending === null ? [] : await endReferred(tx, source, message, { id, ending });
	const [card, before] = [await cardOf(tx, id), await cardsOf(tx, replaced)];
	await record<WarningEvent>(tx, who, eventOf(card, before, ending));
	const became = ending === null ? 'issued' : ending === 'update' ? 'updated' : 'cancelled';
	return { became, card, replaced: before, remarks };
}

async function findKey(db: Reader, { unitId }: Source, key: string): Promise<string | null> {
	const [found] = await db
		.select({ id: warning.id })
		.from(warning)
		.where(and(eq(warning.unitId, unitId), eq(warning.key, key)));
	return found?.id ?? null;
}

async function cardOf(tx: Tx, id: string): Promise<WarningCard> {
	const [card] = await cardsOf(tx, [id]);
	invariant(card, `warning ${id} was there in this transaction`);
	return card;
}

async function insert(
	tx: Tx,
	source: Source,
	{ message, draft, located }: Prepared & { located: Located },
	ending: Ending | null
) {
	const id = uuidv7();
	// What the agency itself calls a rehearsal stays one, also on a demonstration's feed.
	const frame = frameOf(message.status) === 'exercise' ? 'exercise' : source.frame;
	const { areas: _areas, ...shown } = draft;
	const { shape, outline, at, scope, units } = located;
	const remarks = [...message.remarks, ...located.remarks];
	if (shape === null && message.msgType !== 'Cancel') remarks.push(finding('noPlace'));
	await tx.insert(warning).values({
		...shown,
		id,
		frame,
		feedId: source.feedId,
		sourceName: source.name,
		unitId: source.unitId,
		sender: message.sender,
		identifier: message.identifier,
		sentAt: new Date(message.sentAt),
		key: keyText(message),
		refersTo: message.references.map(keyText),
		// Ack and Error never come here.
		msgType: message.msgType as WarningCard['msgType'],
		note: message.note,
		signature: message.signature,
		onsetAt: draft.onsetAt === null ? null : new Date(draft.onsetAt),
		expiresAt: new Date(draft.expiresAt),
		shape: sql`${shape}::geometry`,
		outline: sql`${outline}::geometry`,
		at: sql`${at}::geometry`,
		units,
		scope,
		remarks,
		origin: sql`(select id from node)`,
		...(await endingOf(tx, source, message, frame, ending))
	});
	return { id, remarks };
}

/** How the new message ends at once: it clears, or a later one that replaces it was faster. */
async function endingOf(
	tx: Tx,
	{ unitId }: Source,
	message: WarningMessage,
	frame: Frame,
	ending: Ending | null
) {
	if (ending === 'cancel' || ending === 'allClear') {
		return { endedAt: new Date(message.sentAt), endedBy: ending };
	}
	const [later] = await tx
		.select({
			id: warning.id,
			sentAt: warning.sentAt,
			msgType: warning.msgType,
			endedBy: warning.endedBy
		})
		.from(warning)
		.where(
			and(
				eq(warning.unitId, unitId),
				eq(warning.frame, frame),
				arrayContains(warning.refersTo, [keyText(message)])
			)
		)
		.orderBy(asc(warning.sentAt))
		.limit(1);
	if (!later) return {};
	const endedBy: Ending =
		later.msgType === 'Cancel' ? 'cancel' : later.endedBy === 'allClear' ? 'allClear' : 'update';
	return { endedAt: later.sentAt, endedBy, replacedById: later.id };
}

/** Ends what the message refers to, in the same frame: a rehearsal clears nothing real. Returns their ids. */
async function endReferred(
	tx: Tx,
	{ unitId }: Source,
	message: WarningMessage,
	{ id, ending }: { id: string; ending: Ending }
): Promise<string[]> {
	if (message.references.length === 0) return [];
	const rows = await tx
		.update(warning)
		.set({ endedAt: new Date(message.sentAt), endedBy: ending, replacedById: id })
		.where(
			and(
				eq(warning.unitId, unitId),
				inArray(warning.key, message.references.map(keyText)),
				eq(warning.frame, sql`(select frame from ${warning} as mine where mine.id = ${id})`),
				isNull(warning.endedAt)
			)
		)
		.returning({ id: warning.id });
	return rows.map((row) => row.id);
}

/** Units that only what was replaced was for are told too, or it would stay on their screens. */
function eventOf(card: WarningCard, replaced: WarningCard[], ending: Ending | null): WarningEvent {
	const subject = `warning:${card.id}` as const;
	const scope = [card, ...replaced].flatMap((one) => one.scope);
	if (ending === null) return { type: 'warning.issued', subject, scope, payload: { card } };
	const type = ending === 'update' ? 'warning.updated' : 'warning.cancelled';
	return { type, subject, scope, payload: { card, replaced } };
}
