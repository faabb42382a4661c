import { and, desc, eq, ne } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { holdsWords } from '#lib/server/db/bigrams.ts';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { snippetOf, type Snippet } from '#lib/snippet.ts';
import type { Who } from '#lib/who.ts';
import { cardsOf, toVersionCard, versionColumns, versionsOf } from './cards.server.ts';
import { isListed } from './rules.ts';
import type { PlanCard, PlanFull, PlanSearch, VersionFull } from './schema.ts';
import { plan, planVersion } from './tables.server.ts';
import { authorizeReading, readsDraftsOf, visiblePlan, visibleVersion } from './visible.server.ts';

/** More than a province has; the list is not cut in practice. */
const MOST_PLANS = 500;

/** Plans by the words in them, the latest saved first, each with where the words stand. Follow from `cursor`. */
export async function listPlans(
	db: Db,
	who: Who,
	{ text, state }: PlanSearch
): Promise<{ cursor: string; plans: (PlanCard & { snippet: Snippet | null })[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const found = await db
		.selectDistinctOn([plan.id], {
			id: plan.id,
			words: planVersion.words,
			savedAt: planVersion.savedAt
		})
		.from(plan)
		.innerJoin(planVersion, eq(planVersion.planId, plan.id))
		.where(
			and(
				visibleVersion(who),
				ne(planVersion.state, 'superseded'),
				holdsWords(planVersion.words, text)
			)
		)
		.orderBy(plan.id, desc(planVersion.number))
		.limit(MOST_PLANS);
	const rows = found.sort((a, b) => b.savedAt.getTime() - a.savedAt.getTime());
	const words = new Map(rows.map((row) => [row.id, row.words]));
	const ids = rows.map(({ id }) => id);
	const cards = await cardsOf(db, ids, (ownerPath) => readsDraftsOf(who, ownerPath));
	return {
		cursor,
		plans: cards
			.filter((card) => isListed(card, state, new Date()))
			.map((card) => ({ ...card, snippet: snippetOf(words.get(card.id) ?? '', text) }))
	};
}

/** A plan with all versions that the person may see, the newest first. */
export async function getPlan(db: Reader, who: Who, id: string): Promise<PlanFull> {
	authorizeReading(who);
	const [row] = await db
		.select({ scope: plan.scope })
		.from(plan)
		.where(and(eq(plan.id, id), visiblePlan(who)));
	const [card] = await cardsOf(db, row ? [id] : [], (path) => readsDraftsOf(who, path));
	if (!row || !card) throw new Failure('not_found', m.plan_not_found());
	const versions = (await versionsOf(db, [id], visibleVersion(who))).get(id) ?? [];
	return { ...card, scope: row.scope, versions: versions.map(toVersionCard) };
}

/** The card as it is now, for whom it is visible: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<PlanCard> {
	const { scope: _scope, versions: _versions, ...card } = await getPlan(db, who, id);
	return card;
}

/** The card of the version's plan, for whom both are visible: the answer to a retry. */
export async function cardOfVersion(db: Reader, who: Who, versionId: string): Promise<PlanCard> {
	const { planId } = await getVersion(db, who, versionId);
	return await visibleCard(db, who, planId);
}

/** What a version says. */
export async function getVersion(db: Reader, who: Who, id: string): Promise<VersionFull> {
	authorizeReading(who);
	const [row] = await db
		.select({ ...versionColumns, content: planVersion.content })
		.from(planVersion)
		.innerJoin(plan, eq(plan.id, planVersion.planId))
		.where(and(eq(planVersion.id, id), visibleVersion(who)));
	if (!row) throw new Failure('not_found', m.plan_not_found());
	const { content, ...version } = row;
	return { ...toVersionCard(version), planId: row.planId, content };
}
