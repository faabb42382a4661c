import { describe, expect, test } from 'vitest';
import type { OtherFigure } from '../report/schema.ts';
import { knownNow, type Stating } from './known.ts';

let nextId = 0;
const said = (
	unitId: string,
	figures: Record<string, [value: number, hour: number]>,
	rest: Partial<Stating> = {}
): Stating => ({
	id: `report ${(nextId += 1)}`,
	threadId: `thread of ${unitId}`,
	number: 0,
	isCorrection: false,
	unitId,
	unitName: unitId,
	receivedAt: '2026-07-28T12:00:00.000Z',
	body: {
		figures: Object.fromEntries(
			Object.entries(figures).map(([name, [value, hour]]) => [
				name,
				{
					value,
					source: `${unitId}防办`,
					at: `2026-07-28T${String(hour).padStart(2, '0')}:00:00.000Z`
				}
			])
		),
		otherFigures: []
	},
	...rest
});

const dead = (reports: Stating[]) => knownNow(reports).find(({ name }) => name === 'dead');

describe('[IN8] what is known now', () => {
	test('the newest statement stands, with its source and time', () => {
		const known = dead([said('永吉', { dead: [2, 8] }), said('吉林市', { dead: [5, 10] })]);
		expect(known).toMatchObject({ value: 5, source: '吉林市防办', at: '2026-07-28T10:00:00.000Z' });
	});

	test('what another unit said last stands beside it where it differs', () => {
		const known = dead([said('永吉', { dead: [2, 8] }), said('吉林市', { dead: [5, 10] })]);
		expect(known?.differing.map(({ unitName, value }) => [unitName, value])).toEqual([['永吉', 2]]);
	});

	test('two units that agree do not differ', () => {
		expect(
			dead([said('永吉', { dead: [5, 8] }), said('吉林市', { dead: [5, 10] })])?.differing
		).toEqual([]);
	});

	test('an offset with another zone is compared as an instant', () => {
		const early = said('永吉', { dead: [2, 8] });
		const late = said('吉林市', { dead: [5, 7] });
		const figure = early.body.figures.dead;
		// 09:30 +08:00 is half past one in UTC: older than the other.
		if (figure) figure.at = '2026-07-28T09:30:00+08:00';
		expect(dead([early, late])?.value).toBe(5);
	});

	test('a follow-up replaces its thread’s figure, even one that went down', () => {
		const known = dead([
			said('永吉', { dead: [5, 8] }),
			said('永吉', { dead: [3, 9] }, { number: 1 })
		]);
		expect(known).toMatchObject({ value: 3, differing: [] });
	});

	test('a follow-up that does not repeat a figure leaves it standing', () => {
		const reports = [
			said('永吉', { dead: [5, 8] }),
			said('永吉', { missing: [1, 9] }, { number: 1 })
		];
		expect(dead(reports)?.value).toBe(5);
	});

	test('a correction takes back what it leaves out', () => {
		const reports = [
			said('永吉', { dead: [50, 8] }),
			said('永吉', { missing: [1, 9] }, { number: 1, isCorrection: true })
		];
		expect(dead(reports)).toBeUndefined();
	});

	test('nothing is known of what nobody stated', () => {
		expect(knownNow([said('永吉', {})])).toEqual([]);
	});
});

const drums = (value: number, hour: number, changes: Partial<OtherFigure> = {}): OtherFigure => ({
	...{ key: 'drums', label: '冲走的桶', unit: '只', value, source: '清点' },
	at: `2026-07-28T${String(hour).padStart(2, '0')}:00:00.000Z`,
	...changes
});
const counted = (unitId: string, otherFigures: OtherFigure[], rest: Partial<Stating> = {}) =>
	said(unitId, {}, { body: { figures: {}, otherFigures }, ...rest });
const others = (reports: Stating[]) =>
	knownNow(reports).map((known) => {
		const [name, value] = [known.name === 'other' ? known.label : known.name, known.value];
		return [name, value, known.differing.map((other) => [other.unitName, other.value])];
	});

describe('[IN8] what is known of figures that reports named themselves', () => {
	test('two units that count the same have one figure: the newest, and the other beside it', () => {
		const reports = [
			counted('永吉', [drums(1000, 8)]),
			counted('吉林市', [drums(3000, 9, { key: 'city' })])
		];
		expect(others(reports)).toEqual([['冲走的桶', 3000, [['永吉', 1000]]]]);
		expect(knownNow(reports)).toMatchObject([{ name: 'other', key: 'city', unit: '只' }]);
	});

	test('another unit of measure, or another name, is another figure', () => {
		const reports = [
			counted('永吉', [drums(1000, 8), drums(400, 8, { key: 'b', label: '空桶' })]),
			counted('吉林市', [drums(160, 9, { unit: '吨' })])
		];
		expect(others(reports)).toEqual([
			['冲走的桶', 1000, []],
			['空桶', 400, []],
			['冲走的桶', 160, []]
		]);
	});

	test('in a thread it is the key that counts: a new name replaces the old one, and what is not repeated stays', () => {
		const reports = [
			counted('永吉', [drums(1000, 8), drums(3, 8, { key: 'b', label: '船' })]),
			counted('永吉', [drums(900, 9, { label: '空桶' })], { number: 1 })
		];
		expect(others(reports)).toEqual([
			['船', 3, []],
			['空桶', 900, []]
		]);
	});

	test('a line that was taken out and put in again is the same figure', () => {
		const reports = [
			counted('永吉', [drums(1000, 8)]),
			counted('永吉', [drums(900, 7, { key: 'again' })], { number: 1 })
		];
		expect(others(reports)).toEqual([['冲走的桶', 900, []]]);
	});

	test('a correction takes back what it leaves out', () => {
		const correction = { number: 1, isCorrection: true };
		const reports = [
			counted('永吉', [drums(1000, 8), drums(3, 8, { key: 'b', label: '船' })]),
			counted('永吉', [drums(7000, 9)], correction)
		];
		expect(others(reports)).toEqual([['冲走的桶', 7000, []]]);
	});

	test('they come after the figures that every report has', () => {
		const both = said('永吉', { dead: [1, 8] });
		both.body.otherFigures = [drums(1000, 8)];
		expect(others([both])).toEqual([
			['dead', 1, []],
			['冲走的桶', 1000, []]
		]);
	});
});
