import {
	and,
	desc,
	eq,
	gte,
	ilike,
	inArray,
	like,
	lt,
	notInArray,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import { authorize } from '#lib/server/authorize.ts';
import type { Reader } from '#lib/server/db/client.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { person } from '../person/tables.server.ts';
import { getUnit, unitsById } from '../unit/queries.server.ts';
import { unit } from '../unit/tables.server.ts';
import type { Audited, AuditFilter, AuditLines, AuditPage } from './schema.ts';
import { may } from './permissions.ts';

/**
 * A page of the lines that an auditor answers for, the newest first. Only lines that nothing older can still come
 * before, so that pages neither skip nor repeat one while others write.
 */
export async function auditLines(
	db: Reader,
	who: Who,
	asked: AuditPage,
	audited: Audited
): Promise<AuditLines> {
	authorize('journal.audit', who, may(who, 'journal.audit', who.unitPath));
	const one = asked.unitId === null ? null : await getUnit(db, asked.unitId);
	if (one) authorize('journal.audit', one, may(who, 'journal.audit', one.path));
	const unitIds = one ? [one.id] : await unitsBelow(db, who.unitId);
	const rows = await db
		.select({
			cursor: sql<string>`${journal.xid}::text || '.' || ${journal.seq}`,
			id: journal.id,
			at: journal.at,
			actor: journal.actor,
			actorName: journal.actorName,
			actorUnit: unit.name,
			type: journal.type,
			subject: journal.subject,
			scope: journal.scope,
			payload: sql<unknown>`case when ${nounSql} in ${audited.readable} then ${journal.payload} end`
		})
		.from(journal)
		.leftJoin(person, eq(person.id, journal.actor))
		.leftJoin(unit, eq(unit.id, person.unitId))
		.where(
			and(
				sql`${journal.xid} < pg_snapshot_xmin(pg_current_snapshot())`,
				isOf(unitIds),
				...narrowed(asked, audited),
				asked.before === null ? undefined : liesBefore(asked.before)
			)
		)
		.orderBy(desc(journal.xid), desc(journal.seq))
		.limit(asked.limit + 1);
	const page = rows.slice(0, asked.limit);
	const names = await namesOf(db, page);
	return {
		lines: page.map(({ cursor: _, at, scope, ...line }) => ({
			...line,
			at: at.toISOString(),
			scope: scope.map((id) => ({ id, name: names.get(id) ?? id }))
		})),
		next: rows.length > asked.limit ? (page.at(-1)?.cursor ?? null) : null
	};
}

const nounSql = sql`split_part(${journal.type}, '.', 1)`;

async function unitsBelow(db: Reader, unitId: string): Promise<string[]> {
	const rows = await db
		.select({ id: unit.id })
		.from(unit)
		.where(sql`${unit.path} @> array[${unitId}]::text[]`);
	return rows.map(({ id }) => id);
}

/** Seen by one of the units; or seen by none, and by or about one of their people. */
function isOf(unitIds: string[]): SQL {
	const ids = sql`array[${sql.join(
		unitIds.map((id) => sql`${id}`),
		sql`, `
	)}]::text[]`;
	const people = sql`select ${person.id} from ${person} where ${inArray(person.unitId, unitIds)}`;
	const subjects = sql`select 'person:' || ${person.id} from ${person} where ${inArray(person.unitId, unitIds)}`;
	return sql`(${journal.scope} && ${ids} or (${journal.scope} = '{}'
		and (${journal.actor} in (${people}) or ${journal.subject} in (${subjects}))))`;
}

function narrowed(
	{ from, to, name, noun, subject }: AuditFilter,
	audited: Audited
): (SQL | undefined)[] {
	return [
		from === null ? undefined : gte(journal.at, new Date(from)),
		to === null ? undefined : lt(journal.at, new Date(to)),
		name === '' ? undefined : ilike(journal.actorName, `%${escaped(name)}%`),
		noun === null ? undefined : isUnder(noun, audited),
		subject === '' ? undefined : inArray(journal.subject, subjectsNamed(subject, audited))
	];
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** The types under the noun; types of a newer node too, where their names begin with it. */
function isUnder(noun: string, { nouns }: Audited): SQL | undefined {
	const own = nouns[noun] ?? [];
	const known = Object.values(nouns).flat();
	const newer = and(like(journal.type, `${noun}.%`), notInArray(journal.type, known));
	return own.length === 0 ? newer : or(inArray(journal.type, [...own]), newer);
}

const subjectsNamed = (text: string, { subjects }: Audited) =>
	text.includes(':') ? [text] : subjects.map((noun) => `${noun}:${text}`);

function liesBefore(cursor: string): SQL {
	const [xid, seq] = cursor.split('.');
	return sql`(${journal.xid}, ${journal.seq}) < (${xid}::xid8, ${seq}::bigint)`;
}

async function namesOf(db: Reader, lines: { scope: string[] }[]): Promise<Map<string, string>> {
	const ids = [...new Set(lines.flatMap(({ scope }) => scope))];
	if (ids.length === 0) return new Map();
	return new Map((await unitsById(db, ids)).map(({ id, name }) => [id, name]));
}
