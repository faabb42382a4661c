import { expect, test } from 'vitest';
import { scaleBar } from './scale-bar.ts';

test('the bar is a round distance and fits', () => {
	for (let zoom = 3; zoom < 19; zoom += 0.37) {
		const { metres, pixels } = scaleBar(43.8, zoom, 100);
		expect(pixels).toBeLessThanOrEqual(100);
		expect(pixels).toBeGreaterThan(39);
		expect(String(metres).replace(/0+$|^0\.0*/g, '')).toMatch(/^[125]$/);
	}
});

test('at the equator one pixel of zoom 0 is a 512th of the earth’s round', () => {
	const { metres, pixels } = scaleBar(0, 0, 128);
	expect(metres / pixels).toBeCloseTo(40_075_016.686 / 512, 3);
});
