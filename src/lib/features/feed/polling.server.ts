import { eq, sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/client.ts';
import { recurring } from '#lib/server/recurring.ts';
import { SYSTEM } from '#lib/who.ts';
import { finding } from '../warning/finding.ts';
import { fetchDocument, MAX_DOCUMENT_BYTES } from './fetching.server.ts';
import { newFiles, readWithin } from './folder.server.ts';
import { findSilent, settle } from './health.server.ts';
import { takeIn, isRefused, type FeedRow } from './intake.server.ts';
import { feed, feedFile } from './tables.server.ts';

/** One slow server does not keep the others waiting. */
const AT_ONCE = 4;
/** A process that dies while it looks loses this much. Longer than any look takes. */
const LEASE_S = 120;

/** Looks at the feeds that are due, and for silent ones, every second until stopped. */
export const startFeeds = (db: Db, { everyMs = 1000 } = {}) =>
	recurring('feeds', () => lookAtFeeds(db), everyMs);

/** Looks once at every feed that is due, then for silent ones. Any number of processes may call it at once. */
export async function lookAtFeeds(db: Db): Promise<void> {
	const worker = async () => {
		for (let row = await claim(db); row; row = await claim(db)) await look(db, row);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	await findSilent(db);
}

async function claim(db: Db): Promise<FeedRow | undefined> {
	const due = sql`(
		select f.id from feed f where f.enabled and f.source <> 'pushed' and f.next_poll_at <= now()
		order by f.next_poll_at limit 1 for update skip locked)`;
	const [row] = await db
		.update(feed)
		.set({ nextPollAt: sql`now() + make_interval(secs => ${LEASE_S})` })
		.where(eq(feed.id, due))
		.returning();
	return row;
}

const look = (db: Db, row: FeedRow) => (row.source === 'url' ? ask(db, row) : open(db, row));

async function ask(db: Db, row: FeedRow) {
	const answer = await fetchDocument(row.address, row);
	if (answer.kind === 'fault') return await fared(db, row, [answer.fault]);
	if (answer.kind === 'unchanged' || answer.digest === row.digest) return await fared(db, row, []);
	const { bytes, digest, seen } = answer;
	const taken = await takeIn(db, SYSTEM, row.id, { name: row.name, bytes, isNew: true });
	// What was refused is asked for again: the agency mends it under the same name.
	const known = isRefused(taken)
		? { etag: null, lastModified: null, digest: null }
		: { ...seen, digest };
	await db.update(feed).set(known).where(eq(feed.id, row.id));
}

async function open(db: Db, row: FeedRow) {
	const rows = await db
		.select({ name: feedFile.name, mark: feedFile.mark })
		.from(feedFile)
		.where(eq(feedFile.feedId, row.id));
	const read = new Map(rows.map(({ name, mark }) => [name, mark]));
	const found = await newFiles(row.address, row.kind, read, new Date()).catch(
		(error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error)
	);
	if (typeof found === 'string') {
		return await fared(db, row, [finding('noFolder', undefined, { reason: found })]);
	}
	await fared(db, row, []);
	for (const { name, path, mark } of found) {
		const bytes = await readWithin(path, MAX_DOCUMENT_BYTES);
		const tooLarge = finding('tooLarge', undefined, {
			limit: `${MAX_DOCUMENT_BYTES / 1024 / 1024} MB`
		});
		const faults = bytes
			? (await takeIn(db, SYSTEM, row.id, { name, bytes, isNew: true })).faults
			: [tooLarge];
		const fault =
			faults.length === 0 ? null : { at: new Date().toISOString(), name, findings: faults };
		await db
			.insert(feedFile)
			.values({ feedId: row.id, name, mark, fault })
			.onConflictDoUpdate({
				target: [feedFile.feedId, feedFile.name],
				set: { mark, fault, readAt: sql`now()` }
			});
	}
}

/** Notes a look that brought no document. By the feed's name: its address is not for the desks that are told (FE15). */
async function fared(db: Db, { id, name }: FeedRow, findings: ReturnType<typeof finding>[]) {
	await db.transaction(async (tx) => {
		const [row] = await tx.select().from(feed).where(eq(feed.id, id)).for('update');
		if (!row) return;
		const isRead = findings.length === 0;
		await settle(tx, row, { now: new Date(), isRead, isNew: false, name, findings });
	});
	db.doorbell.ring();
}
