import { describe, expect, test } from 'vitest';
import { isComplete, lengthKm, roundKm, sketchGeometry, withPoint } from './sketch.ts';

const yongji = { lon: 126.4982, lat: 43.6715 };
const jilin = { lon: 126.5496, lat: 43.8378 };
const changchun = { lon: 125.3235, lat: 43.8171 };

describe('drawing on the map', () => {
	test('a pin moves, a line grows', () => {
		expect(withPoint('point', [yongji], jilin)).toEqual([jilin]);
		expect(withPoint('line', [yongji], jilin)).toEqual([yongji, jilin]);
	});

	test('a double click does not make a point twice', () => {
		expect(withPoint('line', [yongji, jilin], jilin)).toEqual([yongji, jilin]);
	});

	test.each([
		['point', 1],
		['line', 2],
		['distance', 2],
		['area', 3]
	] as const)('a %s needs %i points', (kind, least) => {
		const three = [yongji, jilin, changchun];
		expect(isComplete(kind, three.slice(0, least))).toBe(true);
		expect(isComplete(kind, three.slice(0, least - 1))).toBe(false);
	});

	test('an area is closed; until it has three corners it is a line', () => {
		expect(sketchGeometry('area', [yongji, jilin])?.type).toBe('LineString');
		expect(sketchGeometry('area', [yongji, jilin, changchun])).toEqual({
			type: 'Polygon',
			coordinates: [
				[
					[126.4982, 43.6715],
					[126.5496, 43.8378],
					[125.3235, 43.8171],
					[126.4982, 43.6715]
				]
			]
		});
		expect(sketchGeometry('line', [])).toBeNull();
	});

	test('a distance is the sum along the points', () => {
		expect(lengthKm([yongji])).toBe(0);
		expect(lengthKm([yongji, jilin, yongji])).toBeCloseTo(2 * 18.95, 1);
	});

	test('a length is told in three figures', () => {
		expect([0.8534, 12.345, 128.4].map(roundKm)).toEqual(['0.85', '12.3', '128']);
	});
});
