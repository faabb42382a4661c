import { and, asc, eq, or, sql, type SQL } from 'drizzle-orm';
import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Reader } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { unit } from '../unit/tables.server.ts';
import type { PersonCard, PersonList, PersonSearch } from './schema.ts';
import { person } from './tables.server.ts';
import { authorizeReading, seesPerson, visiblePerson } from './visible.server.ts';

const LIST_LENGTH = 200;

const columns = {
	id: person.id,
	unitId: person.unitId,
	name: person.name,
	post: person.post,
	phone: person.phone,
	mobile: person.mobile,
	username: person.username,
	roles: person.roles,
	active: person.active,
	unitName: unit.name,
	unitPath: unit.path
};

/** People of his unit and the units below it, by unit and name; 200 at most. */
export async function listPeople(db: Reader, who: Who, search: PersonSearch): Promise<PersonList> {
	authorizeReading(who);
	const rows = await db
		.select(columns)
		.from(person)
		.innerJoin(unit, eq(unit.id, person.unitId))
		.where(
			and(
				visiblePerson(who),
				search.unitId === null ? undefined : eq(person.unitId, search.unitId),
				search.all ? undefined : person.active,
				search.text === '' ? undefined : holds(search.text)
			)
		)
		.orderBy(sql`array_length(${unit.path}, 1)`, asc(unit.id), asc(person.name), asc(person.id))
		.limit(LIST_LENGTH + 1);
	return { people: rows.slice(0, LIST_LENGTH), more: rows.length > LIST_LENGTH };
}

/** One person of his reach, or a refusal: `not_found` also where he exists but lies outside. */
export async function getPerson(db: Reader, who: Who, id: string): Promise<PersonCard> {
	authorizeReading(who);
	const found = await personById(db, id);
	if (!seesPerson(found, who)) throw new Failure('not_found', m.errors_not_found());
	return found;
}

/** The person, whoever asks; for acts that authorize themselves. */
export async function personById(db: Reader, id: string): Promise<PersonCard> {
	const [found] = await db
		.select(columns)
		.from(person)
		.innerJoin(unit, eq(unit.id, person.unitId))
		.where(eq(person.id, id));
	if (!found) throw new Failure('not_found', m.errors_not_found());
	return found;
}

/** A few thousand people at most, so a plain scan will do. */
function holds(text: string): SQL | undefined {
	const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
	return or(
		...[person.name, person.username, person.post, unit.name, unit.shortName].map(
			(column) => sql`${column} ilike ${pattern}`
		)
	);
}
