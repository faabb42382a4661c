import { describe, expect, test } from 'vitest';
import { signCodes } from './codes.ts';
import { arrowsOf, familyColours, familyOf, shapesOf } from './rules.ts';
import { signName } from './words.ts';

describe('the signs of GB/T 35649-2017', () => {
	test('[SG4] the first letter says the family, and the family the colour', () => {
		expect(
			['A1', 'B', 'C', 'D6', 'E30200', 'F10100', 'free'].map((code) => familyOf(code as 'B'))
		).toEqual(['event', 'hazard', 'target', 'resource', 'line', 'area', 'free']);
		expect(familyColours).toMatchObject({
			event: '#ff0000',
			hazard: '#ffff00',
			target: '#0000ff',
			resource: '#00ff00',
			line: '#ff0000',
			area: '#ff0000'
		});
	});

	test('[SG2] lines are lines, areas are areas, plates stand at a point, and words stand anywhere', () => {
		expect(shapesOf('E10100')).toEqual(['LineString']);
		expect(shapesOf('F10300')).toEqual(['Polygon']);
		expect(shapesOf('D1')).toEqual(['Point']);
		expect(shapesOf('free')).toEqual(['Point', 'LineString', 'Polygon']);
	});

	test('[SG4] a controlled area has arrows inward, a spreading one outward, a way along it', () => {
		expect([arrowsOf('F10200'), arrowsOf('F10300'), arrowsOf('E30200')]).toEqual([
			'in',
			'out',
			'along'
		]);
		expect(arrowsOf('F10100')).toBeNull();
	});

	test('[SG2] every sign has a name', () => {
		expect(signCodes.map(signName).every((name) => name.length > 0)).toBe(true);
		expect(new Set(signCodes.map(signName)).size).toBe(signCodes.length);
	});
});
