import { and, eq, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { invariant } from '#lib/errors.ts';
import type { Reader, Tx } from '#lib/server/db/client.ts';
import { pointSql } from '#lib/server/db/geo.ts';
import { record } from '#lib/server/journal/record.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import type { Actor } from '#lib/who.ts';
import type { Source } from '../warning/keeping.server.ts';
import { unit } from '../unit/tables.server.ts';
import { earthquakeCards } from './cards.server.ts';
import type { EarthquakeEvent } from './events.ts';
import { isOtherwise, reachKm } from './rules.ts';
import type { EarthquakeReading, Region } from './schema.ts';
import { earthquake } from './tables.server.ts';

/** How many readings became what. `outside`: not in the feed's region. */
export type Counted = Record<'reported' | 'revised' | 'withdrawn' | 'known' | 'outside', number>;

/**
 * Takes readings in, each once by any of its ids; a newer statement revises, a deleted one is withdrawn. For use
 * inside the transaction of the feed (FE10, FE11). `outside`: as many were left out before.
 */
export async function keepEarthquakes(
	tx: Tx,
	who: Actor,
	source: Source,
	{ wanted, outside }: Wanted
): Promise<Counted> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`feed ${source.feedId}`}, 0))`
	);
	const counted: Counted = { reported: 0, revised: 0, withdrawn: 0, known: 0, outside };
	for (const reading of wanted) counted[await keep(tx, who, source, reading)] += 1;
	return counted;
}

/** What is left of readings that may be of the whole world. */
export type Wanted = { wanted: EarthquakeReading[]; outside: number };

/**
 * The readings of the feed's region, and those of earthquakes that are here already, wherever they have moved. A
 * thousand take a while: to be called before the transaction, which it would keep open.
 */
export async function wantedReadings(
	db: Reader,
	{ feedId, region }: { feedId: string; region: Region },
	readings: readonly EarthquakeReading[]
): Promise<Wanted> {
	const asked = readings.map(({ at, magnitude, ids }, i) => ({ i, ...at, magnitude, ids }));
	const rows = await db.execute<{ i: number }>(sql`
		with home as materialized (
			select ST_SimplifyPreserveTopology(coalesce(boundary, centre), 0.01) as area
			from ${unit} join ${node} on ${node.unitId} = ${unit.id}
		)
		select given.i from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb)
			as given(i int, lon float8, lat float8, magnitude float8, ids jsonb)
		where (given.magnitude >= ${region.minMagnitude} and exists (select from home where ST_DWithin(
				area::geography, ST_MakePoint(lon, lat)::geography, ${region.withinKm * 1000}::float8)))
			or exists (select from ${earthquake} e where e.feed_id = ${feedId}
				and e.ids && array(select jsonb_array_elements_text(given.ids)))
		order by given.i`);
	const wanted = rows.flatMap(({ i }) => readings[i] ?? []);
	return { wanted, outside: readings.length - wanted.length };
}

async function keep(
	tx: Tx,
	who: Actor,
	source: Source,
	reading: EarthquakeReading
): Promise<Exclude<keyof Counted, 'outside'>> {
	const known = await findKnown(tx, source.feedId, reading.ids);
	const isDeleted = reading.status === 'deleted';
	// What was never told need not be taken back.
	if (!known && isDeleted) return 'known';
	if (known && (known.updatedAt >= new Date(reading.updatedAt) || known.withdrawnAt))
		return 'known';

	const values = await valuesOf(tx, source, reading);
	if (!known) {
		const id = uuidv7();
		await tx.insert(earthquake).values({
			...values,
			id,
			feedId: source.feedId,
			frame: source.frame,
			origin: sql`(select id from node)`
		});
		await tell(tx, who, 'earthquake.reported', id);
		return 'reported';
	}
	await tx
		.update(earthquake)
		.set({
			...values,
			ids: [...new Set([...known.ids, ...values.ids])],
			// Whoever saw it before sees what became of it.
			scope: [...new Set([...known.scope, ...values.scope])],
			...(isDeleted && { withdrawnAt: sql`now()` })
		})
		.where(eq(earthquake.id, known.id));
	if (isDeleted) {
		await tell(tx, who, 'earthquake.withdrawn', known.id);
		return 'withdrawn';
	}
	if (!isOtherwise({ ...known, occurredAt: known.occurredAt.toISOString() }, reading))
		return 'known';
	await tell(tx, who, 'earthquake.revised', known.id);
	return 'revised';
}

async function findKnown(tx: Tx, feedId: string, ids: readonly string[]) {
	const [found] = await tx
		.select()
		.from(earthquake)
		.where(
			and(
				eq(earthquake.feedId, feedId),
				or(...ids.map((id) => sql`${earthquake.ids} @> array[${id}]::text[]`))
			)
		)
		.limit(1);
	return found;
}

async function valuesOf(tx: Tx, source: Source, reading: EarthquakeReading) {
	const metres = reachKm(reading.magnitude) * 1000;
	const rows = await tx.execute<{ path: string[] }>(sql`
		select path from ${unit} where kind <> 'agency' and (valid_to is null or valid_to > current_date)
			and ST_DWithin(coalesce(boundary, centre)::geography, ${pointSql(reading.at)}::geography, ${metres}::float8)`);
	const [home] = await tx.select({ unitId: node.unitId }).from(node);
	const above = rows.flatMap(({ path }) => path);
	return {
		...reading,
		sourceName: source.name,
		occurredAt: new Date(reading.occurredAt),
		updatedAt: new Date(reading.updatedAt),
		scope: [...new Set([...above, source.unitId, ...(home ? [home.unitId] : [])])]
	};
}

async function tell(tx: Tx, who: Actor, type: EarthquakeEvent['type'], id: string) {
	const [card] = await earthquakeCards(tx, [id]);
	invariant(card, `earthquake ${id} was there in this transaction`);
	await record<EarthquakeEvent>(tx, who, {
		type,
		subject: `earthquake:${id}`,
		scope: card.scope,
		payload: { card }
	});
}
