/**
 * The four levels as pictures: one geometry for the screen (LevelMark), the map (mark-icons) and paper, so that a
 * level is told apart by numeral and outline where colour fails. All numbers lie in a box of 24 × 24.
 */
export type Level = 1 | 2 | 3 | 4;
export type Point = readonly [x: number, y: number];

type LevelShape = {
	numeral: 'I' | 'II' | 'III' | 'IV';
	/** Corners of the outline; null is a circle of radius 10.5 around the middle. */
	outline: readonly Point[] | null;
	/** Strokes of the numeral. Drawn, not written: it must not depend on the fonts of the machine. */
	strokes: readonly (readonly Point[])[];
	/** The same four in both themes, on the map and on paper. Equal to --level-1 … --level-4. */
	fill: string;
};

/** Outline and numeral of every mark. Equal to --level-ink. */
export const LEVEL_INK = '#14090a';

export const levelShapes: Readonly<Record<Level, LevelShape>> = {
	1: {
		numeral: 'I',
		outline: [
			[12, 0.8],
			[23.6, 21.8],
			[0.4, 21.8]
		],
		strokes: bars([12], 9, 19.4, 2.6),
		fill: '#f5402f'
	},
	2: {
		numeral: 'II',
		outline: [
			[12, 0.2],
			[23.8, 12],
			[12, 23.8],
			[0.2, 12]
		],
		strokes: bars([10, 14], 7.8, 16.2),
		fill: '#ff9526'
	},
	3: {
		numeral: 'III',
		outline: [
			[2.2, 2.2],
			[21.8, 2.2],
			[21.8, 21.8],
			[2.2, 21.8]
		],
		strokes: bars([7.6, 12, 16.4], 7, 17),
		fill: '#ffd93b'
	},
	4: {
		numeral: 'IV',
		outline: null,
		strokes: [
			...bars([7.2], 7.4, 16.6),
			[
				[10.6, 7.4],
				[14.2, 16.6],
				[17.8, 7.4]
			]
		],
		fill: '#4da3ff'
	}
};

export const LEVELS = [1, 2, 3, 4] as const satisfies readonly Level[];

/** Upright strokes at `xs`, with a serif above and below that joins them as in print. */
function bars(xs: readonly number[], top: number, bottom: number, serif = 1.7): Point[][] {
	const left = Math.min(...xs) - serif;
	const right = Math.max(...xs) + serif;
	return [
		...xs.map((x): Point[] => [
			[x, top],
			[x, bottom]
		]),
		[
			[left, top],
			[right, top]
		],
		[
			[left, bottom],
			[right, bottom]
		]
	];
}

/** SVG path data of a run of points. */
export const pathOf = (points: readonly Point[], closed: boolean) =>
	`M${points.map((p) => p.join(' ')).join('L')}${closed ? 'Z' : ''}`;
