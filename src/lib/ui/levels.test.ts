import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LEVEL_INK, LEVELS, levelShapes, pathOf, type Level } from './levels.ts';

describe('level marks', () => {
	test('every level has its own numeral, its own outline and its own colour', () => {
		const shapes = LEVELS.map((level) => levelShapes[level]);
		expect(shapes.map((s) => s.numeral)).toEqual(['I', 'II', 'III', 'IV']);
		expect(new Set(shapes.map((s) => JSON.stringify(s.outline))).size).toBe(4);
		expect(new Set(shapes.map((s) => s.fill)).size).toBe(4);
	});

	test.each(LEVELS)('the numeral of level %i lies inside its outline', (level: Level) => {
		const { outline, strokes } = levelShapes[level];
		for (const [x, y] of strokes.flat()) {
			const inside = outline ? insidePolygon(outline, x, y) : Math.hypot(x - 12, y - 12) < 10.5;
			expect(inside, `${x},${y}`).toBe(true);
		}
	});

	test('map and paper use the same colours as the screen', () => {
		const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
		for (const level of LEVELS)
			expect(css).toContain(`--level-${level}: ${levelShapes[level].fill};`);
		expect(css).toContain(`--level-ink: ${LEVEL_INK};`);
	});

	test('a path closes only when asked', () => {
		const run = [
			[0, 0],
			[1, 2]
		] as const;
		expect(pathOf(run, false)).toBe('M0 0L1 2');
		expect(pathOf(run, true)).toBe('M0 0L1 2Z');
	});
});

function insidePolygon(corners: readonly (readonly [number, number])[], x: number, y: number) {
	return corners.every(([ax, ay], i) => {
		const [bx, by] = corners[(i + 1) % corners.length]!;
		return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0;
	});
}
