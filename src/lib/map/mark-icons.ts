import { LEVEL_INK, LEVELS, levelShapes, type Level, type Point } from '#lib/ui/levels.ts';
import type { EngineMap } from './engine.ts';
import type { MapLook } from './look.ts';

/** `level-1` … `level-4`, `level-none`; with `-ring` for what nobody has acknowledged; `hatch-1` … as fill patterns; and plates for signs. */
export const levelIcon = (level: Level | null, ring = false) =>
	`level-${level ?? 'none'}${ring ? '-ring' : ''}`;

/** Side of an icon in units of the mark's own box of 24, ring included. */
const SIDE = 40;
/** Pixels of the desk for one unit: a mark is 29 px wide there, 58 px on a wall of 3840×2160. */
const UNIT = 1.2;

/** Draws all marks for this map's scale and pixel density; `icon-size: 1` is their proper size. */
export function addMarkIcons(map: EngineMap, look: MapLook) {
	const ratio = Math.max(1, window.devicePixelRatio);
	for (const level of [...LEVELS, null]) {
		for (const ring of [false, true]) {
			const image = drawMark(level, ring, look, SIDE * UNIT * look.scale * ratio);
			map.addImage(levelIcon(level, ring), image, { pixelRatio: ratio });
		}
	}
	for (const [name, plate] of Object.entries(plates)) {
		map.addImage(name, drawPlate(plate, PLATE * look.scale * ratio), { pixelRatio: ratio });
	}
	for (const level of LEVELS) {
		map.addImage(`hatch-${level}`, drawHatch(levelShapes[level].fill, 12 * look.scale * ratio), {
			pixelRatio: ratio
		});
	}
}

/** Plates for signs with letters on them: by colour, the red one with round corners (GB/T 35649-2017, 32 px, edge at least 1 px). */
const plates = {
	'plate-red': { colour: '#ff0000', radius: 5 },
	'plate-yellow': { colour: '#ffff00', radius: 0 },
	'plate-blue': { colour: '#0000ff', radius: 0 },
	'plate-green': { colour: '#00ff00', radius: 0 }
};
export type PlateIcon = keyof typeof plates;
/** Pixels of the desk. */
const PLATE = 32;

function drawPlate(
	{ colour, radius }: { colour: string; radius: number },
	side: number
): ImageData {
	const canvas = new OffscreenCanvas(Math.round(side), Math.round(side));
	const pen = context(canvas);
	pen.scale(canvas.width / PLATE, canvas.width / PLATE);
	const edge = new Path2D();
	edge.roundRect(1, 1, PLATE - 2, PLATE - 2, radius);
	pen.fillStyle = colour;
	pen.fill(edge);
	pen.lineWidth = 1.5;
	pen.strokeStyle = LEVEL_INK;
	pen.stroke(edge);
	return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** A mark on its own, `side` device pixels wide: for the map's images and for legends. */
export function drawMark(
	level: Level | null,
	ring: boolean,
	look: MapLook,
	side: number
): ImageData {
	const canvas = new OffscreenCanvas(Math.round(side), Math.round(side));
	const pen = context(canvas);
	pen.scale(canvas.width / SIDE, canvas.width / SIDE);
	pen.translate((SIDE - 24) / 2, (SIDE - 24) / 2);
	pen.lineJoin = 'round';

	if (ring) {
		// Ink and not colour: it is told from a plain mark in greyscale too.
		circle(pen, 17.5, look.ink, 3.5);
		circle(pen, 14.8, look.land, 1.5);
	}
	if (level === null) {
		circle(pen, 9.5, look.land, 4.5);
		pen.setLineDash([3, 3]);
		circle(pen, 9.5, look.ink, 2);
		pen.setLineDash([]);
		pen.stroke(
			run([
				[8, 12],
				[16, 12]
			])
		);
	} else {
		const shape = levelShapes[level];
		const outline = shape.outline ? polygon(shape.outline) : arc(10.8);
		pen.strokeStyle = look.land;
		pen.lineWidth = 4;
		pen.stroke(outline);
		pen.strokeStyle = LEVEL_INK;
		pen.lineWidth = 1.6;
		pen.fillStyle = shape.fill;
		pen.fill(outline);
		pen.stroke(outline);
		pen.lineWidth = 2;
		for (const stroke of shape.strokes) pen.stroke(run(stroke));
	}
	return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Diagonal lines that join at the edges: areas that keep what lies under them readable, and differ without colour. */
function drawHatch(colour: string, side: number): ImageData {
	const size = Math.round(side);
	const pen = context(new OffscreenCanvas(size, size));
	pen.strokeStyle = colour;
	pen.lineWidth = size / 6;
	// Longer than the tile, so that the lines meet across its edges without a notch.
	for (const at of [-size, 0, size]) {
		pen.stroke(
			run([
				[at - size, 2 * size],
				[at + 2 * size, -size]
			])
		);
	}
	return pen.getImageData(0, 0, size, size);
}

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
	const pen = canvas.getContext('2d');
	if (!pen) throw new Error('This browser cannot draw on a canvas');
	return pen;
}

function circle(
	pen: OffscreenCanvasRenderingContext2D,
	radius: number,
	colour: string,
	width: number
) {
	pen.strokeStyle = colour;
	pen.lineWidth = width;
	pen.stroke(arc(radius));
}

function arc(radius: number) {
	const path = new Path2D();
	path.arc(12, 12, radius, 0, 2 * Math.PI);
	return path;
}

function run(points: readonly Point[]) {
	const path = new Path2D();
	for (const [x, y] of points) path.lineTo(x, y);
	return path;
}

function polygon(points: readonly Point[]) {
	const path = run(points);
	path.closePath();
	return path;
}
