import { eq } from 'drizzle-orm';
import { invariant, unreachable } from '#lib/errors.ts';
import type { Db, Tx } from '#lib/server/db/client.ts';
import type { Actor } from '#lib/who.ts';
import type { Finding } from '../warning/finding.ts';
import {
	keepWarning,
	prepareWarning,
	type Kept,
	type Prepared,
	type Source
} from '../warning/keeping.server.ts';
import { cap } from './cap.server.ts';
import type { Read } from './connector.ts';
import { keepEarthquakes, wantedReadings, type Counted } from './earthquakes.server.ts';
import { settle } from './health.server.ts';
import { feed } from './tables.server.ts';
import { usgs } from './usgs.ts';

export type FeedRow = typeof feed.$inferSelect;

/** A document that came by a feed. `name`: its file's, its feed's or who pushed it, for the reader of a fault; never an address (FE15). */
export type Arrived = { name: string; bytes: Uint8Array; isNew: boolean };

/** What a document became. With faults and without items it was refused as a whole. */
export type Taken = {
	warnings: Kept[];
	earthquakes: Counted | null;
	faults: Finding[];
};

export const isRefused = ({ warnings, earthquakes, faults }: Taken) =>
	faults.length > 0 && warnings.length === 0 && earthquakes === null;

/**
 * Reads the document, then keeps what is in it and notes how the feed fares: one transaction, which is opened only
 * when everything is known, because the journal's readers wait for it. Anybody who may call this is allowed to:
 * the door asks first.
 */
export async function takeIn(
	db: Db,
	who: Actor,
	feedId: string,
	{ name, bytes, isNew }: Arrived
): Promise<Taken> {
	const now = new Date();
	const [known] = await db.select().from(feed).where(eq(feed.id, feedId));
	invariant(known, `feed ${feedId} is never deleted`);
	const keep = await prepare(db, known, bytes, now);
	const taken = await db.transaction(async (tx) => {
		const [row] = await tx.select().from(feed).where(eq(feed.id, feedId)).for('update');
		invariant(row, `feed ${feedId} is never deleted`);
		const result = await keep(tx, who);
		const isRead = !isRefused(result);
		await settle(tx, row, { now, isRead, isNew, name, findings: result.faults });
		return result;
	});
	db.doorbell.ring();
	return taken;
}

type Keep = (tx: Tx, who: Actor) => Promise<Taken>;

/** Reads and looks up; what it returns only writes. */
async function prepare(db: Db, row: FeedRow, bytes: Uint8Array, now: Date): Promise<Keep> {
	const source: Source = { feedId: row.id, name: row.name, unitId: row.unitId, frame: row.frame };
	switch (row.kind) {
		case 'cap': {
			const { items, faults } = cap.read(bytes, now);
			const prepared: Prepared[] = [];
			for (const message of items) prepared.push(await prepareWarning(db, source, message));
			return async (tx, who) => {
				const warnings: Kept[] = [];
				for (const one of prepared) warnings.push(await keepWarning(tx, who, source, one));
				return { warnings, earthquakes: null, faults };
			};
		}
		case 'usgs': {
			const read = usgs.read(bytes, now);
			const { items, faults } = read;
			if (isWhollyRefused(read)) return async () => ({ warnings: [], earthquakes: null, faults });
			invariant(row.region, `feed ${row.id} of kind usgs has a region`);
			const wanted = await wantedReadings(db, { feedId: row.id, region: row.region }, items);
			return async (tx, who) => ({
				warnings: [],
				earthquakes: await keepEarthquakes(tx, who, source, wanted),
				faults
			});
		}
		default:
			return unreachable(row.kind);
	}
}

const isWhollyRefused = ({ items, faults }: Read<unknown>) =>
	items.length === 0 && faults.length > 0;
