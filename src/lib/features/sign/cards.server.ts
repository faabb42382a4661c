import { eq, inArray } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import { asGeoJson } from '#lib/server/db/geo.ts';
import type { Shape } from '../incident/schema.ts';
import { unit } from '../unit/tables.server.ts';
import type { SignCard } from './schema.ts';
import { sign } from './tables.server.ts';

/** The signs of these incidents, the oldest first; what was taken off too. */
export async function signsOf(reader: Reader, incidentIds: string[]): Promise<SignCard[]> {
	const rows = await select(reader)
		.where(inArray(sign.incidentId, incidentIds))
		.orderBy(sign.drawnAt, sign.id);
	return rows.map(toCard);
}

/** The card as it is now. */
export async function cardNow(reader: Reader, id: string): Promise<SignCard> {
	const [row] = await select(reader).where(eq(sign.id, id));
	if (!row) throw new Failure('not_found', m.sign_not_found());
	return toCard(row);
}

const select = (reader: Reader) =>
	reader
		.select({ sign, shape: asGeoJson(sign.shape), drawnByUnitName: unit.name })
		.from(sign)
		.innerJoin(unit, eq(unit.id, sign.drawnByUnitId));

type Row = {
	sign: typeof sign.$inferSelect;
	shape: unknown;
	drawnByUnitName: string;
};

function toCard({ sign: row, shape, drawnByUnitName }: Row): SignCard {
	const { origin: _origin, drawnByPersonId: _by, ...rest } = row;
	return {
		...rest,
		drawnByUnitName,
		// The column only ever takes what `Shape` let through.
		shape: shape as Shape,
		drawnAt: row.drawnAt.toISOString(),
		changedAt: row.changedAt?.toISOString() ?? null,
		removedAt: row.removedAt?.toISOString() ?? null
	};
}
