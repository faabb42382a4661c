import type { z } from 'zod';

/** A text for each pattern that a schema of ours asks for; the first that fits is taken. */
const TEXTS = [
	'永吉县口前镇',
	'01981c5e-0000-7000-8000-0000000000ab',
	'220221',
	'11A01',
	'11',
	'10100',
	'2026-07-28T08:00:00+08:00',
	'2026-07-28',
	'08:00',
	'duty.officer',
	'sign:01981c5e-0000-7000-8000-0000000000ab',
	'0432-64220000',
	'1.1',
	'unit:220221',
	'Abcdef12345!',
	'a'.repeat(64),
	''
];

/** Values for names that mean something in the test's world (`incidentId`); the schema still has the last word. */
export type Known = (name: string) => unknown;
const nothingKnown: Known = () => undefined;

type Place = { path: PropertyKey[]; schema: z.ZodType };
type Def = z.core.$ZodTypes['_zod']['def'];
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

/**
 * An input as `schema` wants it, and all places in it, its own first. `turn` chooses between the alternatives of
 * unions and enumerations, and whether what may be absent is there (it is, in even turns).
 */
export function exampleOf(
	schema: z.ZodType,
	turn: number,
	known: Known = nothingKnown
): { value: unknown; places: Place[] } {
	const places: Place[] = [];
	const value = build(schema, [], { turn, known, places });
	return { value, places };
}

type Building = { turn: number; known: Known; places: Place[] };

function build(schema: z.core.$ZodType, path: PropertyKey[], building: Building): unknown {
	const { turn, known, places } = building;
	const inner = (of: z.core.$ZodType, at: PropertyKey[] = path) => build(of, at, building);
	const name = path.findLast((part) => typeof part === 'string') ?? '';
	const given = known(name);
	if (given !== undefined && (schema as z.ZodType).safeParse(given).success) {
		places.push({ path, schema: schema as z.ZodType });
		return given;
	}
	const def = defOf(schema);
	switch (def.type) {
		case 'default':
		case 'prefault':
		case 'catch':
		case 'readonly':
		case 'nonoptional':
			return inner(def.innerType);
		case 'optional':
		case 'nullable':
			if (turn % 2 === 0) return inner(def.innerType);
			places.push({ path, schema: schema as z.ZodType });
			return def.type === 'optional' ? undefined : null;
		case 'pipe':
			return inner(def.in);
		case 'union':
			return inner(def.options[turn % def.options.length] ?? schema);
	}
	places.push({ path, schema: schema as z.ZodType });
	switch (def.type) {
		case 'object':
			return Object.fromEntries(
				Object.entries(def.shape).map(([key, of]) => [key, inner(of, [...path, key])])
			);
		case 'record': {
			const key = String(build(def.keyType, path, { ...building, places: [] }));
			return { [key]: inner(def.valueType, [...path, key]) };
		}
		case 'array':
			return [0, 1, 2, 3].map((i) => inner(def.element, [...path, i])).slice(0, mostOf(schema));
		case 'tuple':
			return def.items.map((of, i) => inner(of, [...path, i]));
		case 'enum':
			return Object.values(def.entries)[turn % Object.keys(def.entries).length];
		case 'literal':
			return def.values[turn % def.values.length];
		case 'boolean':
			return turn % 2 === 0;
		case 'date':
			return new Date(Date.UTC(2026, 6, 28 + turn));
		case 'number':
		case 'string': {
			const wanted = def.type === 'number' ? [2, 20, 0, 0.5, 60, 1e6] : TEXTS;
			return wanted.find((one: unknown) => (schema as z.ZodType).safeParse(one).success);
		}
		case 'unknown':
		case 'any':
			return {};
		default:
			throw new Error(`No example for a schema of type ${def.type}`);
	}
}

/** How many items a list may have, where that is fewer than four. */
function mostOf(schema: z.core.$ZodType): number {
	const { maximum } = schema._zod.bag as { maximum?: number };
	return Math.min(4, maximum ?? 4);
}

/** A copy of `value` with `by` at `path`. */
export function replaced(value: unknown, [first, ...rest]: PropertyKey[], by: unknown): unknown {
	if (first === undefined) return by;
	const copy: Record<PropertyKey, unknown> = Array.isArray(value)
		? (Object.assign([], value) as never)
		: { ...(value as object) };
	copy[first] = replaced(copy[first], rest, by);
	return copy;
}
