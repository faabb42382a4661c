import { and, arrayContains, desc, eq, exists, or, sql } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { authorize } from '#lib/server/authorize.ts';
import { holdsWords } from '#lib/server/db/bigrams.ts';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import { snippetOf, type Snippet } from '#lib/snippet.ts';
import type { Who } from '#lib/who.ts';
import { may } from '../person/rules.ts';
import { unit } from '../unit/tables.server.ts';
import { cardsOf, toVersionCard, versionColumns, versionsOf } from './cards.server.ts';
import { isListed } from './rules.ts';
import type { PlanCard, PlanFull, PlanSearch, VersionFull } from './schema.ts';
import { plan, planVersion } from './tables.server.ts';

/** More than a province has; the list is not cut in practice. */
const MOST_PLANS = 500;

function authorizeReading(who: Who) {
	authorize('plan.read', who, may(who, 'plan.read', who.unitPath));
}

/** Drafts are for those who write or approve the owner's plans; everybody in scope reads what was approved (PL2). */
export function mayRead(who: Who) {
	const inForceOrPast = exists(
		sql`(select 1 from ${planVersion} v where v.plan_id = ${plan.id} and v.state not in ('draft', 'submitted'))`
	);
	return or(
		and(arrayContains(plan.scope, [who.unitId]), inForceOrPast),
		isWriting(who)
			? sql`${plan.ownerUnitId} in (select id from ${unit} where ${who.unitId} = any(path))`
			: undefined
	);
}

/** May he see versions that are not approved, of his own unit's plans and of those below it? */
export const isWriting = (who: Who) =>
	may(who, 'plan.edit', who.unitPath) || may(who, 'plan.approve', who.unitPath);

/** Plans by the words in them, the latest saved first, each with where the words stand. Follow from `cursor`. */
export async function listPlans(
	db: Db,
	who: Who,
	{ text, state }: PlanSearch
): Promise<{ cursor: string; plans: (PlanCard & { snippet: Snippet | null })[] }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const states = isWriting(who)
		? sql`state <> 'superseded'`
		: sql`state in ('approved', 'withdrawn')`;
	const found = await db
		.selectDistinctOn([plan.id], {
			id: plan.id,
			words: planVersion.words,
			savedAt: planVersion.savedAt
		})
		.from(plan)
		.innerJoin(planVersion, eq(planVersion.planId, plan.id))
		.where(and(mayRead(who), states, holdsWords(planVersion.words, text)))
		.orderBy(plan.id, desc(planVersion.number))
		.limit(MOST_PLANS);
	const rows = found.sort((a, b) => b.savedAt.getTime() - a.savedAt.getTime());
	const words = new Map(rows.map((row) => [row.id, row.words]));
	const ids = rows.map(({ id }) => id);
	const cards = await cardsOf(db, ids, { withOpen: isWriting(who) });
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
		.select({ scope: plan.scope, ownerUnitId: plan.ownerUnitId })
		.from(plan)
		.where(and(eq(plan.id, id), mayRead(who)));
	const [card] = row ? await cardsOf(db, [id], { withOpen: isWriting(who) }) : [];
	if (!row || !card) throw new Failure('not_found', m.plan_not_found());
	const versions = (await versionsOf(db, [id])).get(id) ?? [];
	const shown = versions.filter(
		({ state }) => isWriting(who) || !['draft', 'submitted'].includes(state)
	);
	return { ...card, scope: row.scope, versions: shown.map(toVersionCard) };
}

/** What a version says. */
export async function getVersion(db: Reader, who: Who, id: string): Promise<VersionFull> {
	authorizeReading(who);
	const [row] = await db
		.select({ ...versionColumns, content: planVersion.content })
		.from(planVersion)
		.innerJoin(plan, eq(plan.id, planVersion.planId))
		.where(and(eq(planVersion.id, id), mayRead(who)));
	const isOpen = row?.state === 'draft' || row?.state === 'submitted';
	if (!row || (isOpen && !isWriting(who))) throw new Failure('not_found', m.plan_not_found());
	const { content, ...version } = row;
	return { ...toVersionCard(version), planId: row.planId, content };
}
