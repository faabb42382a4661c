import { inArray } from 'drizzle-orm';
import type { Reader } from '#lib/server/db/client.ts';
import { person } from '../person/tables.server.ts';
import { listUnits } from '../unit/queries.server.ts';
import type { Unit } from '../unit/schema.ts';
import type { Ground } from './resolving.ts';
import type { PlanContent } from './schema.ts';

export type NamedPerson = {
	id: string;
	name: string;
	post: string;
	unitId: string;
	phone: string | null;
	active: boolean;
};

/** The directory seen from a place, and the persons whom the plan's roles name. */
export async function groundAt(
	reader: Reader,
	content: Pick<PlanContent, 'roles'>,
	placeUnitId: string
): Promise<
	Omit<Ground, 'units'> & {
		units: ReadonlyMap<string, Unit>;
		people: ReadonlyMap<string, NamedPerson>;
	}
> {
	const units = new Map((await listUnits(reader)).map((unit) => [unit.id, unit]));
	const ids = content.roles.flatMap(({ by }) => (by?.kind === 'person' ? by.personId : []));
	const people = new Map((await peopleById(reader, ids)).map((one) => [one.id, one]));
	return {
		units,
		people,
		path: units.get(placeUnitId)?.path ?? [],
		personUnits: new Map([...people.values()].map(({ id, unitId }) => [id, unitId]))
	};
}

async function peopleById(reader: Reader, ids: string[]): Promise<NamedPerson[]> {
	if (ids.length === 0) return [];
	return await reader
		.select({
			id: person.id,
			name: person.name,
			post: person.post,
			unitId: person.unitId,
			phone: person.phone,
			active: person.active
		})
		.from(person)
		.where(inArray(person.id, ids));
}
