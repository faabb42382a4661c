import { and, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { cardsOf, replacedCards } from './cards.server.ts';
import type { WarningCard, WarningFull, WarningPage } from './schema.ts';
import { warning } from './tables.server.ts';
import { authorizeReading, seesWarning, visibleWarning } from './visible.server.ts';

/** More than ever hold at once in a province; the gravest come first. */
const MOST_ACTIVE = 300;

/** What holds now and the person's unit may see, the gravest first. Follow from `cursor` on `unit:<own>`. */
export async function activeWarnings(
	db: Db,
	who: Who
): Promise<{ cursor: string; warnings: WarningCard[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const rows = await db
		.select({ id: warning.id })
		.from(warning)
		.where(
			and(
				isNull(warning.endedAt),
				gt(warning.expiresAt, sql`now()`),
				ne(warning.msgType, 'Cancel'),
				visibleWarning(who)
			)
		)
		.orderBy(sql`${warning.level} asc nulls last`, desc(warning.receivedAt))
		.limit(MOST_ACTIVE);
	const ids = rows.map(({ id }) => id);
	const cards = await cardsOf(db, ids);
	return { cursor, warnings: cards.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)) };
}

/** Every message that the person's unit may see, the newest received first; `next` goes into `before`. */
export async function warningHistory(
	db: Reader,
	who: Who,
	{ before, limit }: WarningPage
): Promise<{ warnings: WarningCard[]; next: string | null }> {
	authorizeReading(who);
	const rows = await db
		.select({ id: warning.id })
		.from(warning)
		.where(and(visibleWarning(who), before === null ? undefined : lt(warning.id, before)))
		.orderBy(desc(warning.id))
		.limit(limit + 1);
	const ids = rows.slice(0, limit).map(({ id }) => id);
	return {
		warnings: await cardsOf(db, ids),
		next: rows.length > limit ? (ids.at(-1) ?? null) : null
	};
}

/** One message with everything that was sent, and what it replaced. */
export async function getWarning(db: Reader, who: Who, id: string): Promise<WarningFull> {
	authorizeReading(who);
	const [row] = await db
		.select({
			sender: warning.sender,
			identifier: warning.identifier,
			sentAt: warning.sentAt,
			info: warning.info,
			note: warning.note,
			remarks: warning.remarks
		})
		.from(warning)
		.where(and(eq(warning.id, id), visibleWarning(who)));
	const [card] = row ? await cardsOf(db, [id]) : [];
	if (!row || !card) throw new Failure('not_found', m.warning_not_found());
	const { sender, identifier, sentAt, ...rest } = row;
	const replaced = await replacedCards(db, id);
	return {
		...card,
		...rest,
		key: { sender, identifier, sentAt: sentAt.toISOString() },
		replaced: replaced.filter((card) => seesWarning(card, who))
	};
}
