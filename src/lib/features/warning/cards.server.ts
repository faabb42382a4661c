import { desc, eq, inArray, sql } from 'drizzle-orm';
import type { Geometry } from 'geojson';
import type { Reader } from '#lib/server/db/client.ts';
import type { WarningCard } from './schema.ts';
import { warning } from './tables.server.ts';

const columns = {
	id: warning.id,
	msgType: warning.msgType,
	frame: warning.frame,
	level: warning.level,
	severity: warning.severity,
	event: warning.event,
	headline: warning.headline,
	areaText: warning.areaText,
	// Four decimals are 10 m, finer than the outline itself.
	shape: sql<Geometry | null>`ST_AsGeoJSON(${warning.outline}, 4)::json`,
	at: warning.at,
	units: warning.units,
	feedId: warning.feedId,
	sourceName: warning.sourceName,
	unitId: warning.unitId,
	senderName: warning.senderName,
	sentAt: warning.sentAt,
	receivedAt: warning.receivedAt,
	onsetAt: warning.onsetAt,
	expiresAt: warning.expiresAt,
	expiryAssumed: warning.expiryAssumed,
	endedAt: warning.endedAt,
	endedBy: warning.endedBy,
	replacedById: warning.replacedById,
	signature: warning.signature,
	scope: warning.scope
};

/** The cards of these warnings, the newest received first. */
export async function cardsOf(db: Reader, ids: readonly string[]): Promise<WarningCard[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.select(columns)
		.from(warning)
		.where(inArray(warning.id, [...ids]))
		.orderBy(desc(warning.id));
	return rows.map(({ feedId, sourceName, unitId, senderName, ...row }) => ({
		...row,
		source: { feedId, name: sourceName, unitId, senderName },
		sentAt: row.sentAt.toISOString(),
		receivedAt: row.receivedAt.toISOString(),
		onsetAt: row.onsetAt?.toISOString() ?? null,
		expiresAt: row.expiresAt.toISOString(),
		endedAt: row.endedAt?.toISOString() ?? null
	}));
}

/** What the message with this id replaced or cancelled. */
export async function replacedCards(db: Reader, id: string): Promise<WarningCard[]> {
	const rows = await db
		.select({ id: warning.id })
		.from(warning)
		.where(eq(warning.replacedById, id));
	return cardsOf(
		db,
		rows.map((row) => row.id)
	);
}
