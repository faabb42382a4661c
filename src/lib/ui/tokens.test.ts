import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The hexadecimal tokens of the block whose selector ends with `theme`. */
function tokensOf(selector: string): Record<string, string> {
	const block = css.slice(css.indexOf(selector)).split('}')[0] ?? '';
	return Object.fromEntries(
		[...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
			name,
			value
		])
	);
}

/** WCAG 2.2 contrast ratio of two colours such as `#0b0f13`. */
function contrast(a: string, b: string): number {
	const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}
function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const c = parseInt(hex.slice(at, at + 2), 16) / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const inks = [
	'ink',
	'ink-soft',
	'ink-faint',
	'accent',
	'bad',
	'due-half',
	'due-quarter',
	'due-over'
];

test.each([
	['desk', ":root,\n[data-theme='desk']", 4.5],
	['wall', "[data-theme='desk-dark'],\n[data-theme='wall']", 7]
])('%s: every text colour reaches its contrast on every ground', (_, selector, least) => {
	const tokens = tokensOf(selector);
	for (const ink of inks) {
		for (const ground of ['ground', 'surface', 'raised']) {
			const ratio = contrast(tokens[ink]!, tokens[ground]!);
			expect(ratio, `${ink} on ${ground}`).toBeGreaterThanOrEqual(least);
		}
	}
	expect(contrast(tokens['on-accent']!, tokens['accent']!)).toBeGreaterThanOrEqual(4.5);
	expect(contrast(tokens['bad']!, tokens['bad-soft']!)).toBeGreaterThanOrEqual(4.5);
	expect(contrast(tokens['ink']!, tokens['accent-soft']!)).toBeGreaterThanOrEqual(7);
	expect(
		contrast(tokens['line-strong']!, tokens['surface']!),
		'border of a field'
	).toBeGreaterThanOrEqual(3);
});

test('a level numeral is legible on its own colour in both themes', () => {
	const tokens = tokensOf(":root,\n[data-theme='desk']");
	for (const level of [1, 2, 3, 4]) {
		expect(contrast(tokens['level-ink']!, tokens[`level-${level}`]!)).toBeGreaterThanOrEqual(4.5);
	}
});
