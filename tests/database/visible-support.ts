import { TRPCError } from '@trpc/server';
import { Failure } from '#lib/errors.ts';
import { Role, type Who } from '#lib/who.ts';
import type { Db } from '#lib/server/db/client.ts';
import {
	DUNHUA,
	JILIN,
	JILIN_CITY,
	testPerson,
	whoOf,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

/** How a reader's unit lies to the unit whose thing is asked for: 吉林市's, unless the test says otherwise. */
export const relations = {
	own: JILIN_CITY,
	above: JILIN,
	below: YONGJI,
	sibling: YANBIAN,
	stranger: DUNHUA
} as const;
export type Relation = keyof typeof relations;
const inOrder = Object.keys(relations) as Relation[];

/** Every role, and a program that acts for a planner or a duty officer by a token that reads. */
const kinds = [...Role.options, 'planner by token', 'dutyOfficer by token'] as const;
export type Kind = (typeof kinds)[number];

export type ReaderOf = (kind: Kind, relation: Relation) => Who;

/** One person of every role in every relation. */
export async function everyReader(db: Db): Promise<ReaderOf> {
	const people = new Map<string, Who>();
	for (const relation of inOrder)
		for (const role of Role.options) {
			const unitId = relations[relation];
			const who = await testPerson(db, { unitId, roles: [role], name: `${relation} ${role}` });
			people.set(`${relation} ${role}`, who);
			if (role === 'planner' || role === 'dutyOfficer')
				people.set(`${relation} ${role} by token`, await whoOf(db, who.personId, ['read']));
		}
	return (kind, relation) => {
		const who = people.get(`${relation} ${kind}`);
		if (!who) throw new Error(`nobody is ${relation} ${kind}`);
		return who;
	};
}

/** A way of reading: is the thing shown to him there? A refusal as `not_found` is "hidden". */
export type Door = (who: Who) => Promise<boolean>;
type Outcome = 'seen' | 'hidden' | 'forbidden';

async function outcomeOf(door: Door, who: Who): Promise<Outcome> {
	try {
		return (await door(who)) ? 'seen' : 'hidden';
	} catch (error) {
		const code = error instanceof TRPCError || error instanceof Failure ? error.code : null;
		if (code === 'NOT_FOUND' || code === 'not_found') return 'hidden';
		if (code === 'FORBIDDEN' || code === 'forbidden') return 'forbidden';
		throw error;
	}
}

/** What all doors say, in one word where they agree, so that a leak names the door. */
async function cell(doors: Record<string, Door>, who: Who): Promise<string> {
	const outcomes: [string, Outcome][] = [];
	for (const [name, door] of Object.entries(doors))
		outcomes.push([name, await outcomeOf(door, who)]);
	const words = new Set(outcomes.map(([, outcome]) => outcome));
	return words.size === 1
		? (outcomes[0]?.[1] ?? '')
		: outcomes.map(([name, outcome]) => `${name}: ${outcome}`).join(', ');
}

type Row = Record<Relation, string>;
export type Table = Record<Kind, Row>;

/** Who sees the thing through which door: of each role a row, with a word for each relation. */
export async function shownTo(readerOf: ReaderOf, doors: Record<string, Door>): Promise<Table> {
	const rows: [Kind, Row][] = [];
	for (const kind of kinds) {
		const cells: [Relation, string][] = [];
		for (const relation of inOrder)
			cells.push([relation, await cell(doors, readerOf(kind, relation))]);
		rows.push([kind, Object.fromEntries(cells) as Row]);
	}
	return Object.fromEntries(rows) as Table;
}

/**
 * The table that a specification wants: of each group of roles (`planner, dutyLeader`) the words for own, above,
 * below, sibling and stranger. Every role must be named once: a new one has to be thought of.
 */
export function wanted(rows: Record<string, string>): Table {
	const table = Object.entries(rows).flatMap(([names, words]) =>
		names.split(', ').map((name): [string, Row] => {
			const cells = words.trim().split(/\s+/);
			return [name, Object.fromEntries(inOrder.map((one, i) => [one, cells[i] ?? ''])) as Row];
		})
	);
	const named = table.map(([name]) => name);
	const missing = kinds.filter((kind) => named.filter((name) => name === kind).length !== 1);
	if (missing.length > 0 || named.length !== kinds.length)
		throw new Error(`a table names each role once, and not so ${missing.join(', ')}`);
	return Object.fromEntries(table) as Table;
}
