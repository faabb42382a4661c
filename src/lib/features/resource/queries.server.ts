import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db, Reader } from '#lib/server/db/client.ts';
import { headCursor } from '#lib/server/journal/read.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import { cardsWhere } from './cards.server.ts';
import type { ResourceCard, ResourceFilter, ResourcePage, ResourceSpot } from './schema.ts';
import { resource } from './tables.server.ts';
import { authorizeReading, visibleResource } from './visible.server.ts';

/** More signs than a map can show apart. */
const MOST_SPOTS = 2000;

/**
 * A page of those that the filter finds and the person's unit may see, by kind and name, with how many there are
 * in all; `next` goes into `after`. Follow from `cursor` on `unit:<own>`.
 */
export async function listResources(
	db: Db,
	who: Who,
	{ after, limit, ...filter }: ResourcePage
): Promise<{ cursor: string; resources: ResourceCard[]; total: number; next: string | null }> {
	authorizeReading(who);
	const cursor = await headCursor(db);
	const found = foundBy(who, filter);
	const place = sql`(${resource.kind}, ${resource.name}, ${resource.id})`;
	const behind = after
		? sql`${place} > (select kind, name, id from resource where id = ${after})`
		: undefined;
	const cards = await cardsWhere(db, and(found, behind), {
		orderBy: [asc(resource.kind), asc(resource.name), asc(resource.id)],
		limit: limit + 1
	});
	const [counted] = await db
		.select({ total: sql<number>`count(*)::int` })
		.from(resource)
		.where(found);
	const resources = cards.slice(0, limit);
	const next = cards.length > limit ? (resources.at(-1)?.id ?? null) : null;
	return { cursor, resources, total: counted?.total ?? 0, next };
}

/** Where those that the filter finds stand; `more`: there are more than a map shows apart. */
export async function resourceSpots(
	db: Db,
	who: Who,
	filter: ResourceFilter
): Promise<{ spots: ResourceSpot[]; more: boolean }> {
	authorizeReading(who);
	const rows = await db
		.select({
			id: resource.id,
			kind: resource.kind,
			name: resource.name,
			at: resource.at,
			state: resource.state
		})
		.from(resource)
		.where(foundBy(who, filter))
		.limit(MOST_SPOTS + 1);
	return { spots: rows.slice(0, MOST_SPOTS), more: rows.length > MOST_SPOTS };
}

/** Everything that the filter finds, as a file has it. */
export async function allResources(db: Db, who: Who, filter: ResourceFilter) {
	authorizeReading(who);
	return await cardsWhere(db, foundBy(who, filter), {
		orderBy: [asc(resource.kind), asc(resource.name), asc(resource.id)]
	});
}

/** The resource, or `not_found` for one that the person's unit may not see or that was removed. */
export async function getResource(db: Reader, who: Who, id: string): Promise<ResourceCard> {
	authorizeReading(who);
	return await visibleCard(db, who, id);
}

/** The card as it is now, if it lies in the person's sight: the answer to a retry. */
export async function visibleCard(db: Reader, who: Who, id: string): Promise<ResourceCard> {
	const [card] = await cardsWhere(db, and(eq(resource.id, id), visibleResource(who)));
	if (!card) throw new Failure('not_found', m.resource_not_found());
	return card;
}

/** The text that is searched; its index is on the same expression. */
const said = sql`${resource.name} || ' ' || ${resource.address} || ' ' || ${resource.contact}`;

function foundBy(who: Who, { kinds, unitId, state, text }: ResourceFilter): SQL | undefined {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	return and(
		visibleResource(who),
		kinds.length === 0 ? undefined : inArray(resource.kind, kinds),
		state === null ? undefined : eq(resource.state, state),
		unitId === null
			? undefined
			: sql`${resource.unitId} in (select id from ${unit} where ${unit.path} @> array[${unitId}])`,
		// The index finds the neighbouring characters; that they stand in this order is looked at again.
		...words.map(
			(word) =>
				sql`bigrams(${said}) @> bigrams(${word}) and position(${word} in lower(${said})) > 0`
		)
	);
}
