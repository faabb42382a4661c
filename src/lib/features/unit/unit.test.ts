import { describe, expect, test } from 'vitest';
import { editProblems, keepsFormer, parentKinds } from './rules.ts';
import { UnitKind, type UnitEdit } from './schema.ts';
import { inTreeOrder, matching } from './tree.ts';

const yongji: Omit<UnitEdit, 'actId'> = {
	id: '220221',
	kind: 'county',
	code: '220221',
	agency: null,
	name: '永吉县',
	nameEn: 'Yongji County',
	shortName: '永吉',
	parentId: '220200',
	validFrom: '2000-01-01',
	validTo: null,
	centre: null
};
const city = { kind: 'city' as const, path: ['220200', '220000'] };

describe('what may stand where', () => {
	test('[UN4] every kind but the root has kinds above it, and none may stand under a county but agencies', () => {
		for (const kind of UnitKind.options) {
			expect(parentKinds[kind].length > 0).toBe(kind !== 'province');
			expect((parentKinds[kind] as readonly string[]).includes('county')).toBe(kind === 'agency');
		}
	});

	test('[UN4] a county without anything above it is refused, a province is not', () => {
		expect(editProblems({ ...yongji, parentId: null }, null, null)).toHaveProperty('parentId');
		const root = {
			...yongji,
			id: '220000',
			kind: 'province' as const,
			code: '220000',
			parentId: null
		};
		expect(editProblems(root, null, null)).toEqual({});
	});

	test('[UN3] codes belong to governments, kinds to agencies', () => {
		expect(editProblems(yongji, city, null)).toEqual({});
		expect(editProblems({ ...yongji, code: null }, city, null)).toHaveProperty('code');
		const agency = { ...yongji, kind: 'agency' as const, agency: 'shuili' as const };
		expect(Object.keys(editProblems(agency, city, null))).toEqual(['code']);
		expect(editProblems({ ...agency, code: null }, city, null)).toEqual({});
	});
});

describe('[UN5] what a change keeps', () => {
	test.each([
		['another name from a later day', { name: '永吉市', validFrom: '2030-01-01' }, true],
		['another code from a later day', { code: '220299', validFrom: '2030-01-01' }, true],
		['another parent from a later day', { parentId: '220100', validFrom: '2030-01-01' }, true],
		['another name on the same day', { name: '永吉市' }, false],
		['another English name from a later day', { nameEn: 'Yongji', validFrom: '2030-01-01' }, false]
	])('%s', (_title, changes, kept) => {
		expect(keepsFormer(yongji, { ...yongji, ...changes })).toBe(kept);
	});
});

describe('the tree', () => {
	const unit = (
		id: string,
		parentId: string | null,
		path: string[],
		kind: UnitKind = 'county'
	) => ({
		...{ id, parentId, path, kind, name: `名${id}`, nameEn: `Name ${id}`, code: id }
	});
	const units = [
		unit('12', '1', ['12', '1'], 'city'),
		unit('121', '12', ['121', '12', '1']),
		unit('11', '1', ['11', '1'], 'city'),
		unit('1', null, ['1'], 'province'),
		unit('1-a', '1', ['1-a', '1'], 'agency')
	];

	test('each unit stands before what is below it, agencies first', () => {
		expect(inTreeOrder(units).map(({ unit: { id }, depth }) => `${depth}${id}`)).toEqual([
			'01',
			'11-a',
			'111',
			'112',
			'2121'
		]);
	});

	test('a branch whose top is not shown still stands', () => {
		expect(inTreeOrder(units.filter(({ id }) => id !== '1')).map(({ depth }) => depth)).toEqual([
			0, 0, 0, 1
		]);
	});

	test('a search keeps what stands above the found', () => {
		expect(matching(units, 'name 121').map(({ id }) => id)).toEqual(['12', '121', '1']);
		expect(matching(units, '没有')).toEqual([]);
		expect(matching(units, ' ')).toHaveLength(5);
	});
});
