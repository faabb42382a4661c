import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import { eventClass } from '#lib/features/event-class/tables.server.ts';
import { reportingRule } from '#lib/features/reporting-rule/tables.server.ts';
import type { ReportDraftInput } from '#lib/features/report/schema.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import type { Who } from '#lib/who.ts';
import { testDatabase, type TestDb } from '../support/database.ts';
import {
	DUNHUA,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

/** 11A01 洪水 and its kin, one of another 大类, and one that is sensitive by nature. */
const classes = [
	{ code: '11A01', name: '洪水', nameEn: 'Flood', parent: '11A00', sensitive: false },
	{ code: '11A02', name: '内涝', nameEn: 'Waterlogging', parent: '11A00', sensitive: false },
	{ code: '12D01', name: '危险化学品爆炸', nameEn: null, parent: '12D00', sensitive: false },
	{ code: '14F01', name: '恐怖袭击', nameEn: null, parent: '14F00', sensitive: true }
];

const rule = {
	name: '书面报告',
	levels: [1, 2, 3, 4] as (1 | 2 | 3 | 4)[],
	sensitive: false,
	from: 'county' as const,
	to: 'city' as const,
	channel: 'written' as const,
	kind: 'first' as const,
	minutes: 60 as number | null,
	startsAt: 'received' as const,
	fixedTimes: [] as string[],
	sourceDocument: '测试规则'
};

/** County to city in an hour whatever the level; to the province too from Ⅲ on and when sensitive. */
const rules = [
	{ ...rule, key: 'city' },
	{
		...rule,
		key: 'city-followup',
		kind: 'followup' as const,
		minutes: null,
		fixedTimes: ['08:00']
	},
	{
		...rule,
		key: 'province',
		to: 'province' as const,
		levels: [1, 2, 3] as (1 | 2 | 3)[],
		sensitive: true
	},
	{ ...rule, key: 'upward', from: 'city' as const, to: 'province' as const }
];

/** A province with two cities and a county in each, classes and rules, and everybody at his door. */
export async function reportScene(given?: TestDb) {
	const db = given ?? (await testDatabase());
	await seedSmallTree(db);
	await db.update(node).set({ demonstration: 'false' });
	await db
		.insert(eventClass)
		.values(classes.map((row) => ({ ...row, id: uuidv7(), sourceDocument: 'GB/T 35561' })));
	await db.insert(reportingRule).values(rules.map((row) => ({ ...row, id: uuidv7() })));
	const people = {
		reporter: await testPerson(db, { unitId: YONGJI, roles: ['reporter'], name: '永吉报送员' }),
		otherCounty: await testPerson(db, { unitId: DUNHUA, roles: ['reporter'], name: '敦化报送员' }),
		cityDuty: await testPerson(db, {
			unitId: JILIN_CITY,
			roles: ['dutyOfficer'],
			name: '吉林市主班'
		}),
		cityDeputy: await testPerson(db, { unitId: JILIN_CITY, roles: ['deputy'], name: '吉林市副班' }),
		cityScreen: await testPerson(db, { unitId: JILIN_CITY, roles: ['screen'] }),
		otherCity: await testPerson(db, { unitId: YANBIAN, roles: ['dutyOfficer'] }),
		provinceDuty: await testPerson(db, { unitId: JILIN, roles: ['dutyOfficer'], name: '省主班' }),
		systemAdmin: await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'] }),
		auditAdmin: await testPerson(db, { unitId: JILIN, roles: ['auditAdmin'] })
	} satisfies Record<string, Who>;
	return { db, ...people, as: (who: Who | null) => callerFor({ db, who }).report };
}
export type ReportScene = Awaited<ReturnType<typeof reportScene>>;

/** 口前镇, in 永吉县. */
export const KOUQIAN = { lon: 126.49, lat: 43.64 };

export const minutesAgo = (minutes: number) =>
	new Date(Date.now() - minutes * 60_000).toISOString();

/** A first report with little more than the four fields. */
export function draft(changes: Partial<ReportDraftInput> = {}): ReportDraftInput {
	return {
		id: uuidv7(),
		kind: 'first',
		classCode: '11A01',
		occurredAt: minutesAgo(30),
		knownAt: minutesAgo(20),
		placeText: '永吉县口前镇',
		at: KOUQIAN,
		source: { kind: 'unit', name: '口前镇政府' },
		writtenAt: minutesAgo(0),
		...changes
	};
}

/** What the caller's error says: its code, its sentence and the sentences beside the fields. */
export async function refusal(call: Promise<unknown>) {
	const error = await call.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (!(error instanceof Error) || !('code' in error))
		throw new Error('It was not refused', { cause: error });
	const cause = error.cause as
		| { fields?: Record<string, string>; issues?: { path: PropertyKey[]; message: string }[] }
		| undefined;
	return {
		code: error.code as string,
		message: error.message,
		fields: cause?.fields ?? {},
		paths: cause?.issues?.map(({ path }) => path.join('.')) ?? [],
		sentences: Object.fromEntries(
			cause?.issues?.map(({ path, message }) => [path.join('.'), message]) ?? []
		)
	};
}

/** Matches a sentence that has these words. */
export const saying = (words: string): unknown => expect.stringContaining(words);

/** Matches any text. */
export const someText: unknown = expect.any(String);
