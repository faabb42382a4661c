import type { Point } from '#lib/ui/levels.ts';

/**
 * Signs with a letter in them. Shape and letter tell them apart; the colours are those of GB/T 35649: green for
 * what helps, blue for what is protected, yellow for what is dangerous.
 */
export const badges = {
	square: { fill: '#7ddf8a', outline: box(2.5), letterY: 12 },
	pentagon: { fill: '#8fb8ff', outline: around(5, 11.5, 12.8), letterY: 13 },
	triangle: { fill: '#ffe14d', outline: around(3, 13.5, 14.5), letterY: 15 }
} as const satisfies Record<string, { fill: string; outline: readonly Point[]; letterY: number }>;
export type BadgeShape = keyof typeof badges;
export const badgeShapes = Object.keys(badges) as BadgeShape[];

/** `badge-square`; struck out for what cannot be called on. */
export const badgeIcon = (shape: BadgeShape, struck = false) =>
	`badge-${shape}${struck ? '-struck' : ''}`;

function box(edge: number): Point[] {
	return [
		[edge, edge],
		[24 - edge, edge],
		[24 - edge, 24 - edge],
		[edge, 24 - edge]
	];
}

/** A regular polygon that stands on a side. */
function around(corners: number, radius: number, y: number): Point[] {
	return Array.from({ length: corners }, (_, i): Point => {
		const angle = (2 * Math.PI * i) / corners - Math.PI / 2;
		return [12 + radius * Math.cos(angle), y + radius * Math.sin(angle)];
	});
}
