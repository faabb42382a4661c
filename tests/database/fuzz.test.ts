import superjson from 'superjson';
import { TRPCError } from '@trpc/server';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { Failure } from '#lib/errors.ts';
import { appRouter, callerFor } from '#lib/features/list.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import { log } from '#lib/server/log.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import { exampleOf, replaced } from '../support/schema.ts';
import { fuzzWorld } from './fuzz-support.ts';

const db = await testDatabase();
let world: Awaited<ReturnType<typeof fuzzWorld>>;
const { level } = log;
beforeAll(async () => {
	world = await fuzzWorld(db);
	// What is found is told by the test; the log would tell it a thousand times.
	log.level = 'silent';
});
afterAll(() => void (log.level = level));

/** Calls of one procedure that are drawn by chance at most, and how often one is drawn for them; the same ones each time. */
const MOST_CALLS = 20;
const MOST_TRIES = 300;
const TURNS = [0, 1, 2, 3, 4, 5];

/** What people and programs never send but by accident or malice, or what lies at the edge of what they may. */
const hostile: unknown[] = [
	...[
		'\0',
		'a\0b',
		'\ud83d',
		'\ude00a',
		'\u202e反\u202c',
		'%',
		'\\',
		'_%\\',
		"'; drop table unit; --"
	],
	...['🚒'.repeat(8), '🚒'.repeat(20), '🚒'.repeat(60), '🚒'.repeat(120), '🚒'.repeat(10_000)],
	...['a&b|c!', '(((', ':*', '<x>', '𠮷𠮷', '\u200b\u200b', '"', '{}', '١٢', '１２', 'NaN', '-1'],
	...[
		0,
		1,
		-1,
		0.1,
		1e-300,
		1e9,
		1e12,
		1e300,
		9,
		100,
		2 ** 31 - 1,
		2 ** 31,
		2 ** 53 - 1,
		-0,
		180,
		90
	],
	...[
		'1900-01-01',
		'9999-12-31',
		'1949-01-01T00:00:00-14:00',
		'2199-12-31T23:59:59.999999999+14:00'
	],
	...['0.0', '18446744073709551615.9223372036854775807', '99999999999999999999.1', 'no-such-unit'],
	...[new Date(Date.UTC(1949)), new Date(Date.UTC(2200) - 1), new Date(8.64e15), true, false],
	...[undefined, null, [], {}, uuidv7(), '00000000-0000-0000-0000-000000000000']
];

const ring = (...points: [number, number][]) => ({ type: 'Polygon', coordinates: [points] });
/** Shapes that a hand on a map, or a file, brings forth. */
const shapes: unknown[] = [
	ring([0, 0], [1, 1], [0, 1], [1, 0], [0, 0]),
	ring([0, 0], [0, 0], [0, 0], [0, 0]),
	ring([0, 0], [1, 0], [1, 1], [0, 1]),
	ring([-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]),
	ring([0, 90], [180, 90], [180, -90], [0, 90]),
	ring([126, 43], [126, 43], [127, 43], [126, 43]),
	{
		type: 'Polygon',
		coordinates: [
			...ring([0, 0], [4, 0], [4, 4], [0, 0]).coordinates,
			[
				[9, 9],
				[10, 9],
				[9, 10],
				[9, 9]
			]
		]
	},
	{
		type: 'LineString',
		coordinates: [
			[126, 43],
			[126, 43]
		]
	},
	{
		type: 'LineString',
		coordinates: [
			[-180, 0],
			[180, 0]
		]
	},
	{ type: 'Point', coordinates: [180, 90] },
	{ type: 'Point', coordinates: [-180, -90] }
];

const procedures = Object.entries(appRouter._def.procedures).map(([name, procedure]) => {
	const { inputs } = (procedure as unknown as { _def: { inputs: z.ZodType[] } })._def;
	return { name, schema: inputs[0] };
});

/** Small, and the same each time (mulberry32). */
function chance(seed: number) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

const isIdPath = (path: PropertyKey[]) => path.length === 1 && /^(id|\w+Id)$/.test(String(path[0]));

/** Inputs as the door wants them, one that it does not, and drawn ones that it lets in with one place changed. */
function inputsOf(name: string, schema: z.ZodType): unknown[] {
	const draw = chance([...name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) | 0);
	const among = <T>(list: readonly T[]) => list[Math.floor(draw() * list.length)];
	const examples = TURNS.map((turn) => exampleOf(schema, turn, world.idOf(name)));
	const inputs = [5, ...examples.map(({ value }) => value)];
	// What is made anew by the client may come with the id of something that is there.
	for (const { path } of examples[0]?.places ?? []) {
		if (!isIdPath(path) || path[0] === 'actId') continue;
		for (const id of world.ids) inputs.push(replaced(examples[0]?.value, path, id));
	}
	let drawn = 0;
	for (let tried = 0; tried < MOST_TRIES && drawn < MOST_CALLS; tried += 1) {
		const example = among(examples);
		const path = example && among(example.places)?.path;
		if (!path) continue;
		const by = among(path.at(-1) === 'shape' ? shapes : hostile);
		const input = replaced(example.value, path, by);
		if (!schema.safeParse(input).success) continue;
		inputs.push(input);
		drawn += 1;
	}
	return inputs;
}

class Undone extends Error {}

/** Calls it and takes everything back, so that the world stays as it is. What was thrown, or null. */
async function outcome(who: Who, name: string, input: unknown): Promise<unknown> {
	let thrown: unknown = null;
	await db
		.transaction(async (tx) => {
			const inside = Object.assign(Object.create(tx) as Db, { doorbell: { ring() {} } });
			const call = name
				.split('.')
				.reduce<unknown>(
					(at, part) => (at as Record<string, unknown>)[part],
					callerFor({ db: inside, who })
				);
			const answer = await (call as (input: unknown) => Promise<unknown>)(input).catch(
				(error: unknown) => {
					thrown = error;
				}
			);
			superjson.stringify(answer);
			throw new Undone();
		})
		.catch((error: unknown) => {
			if (!(error instanceof Undone)) throw error;
		});
	return thrown;
}

/** Null where the answer is one of ours: a result, bad input, or a refusal. */
function bugIn(thrown: unknown): string | null {
	if (thrown === null) return null;
	if (!(thrown instanceof TRPCError))
		return thrown instanceof Error ? thrown.message : typeof thrown;
	const { code, cause } = thrown;
	if (code !== 'INTERNAL_SERVER_ERROR' && code !== 'SERVICE_UNAVAILABLE') return null;
	if (cause instanceof Failure) return null;
	const deepest = (error: unknown): unknown =>
		error instanceof Error && error.cause ? deepest(error.cause) : error;
	return `${code}: ${String(deepest(cause ?? thrown))}`;
}

describe('[IP7] whatever is sent to a door, the answer is a result or a refusal', () => {
	test.each(procedures)('$name', async ({ name, schema }) => {
		const inputs = schema ? inputsOf(name, schema) : [undefined];
		const bugs = new Map<string, string>();
		for (const [i, input] of inputs.entries()) {
			const who = world.people[i % world.people.length];
			const bug = who && bugIn(await outcome(who, name, input));
			if (bug) bugs.set(bug, JSON.stringify(input).slice(0, 1500));
		}
		expect([...bugs]).toEqual([]);
	});
});
