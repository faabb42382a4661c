import { expect, test } from 'vitest';
import { boxOfShape } from './box.ts';

test('the box of an area has room around, and holds every part', () => {
	const ring = (lon: number) => [
		[lon, 43],
		[lon + 1, 43],
		[lon + 1, 44],
		[lon, 43]
	];
	const box = boxOfShape({ type: 'MultiPolygon', coordinates: [[ring(124)], [ring(130)]] });
	expect(box.west).toBeLessThan(124);
	expect(box.east).toBeGreaterThan(131);
	expect(box.south).toBeLessThan(43);
	expect(box.north).toBeGreaterThan(44);
	expect(boxOfShape({ type: 'Point', coordinates: [126, 43] }).east).toBeCloseTo(126.06);
});
