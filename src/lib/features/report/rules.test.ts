import { describe, expect, test } from 'vitest';
import {
	chineseNumeral,
	differences,
	fieldName,
	kindName,
	problemsOf,
	type FilingFacts
} from './rules.ts';
import { differenceWords } from './words.ts';
import { ReportDraft, type OtherFigure, type ReportDraftInput } from './schema.ts';

const now = new Date('2026-11-22T06:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`;

const draft = (changes: Partial<ReportDraftInput> = {}) =>
	ReportDraft.parse({
		id: id(1),
		kind: 'first',
		classCode: '11A01',
		occurredAt: at(-30),
		knownAt: at(-20),
		placeText: '口前镇',
		at: null,
		source: { kind: 'unit', name: '镇政府' },
		writtenAt: at(0),
		...changes
	} satisfies ReportDraftInput);
const facts: FilingFacts = {
	now,
	previous: null,
	newestKind: null,
	isClassKnown: true,
	isPlaceInArea: true,
	uploadMaxBytes: 1000
};
const wrong = (changes: Partial<ReportDraftInput>, known: Partial<FilingFacts> = {}) =>
	Object.keys(problemsOf(draft(changes), { ...facts, ...known }));
const figures = (value: number, reason?: string) => ({
	figures: {
		dead: { value, source: '县医院', at: at(-5), ...(reason !== undefined && { reason }) }
	}
});

const drums = (value: number, changes: Partial<OtherFigure> = {}): OtherFigure => ({
	...{ key: id(7), label: '冲走的桶', unit: '只', value, source: '县环保局', at: at(-5) },
	...changes
});

describe('what may be sent', () => {
	test('[RP3] the four fields are enough', () => {
		expect(wrong({})).toEqual([]);
	});

	test('[RP4] [RP7] what the server knows better is said beside the field', () => {
		expect(wrong({}, { isClassKnown: false, isPlaceInArea: false })).toEqual(['classCode', 'at']);
	});

	test('[RP5] two minutes ahead are a wrong clock, more is the future', () => {
		expect(wrong({ occurredAt: at(2), knownAt: at(2) })).toEqual([]);
		expect(wrong({ occurredAt: at(2.1), knownAt: at(2.1) })).toEqual(['occurredAt', 'knownAt']);
	});

	test('[RP6] known at the very instant it occurred is possible, before is not', () => {
		expect(wrong({ occurredAt: at(-20), knownAt: at(-20) })).toEqual([]);
		expect(wrong({ occurredAt: at(-20), knownAt: at(-21) })).toEqual(['knownAt']);
	});

	test('[RP6] instants are compared, not their spelling', () => {
		expect(
			wrong({ occurredAt: '2026-11-22T13:30:00+08:00', knownAt: '2026-11-22T05:31:00Z' })
		).toEqual([]);
	});

	test.for([
		['first', null, false, null, []],
		['first', id(2), false, 'first', ['previousId']],
		['first', null, true, null, ['previousId']],
		['followup', null, false, null, ['previousId']],
		['followup', id(2), false, 'first', []],
		['followup', id(2), false, 'final', ['previousId']],
		['final', id(2), false, 'final', ['previousId']],
		['final', id(2), true, 'final', []],
		['followup', id(2), true, 'final', []]
	] as const)(
		'[RP10] %s after %s, correction %s, newest %s: %j',
		([kind, previousId, isCorrection, newestKind, fields]) => {
			const previous = previousId === null ? null : draft();
			expect(wrong({ kind, previousId, isCorrection }, { previous, newestKind })).toEqual(fields);
		}
	);

	test('[RP9] a figure that goes down asks why; one that stays, rises or is new does not', () => {
		const after = (value: number, reason?: string) =>
			wrong(
				{ kind: 'followup', previousId: id(2), body: figures(value, reason) },
				{ previous: draft({ body: figures(5) }), newestKind: 'first' }
			);
		expect(after(4)).toEqual(['figures.dead.reason']);
		expect(after(4, '  ')).toEqual(['figures.dead.reason']);
		expect(after(4, '重复统计')).toEqual([]);
		expect(after(5)).toEqual([]);
		expect(after(6)).toEqual([]);
		expect(
			wrong(
				{ kind: 'followup', previousId: id(2), body: figures(5) },
				{ previous: draft(), newestKind: 'first' }
			)
		).toEqual([]);
	});

	test('[RP28] another figure that goes down asks why, also where it is called otherwise or was put in anew', () => {
		const after = (...others: OtherFigure[]) =>
			wrong(
				{ kind: 'followup', previousId: id(2), body: { otherFigures: others } },
				{
					previous: draft({ body: { otherFigures: [drums(3000)] } }),
					newestKind: 'first'
				}
			);
		expect(after(drums(7138))).toEqual([]);
		expect(after(drums(2900.5))).toEqual(['otherFigures.0.reason']);
		expect(after(drums(2900, { reason: '逐桶清点' }))).toEqual([]);
		expect(after(drums(4, { key: id(8), label: '冲走的车' }))).toEqual([]);
		expect(after(drums(9, { label: '冲走的化工桶' }))).toEqual(['otherFigures.0.reason']);
		expect(after(drums(4, { key: id(8), label: '车' }), drums(9, { key: id(9) }))).toEqual([
			'otherFigures.1.reason'
		]);
		expect(after()).toEqual([]);
	});

	test('[RP28] another figure is not of the future, and nothing is counted twice', () => {
		const future = drums(1, { at: at(3) });
		expect(wrong({ body: { otherFigures: [future] } })).toEqual(['otherFigures.0.at']);
		const twice = [drums(1), drums(2, { key: id(8) }), drums(3, { key: id(9), unit: '吨' })];
		expect(wrong({ body: { otherFigures: twice } })).toEqual(['otherFigures.1.label']);
	});

	test('[RP28] another figure has a name, a unit, a source and a time, and there are no more than twelve', () => {
		const refused = (...others: unknown[]) =>
			ReportDraft.safeParse({ ...draft(), body: { otherFigures: others } }).error?.issues.map(
				({ path }) => path.join('.')
			) ?? [];
		expect(refused(drums(0))).toEqual([]);
		const empty = { key: id(9), label: ' ', unit: '', value: -1, source: '' };
		expect(refused(empty).sort()).toEqual(
			['at', 'label', 'source', 'unit', 'value'].map((name) => `body.otherFigures.0.${name}`)
		);
		expect(
			refused(...Array.from({ length: 13 }, (_, i) => drums(i, { label: `第${i}样` })))
		).toEqual(['body.otherFigures']);
	});

	test('[RP17] attachments: none twice, none too large', () => {
		const file = (n: number, size: number) => ({ id: id(n), name: 'a.jpg', size });
		expect(wrong({ body: { attachments: [file(1, 1000), file(1, 2), file(2, 1001)] } })).toEqual([
			'attachments.1.id',
			'attachments.2.size'
		]);
	});
});

test('[RP3] a schema’s path and a rule’s name the same field', () => {
	expect(fieldName('body.figures.dead.value')).toBe('figures.dead.value');
	expect(fieldName('placeText')).toBe('placeText');
});

test('[RP10] reports are called 首报, 续报一, 续报十二（更正）, 终报', () => {
	const named = (kind: 'first' | 'followup' | 'final', number: number, isCorrection = false) =>
		kindName({ kind, number, isCorrection });
	expect([
		named('first', 0),
		named('followup', 1),
		named('followup', 12, true),
		named('final', 13)
	]).toEqual(['首报', '续报一', '续报十二（更正）', '终报']);
	expect([1, 10, 11, 20, 35, 99, 100].map(chineseNumeral)).toEqual([
		'一',
		'十',
		'十一',
		'二十',
		'三十五',
		'九十九',
		'100'
	]);
});

describe('[RP11] the difference from one report to the next', () => {
	test('is empty where only the spelling of an instant differs', () => {
		expect(
			differences(draft(), draft({ id: id(3), knownAt: draft().knownAt.replace('Z', '+00:00') }))
		).toEqual([]);
	});

	test('has each changed field once, old and new, in the order of the form', () => {
		const before = draft({ level: 4, body: { ...figures(5), course: '漫堤' } });
		const after = draft({
			level: 3,
			placeText: '口前镇北街',
			at: { lon: 126.5, lat: 43.6 },
			source: { kind: 'unit', name: '县应急局' },
			body: {
				figures: {
					...figures(3, '重复统计').figures,
					missing: { value: 2, source: '公安', at: at(-1) }
				},
				requests: '请求支援',
				commander: { name: '张三', post: '县长', phone: '' }
			}
		});
		expect(differences(before, after)).toEqual([
			{ kind: 'level', field: 'level', from: 4, to: 3 },
			{ kind: 'text', field: 'placeText', from: '口前镇', to: '口前镇北街' },
			{ kind: 'point', field: 'at', from: null, to: { lon: 126.5, lat: 43.6 } },
			{ kind: 'text', field: 'source', from: '镇政府', to: '县应急局' },
			{ kind: 'figure', field: 'dead', from: 5, to: 3, reason: '重复统计' },
			{ kind: 'figure', field: 'missing', from: null, to: 2, reason: null },
			{ kind: 'text', field: 'course', from: '漫堤', to: '' },
			{ kind: 'text', field: 'requests', from: '', to: '请求支援' },
			{ kind: 'text', field: 'commander', from: '', to: '张三 县长' }
		]);
	});

	test('[RP28] tells other figures by their key, and has those that were left out', () => {
		const before = draft({
			body: { otherFigures: [drums(1000), drums(4, { key: id(8), label: '车' })] }
		});
		const renamed = drums(900, { label: '空桶', reason: '只计空桶' });
		const after = draft({
			body: { otherFigures: [renamed, drums(2, { key: id(9), label: '船' })] }
		});
		const amount = (label: string, value: number) => ({ label, unit: '只', value });
		const changes = differences(before, after);
		expect(changes).toEqual([
			{
				kind: 'other',
				key: id(7),
				from: amount('冲走的桶', 1000),
				to: amount('空桶', 900),
				reason: '只计空桶'
			},
			{ kind: 'other', key: id(9), from: null, to: amount('船', 2), reason: null },
			{ kind: 'other', key: id(8), from: amount('车', 4), to: null, reason: null }
		]);
		expect(changes.map((change) => differenceWords(change, (code) => code))).toEqual([
			{ name: '空桶', from: '冲走的桶 1,000 只', to: '900 只', reason: '只计空桶' },
			{ name: '船', from: '未填', to: '2 只', reason: null },
			{ name: '车', from: '4 只', to: '未填', reason: null }
		]);
		expect(differences(after, after)).toEqual([]);
	});

	test('[RP28] a report from before there were other figures has none', () => {
		const { otherFigures: _, ...body } = draft().body;
		const old = { ...draft(), body } as unknown as ReportDraft;
		expect(differences(old, draft())).toEqual([]);
		expect(differences(old, draft({ body: { otherFigures: [drums(1)] } }))).toHaveLength(1);
	});
});
