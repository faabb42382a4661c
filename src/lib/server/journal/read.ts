import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Cursor, Entry, Place } from '#lib/realtime/protocol.ts';
import { invariant } from '#lib/errors.ts';
import { connectionOptions, type Reader } from '../db/client.ts';

/** Before the first line. Anybody may start there. */
export const START: Cursor = '0.0';

/** A subscription with more lines to catch up than this is answered by a snapshot. */
export const MAX_REPLAY = 1000;

/** A lost database is tried again this often. */
const RETRY_S = 0.25;

/**
 * The newest place in the journal with nothing older still to be committed. A screen asks for it *before*
 * its query, gives both to the browser, and the browser follows from it: nothing can fall between.
 */
export async function headCursor(reader: Pick<Reader, 'execute'>): Promise<Cursor> {
	const [row] = await reader.execute<{ cursor: Cursor }>(sql`
		select xid::text || '.' || seq as cursor from journal
		where xid < pg_snapshot_xmin(pg_current_snapshot())
		order by xid desc, seq desc limit 1`);
	return row?.cursor ?? START;
}

type Row = {
	cursor: Cursor;
	id: string;
	at: Date;
	actor: string | null;
	actor_name: string;
	type: string;
	subject: string;
	scope: string[];
	payload: unknown;
};

/**
 * Reads the journal in its order, `(xid, seq)`. Numbers are handed out before commit, so a line is only
 * read when no transaction older than it is still open: what comes later then also lies behind.
 */
export class JournalReader {
	#url: string;
	#client: postgres.Sql;
	/** How often a connection ended. After each, it may be another database that answers. */
	disconnects = 0;

	/** `url`: a postgres:// address. A client of its own: raw SQL and drizzle do not share one (dates). */
	constructor(url: string) {
		this.#url = url;
		this.#client = this.#connect();
	}

	/** At most `limit` lines after `cursor`, oldest first; only those for `unitId`, if given. */
	async after(cursor: Cursor, limit: number, unitId?: string): Promise<Entry[]> {
		const db = this.#client;
		const { xid, seq } = parse(cursor);
		const rows = await db<Row[]>`
			select xid::text || '.' || seq as cursor, id, at, actor, actor_name, type, subject, scope, payload
			from journal
			where (xid, seq) > (${xid}::xid8, ${seq}::bigint)
				and xid < pg_snapshot_xmin(pg_current_snapshot())
				${unitId === undefined ? db`` : db`and scope && array[${unitId}]::text[]`}
			order by xid, seq limit ${limit}`;
		return rows.map(({ actor_name, at, ...rest }) => ({
			...rest,
			at: at.toISOString(),
			actorName: actor_name
		}));
	}

	/** Lines are never deleted, so a cursor that was given out here is that of a line. */
	async knows(cursor: Cursor): Promise<boolean> {
		const { xid, seq } = parse(cursor);
		if (cursor === START) return true;
		if (BigInt(xid) >= 1n << 64n || BigInt(seq) >= 1n << 63n) return false;
		const [row] = await this.#client<{ known: boolean }[]>`
			select exists(select from journal where seq = ${seq}::bigint and xid = ${xid}::xid8) as known`;
		return row?.known ?? false;
	}

	/** All lines for a unit after `cursor`; null when it is unknown here or more than `MAX_REPLAY` lines back. */
	async replay(unitId: string, cursor: Cursor): Promise<Entry[] | null> {
		if (!(await this.knows(cursor))) return null;
		const entries = await this.after(cursor, MAX_REPLAY + 1, unitId);
		return entries.length > MAX_REPLAY ? null : entries;
	}

	/**
	 * The newest place, as `headCursor`, and the journal that it is in. A restored backup gives the same
	 * numbers to other lines, but it is another database, or another timeline of it.
	 */
	async place(): Promise<Place> {
		const [row] = await this.#client<Place[]>`
			select
				concat_ws('-', (select id from node limit 1), s.system_identifier, d.oid, c.timeline_id) as journal,
				coalesce(
					(select xid::text || '.' || seq from journal
						where xid < pg_snapshot_xmin(pg_current_snapshot())
						order by xid desc, seq desc limit 1),
					${START}
				) as cursor
			from pg_control_system() s, pg_control_checkpoint() c, pg_database d
			where d.datname = current_database()`;
		invariant(row, 'a database knows itself');
		return row;
	}

	/** How long the oldest committed line after `position` has waited for an older transaction to end. ms. */
	async heldBackMs(position: Cursor): Promise<number> {
		const { xid, seq } = parse(position);
		const [row] = await this.#client<{ ms: number | null }[]>`
			select (extract(epoch from clock_timestamp() - min(at)) * 1000)::float8 as ms from journal
			where (xid, seq) > (${xid}::xid8, ${seq}::bigint)`;
		return Math.max(0, row?.ms ?? 0);
	}

	/** Gives up connections that do not answer; the next question opens new ones. */
	reconnect() {
		void this.#client.end({ timeout: 0 });
		this.#client = this.#connect();
	}

	async end() {
		await this.#client.end({ timeout: 1 });
	}

	#connect() {
		return postgres(this.#url, {
			...connectionOptions(4),
			backoff: () => RETRY_S,
			onclose: () => void this.disconnects++
		});
	}
}

function parse(cursor: Cursor) {
	const [xid = '0', seq = '0'] = cursor.split('.');
	return { xid, seq };
}
