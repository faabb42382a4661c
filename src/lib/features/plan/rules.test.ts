import { describe, expect, test } from 'vitest';
import {
	consultationSince,
	gravestLevel,
	levelChange,
	minutesOf,
	prefixFor
} from './activation-rules.ts';
import { actionCounts, isDifferent, planDifference } from './differences.ts';
import { actionsPasted, minutesOf as minutesSaid, nextParagraph } from './pasting.ts';
import { unitFor, unitForWho, type Ground } from './resolving.ts';
import { blockingProblems, reviewDue, reviewState, stateAfter } from './rules.ts';
import type { PlanAction, PlanContent, VersionState } from './schema.ts';
import { whoNamed, whoText } from './who-text.ts';

const action = (id: string, more: Partial<PlanAction> = {}): PlanAction => ({
	...{ id, paragraph: `5.${id}`, levels: [4], who: { kind: 'place', of: 'county' } },
	...{ what: `行动${id}`, withinMinutes: 30, detail: '', resources: null, consultation: false },
	...more
});
const content = (more: Partial<PlanContent> = {}): PlanContent => ({
	...{
		title: '防汛预案',
		kind: 'special',
		classCodes: ['11A'],
		areaUnitIds: ['220200'],
		triggers: ''
	},
	levels: [{ level: 4, conditions: '有雨', consequences: '', ringKm: null }],
	groups: [{ id: 'g', name: '抢险组', lead: { kind: 'place', of: 'city' }, members: [], duty: '' }],
	roles: [],
	actions: [action('1')],
	...more
});

describe('[PL4] the states of a version', () => {
	const all: VersionState[] = ['draft', 'submitted', 'approved', 'superseded', 'withdrawn'];
	test.each([
		['save', 'draft', 'draft'],
		['submit', 'draft', 'submitted'],
		['sendBack', 'submitted', 'draft'],
		['approve', 'submitted', 'approved'],
		['supersede', 'approved', 'superseded'],
		['withdraw', 'approved', 'withdrawn']
	] as const)('%s is possible from %s only', (move, from, to) => {
		for (const state of all) expect(stateAfter(move, state)).toBe(state === from ? to : null);
	});
});

describe('[PL3] the difference of two versions', () => {
	test('is told by the id, wherever the action stands, field by field', () => {
		const before = content({ actions: [action('1'), action('2'), action('3')] });
		const now = content({
			triggers: '新',
			actions: [action('3'), action('1', { withinMinutes: 15, what: '转移' }), action('4')]
		});
		const difference = planDifference(before, now);
		expect(difference.head).toEqual(['triggers']);
		expect(difference.actions.map(({ how, id }) => [how, id])).toEqual([
			['changed', '1'],
			['added', '4'],
			['removed', '2']
		]);
		expect(difference.actions[0]).toMatchObject({ fields: ['what', 'withinMinutes'] });
		expect(actionCounts(difference)).toEqual({ added: 1, removed: 1, changed: 1 });
	});

	test('moving alone, or another order of keys, is none', () => {
		const before = content({ actions: [action('1'), action('2')] });
		const { id, ...rest } = action('1');
		const moved = content({ actions: [action('2'), { ...rest, id }] });
		expect(isDifferent(planDifference(before, moved))).toBe(false);
	});
});

describe('[PL6] what blocks', () => {
	test('a whole plan lacks nothing', () => expect(blockingProblems(content())).toEqual({}));
	test.each([
		['classCodes', { classCodes: [] }],
		['areaUnitIds', { areaUnitIds: [] }],
		['levels', { levels: [], actions: [] }],
		[
			'levels.0.conditions',
			{ levels: [{ level: 4, conditions: '', consequences: '', ringKm: null }] }
		],
		['groups.0.lead', { groups: [{ id: 'g', name: '组', lead: null, members: [], duty: '' }] }],
		['actions', { actions: [] }],
		['actions.0.what', { actions: [action('1', { what: '' })] }],
		['actions.0.who', { actions: [action('1', { who: null })] }],
		['actions.0.who', { actions: [action('1', { who: { kind: 'words', text: '某局' } })] }],
		['actions.0.who', { actions: [action('1', { who: { kind: 'group', id: 'gone' } })] }],
		['actions.0.withinMinutes', { actions: [action('1', { withinMinutes: null })] }],
		['actions.0.levels', { actions: [action('1', { levels: [] })] }],
		['actions.0.levels', { actions: [action('1', { levels: [1, 4] })] }]
	] satisfies [string, Partial<PlanContent>][])('%s', (field, part) => {
		expect(Object.keys(blockingProblems(content(part)))).toContain(field);
	});
});

test('[PL7] the review is due after three years, and is told three months before', () => {
	const approvedAt = new Date('2024-02-29T00:00:00Z');
	expect(reviewDue(approvedAt).toISOString()).toBe('2027-03-01T00:00:00.000Z');
	const approved = { reviewDueAt: reviewDue(approvedAt).toISOString() } as never;
	const stateOn = (day: string) => reviewState({ approved }, new Date(day));
	expect(stateOn('2026-11-01')).toBe('fine');
	expect(stateOn('2026-12-15')).toBe('soon');
	expect(stateOn('2027-03-01')).toBe('due');
	expect(reviewState({ approved: null }, approvedAt)).toBeNull();
});

describe('[PL10] who is meant', () => {
	const unit = (id: string, kind: string, path: string[], agency: string | null = null) =>
		[id, { id, kind, agency, parentId: path[0] ?? null, path: [id, ...path] }] as const;
	const units = new Map([
		unit('22', 'province', []),
		unit('2202', 'city', ['22']),
		unit('220221', 'county', ['2202', '22']),
		unit('22-qixiang', 'agency', ['22'], 'qixiang'),
		unit('2202-shuili', 'agency', ['2202', '22'], 'shuili'),
		unit('zone', 'zone', ['22'])
	]) as unknown as Ground['units'];
	const ground = (...path: string[]): Ground => ({
		units,
		path,
		personUnits: new Map([['p', '2202']])
	});
	const yongji = ground('220221', '2202', '22');

	test('is looked up from the place; an agency that is not there is its government’s desk', () => {
		const idOf = (ref: Parameters<typeof unitFor>[0], at = yongji) => unitFor(ref, at);
		expect(idOf({ kind: 'place', of: 'county' })).toEqual({ unitId: '220221', instead: false });
		expect(idOf({ kind: 'agency', of: 'province', agency: 'qixiang' })?.unitId).toBe('22-qixiang');
		expect(idOf({ kind: 'agency', of: 'county', agency: 'shuili' })).toEqual({
			unitId: '220221',
			instead: true
		});
		expect(idOf({ kind: 'place', of: 'county' }, ground('2202', '22'))).toBeNull();
		expect(idOf({ kind: 'place', of: 'city' }, ground('zone', '22'))?.unitId).toBe('zone');
		expect(idOf({ kind: 'unit', unitId: 'gone' })).toBeNull();
		expect(idOf({ kind: 'words', text: '某局' })).toBeNull();
	});

	test('of a group its lead, of a role the unit of its shift or person', () => {
		const roles: PlanContent['roles'] = [
			{
				id: 's',
				name: '指挥',
				by: { kind: 'shift', unit: { kind: 'place', of: 'county' }, role: 'leader' }
			},
			{ id: 'q', name: '专家', by: { kind: 'person', personId: 'p', name: '王' } }
		];
		const of = (who: Parameters<typeof unitForWho>[0]) =>
			unitForWho(who, content({ roles }), yongji)?.unitId;
		expect(of({ kind: 'group', id: 'g' })).toBe('2202');
		expect(of({ kind: 'role', id: 's' })).toBe('220221');
		expect(of({ kind: 'role', id: 'q' })).toBe('2202');
		expect(of(null)).toBeUndefined();
	});

	test('words are read as they are written', () => {
		const names = {
			units: [{ id: '2202', name: '吉林市', nameEn: 'Jilin City', shortName: '吉林市' }],
			groups: content().groups,
			roles: []
		};
		for (const who of [
			{ kind: 'place', of: 'county' },
			{ kind: 'agency', of: 'province', agency: 'qixiang' },
			{ kind: 'unit', unitId: '2202' },
			{ kind: 'group', id: 'g' }
		] as const)
			expect(whoNamed(whoText(who, names), names)).toEqual(who);
		expect(whoNamed('某局', names)).toEqual({ kind: 'words', text: '某局' });
		expect(whoNamed('  ', names)).toBeNull();
	});
});

describe('[PL16] a change of level', () => {
	const plan = content({
		actions: [
			action('a', { levels: [1, 2, 3, 4] }),
			action('b', { levels: [1, 2] }),
			action('c', { levels: [4] })
		]
	});
	test('adds what the new level asks for and is not tasked; names what it does not ask for', () => {
		const up = levelChange(plan, 2, new Set(['a', 'c']));
		expect(up.added.map(({ id }) => id)).toEqual(['b']);
		expect(up.notRequired).toEqual(['c']);
		const down = levelChange(plan, 4, new Set(['a', 'b', 'c']));
		expect(down).toEqual({ added: [], notRequired: ['b'] });
	});

	test('the gravest of several responses is the incident’s', () => {
		expect(gravestLevel([4, 2, 3])).toBe(2);
		expect(gravestLevel([])).toBeNull();
	});
});

test('[PL11] the longest beginning of the class’s code counts', () => {
	expect(prefixFor(['11', '11A', '12D'], '11A01')).toBe('11A');
	expect(prefixFor(['11A00'], '11A01')).toBe('11A00');
	expect(prefixFor(['11B'], '11A01')).toBeNull();
});

test('[PL12] nobody is late before five minutes', () => {
	expect([0, 3, 30].map((withinMinutes) => minutesOf({ withinMinutes }))).toEqual([5, 5, 30]);
});

describe('pasted lines', () => {
	const names = { units: [], groups: content().groups, roles: [] };
	test('a text becomes actions, with the number in front as the paragraph', () => {
		expect(actionsPasted('5.2.1 转移群众\n\n（三） 巡查堤防\n开放安置点\n', names)).toEqual([
			{ paragraph: '5.2.1', who: null, what: '转移群众', withinMinutes: null },
			{ paragraph: '三', who: null, what: '巡查堤防', withinMinutes: null },
			{ paragraph: '', who: null, what: '开放安置点', withinMinutes: null }
		]);
	});

	test('columns of a spreadsheet are told by what stands in them', () => {
		expect(actionsPasted('5.2.2\t抢险组\t加固堤防，抢护险工险段\t2小时', names)).toEqual([
			{
				paragraph: '5.2.2',
				who: { kind: 'group', id: 'g' },
				what: '加固堤防，抢护险工险段',
				withinMinutes: 120
			}
		]);
		expect(actionsPasted('某局\t加固堤防，抢护险工险段', names)[0]).toMatchObject({
			who: { kind: 'words', text: '某局' }
		});
	});

	test.each([
		['60', 60],
		['90分钟', 90],
		['1.5 h', 90],
		['立即', 0],
		['三日内', null],
		['999999', null]
	])('%s is %s minutes', (text, minutes) => expect(minutesSaid(text)).toBe(minutes));

	test.each([
		['5.2.1', '5.2.2'],
		['5.2.9', '5.2.10'],
		['', ''],
		['三', '']
	])('after %s comes %s', (paragraph, next) => expect(nextParagraph(paragraph)).toBe(next));
});

describe('[PL19] a consultation is called for', () => {
	const plan = content({
		actions: [
			action('1', { levels: [1, 2, 3, 4] }),
			action('2', { levels: [1, 2], consultation: true })
		]
	});
	const [begin, first, second] = [
		'2026-07-28T01:00:00Z',
		'2026-07-28T02:00:00Z',
		'2026-07-28T03:00:00Z'
	];
	const since = (...levels: (1 | 2 | 3 | 4)[]) =>
		consultationSince(plan, {
			...{ level: levels.at(-1) ?? 4, activatedAt: begin },
			changes: levels.slice(1).map((to, i) => ({
				...{ from: levels[i] ?? 4, to, at: [first, second][i] ?? '' },
				...{ byName: '某主班', reason: '水位上涨' }
			}))
		});
	test('since the activation, or since the change to the first level that does', () => {
		expect(since(2)).toBe(begin);
		expect(since(4, 2)).toBe(first);
		expect(since(4, 2, 1)).toBe(first);
		expect(since(2, 4, 1)).toBe(second);
	});
	test('not by a level without one, nor any more after a change to such a level', () => {
		expect(since(4)).toBeNull();
		expect(since(2, 4)).toBeNull();
	});
});
