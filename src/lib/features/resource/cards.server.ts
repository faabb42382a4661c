import { eq, inArray, type SQL } from 'drizzle-orm';
import type { Shape } from '#lib/geo.ts';
import type { Reader } from '#lib/server/db/client.ts';
import { asGeoJson } from '#lib/server/db/geo.ts';
import { unit } from '../unit/tables.server.ts';
import { fieldsOf } from './rules.ts';
import type { ResourceCard } from './schema.ts';
import { resource } from './tables.server.ts';

export const cardColumns = {
	id: resource.id,
	kind: resource.kind,
	code: resource.code,
	name: resource.name,
	unitId: resource.unitId,
	unitName: unit.name,
	placeUnitId: resource.placeUnitId,
	at: resource.at,
	shape: asGeoJson(resource.shape),
	address: resource.address,
	contact: resource.contact,
	phone: resource.phone,
	quantity: resource.quantity,
	measure: resource.measure,
	capacity: resource.capacity,
	state: resource.state,
	note: resource.note,
	validUntil: resource.validUntil,
	demonstration: resource.demonstration,
	changedAt: resource.changedAt,
	changedByName: resource.changedByName,
	removedAt: resource.removedAt,
	version: resource.version
};

/** The resources that the condition finds, in no order, removed ones too. */
export async function cardsWhere(
	db: Reader,
	condition: SQL | undefined,
	{ orderBy = [] as SQL[], limit = 100_000 } = {}
): Promise<ResourceCard[]> {
	const rows = await db
		.select(cardColumns)
		.from(resource)
		.innerJoin(unit, eq(unit.id, resource.unitId))
		.where(condition)
		.orderBy(...orderBy)
		.limit(limit);
	return rows.map(({ shape, changedAt, removedAt, ...row }) => ({
		...row,
		...fieldsOf({ ...row, shape: shape as Shape | null }),
		changedAt: changedAt.toISOString(),
		removedAt: removedAt?.toISOString() ?? null
	}));
}

export const cardsById = (db: Reader, ids: string[]) => cardsWhere(db, inArray(resource.id, ids));
