import { m } from '#lib/paraglide/messages.js';
import type { EngineMap } from './engine.ts';
import type { MapLook } from './look.ts';

/** What is burnt into the picture under the map. `time` in words; `approval` is the 审图号 with its label. */
export type SnapshotText = { title: string; time: string; approval?: string; note?: string };

/** Puts the snapshot among the person's downloads. */
export async function saveSnapshot(map: EngineMap, look: MapLook, text: SnapshotText) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(await takeSnapshot(map, look, text));
	// What Windows does not allow in a file name.
	link.download = `${m.map_snapshot_name(text).replace(/[\\/:*?"<>|]/g, '-')}.png`;
	link.click();
	// Later, because some browsers read the address only after the click is over.
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The map as it is now, as a PNG with a strip of text that cannot be cut off by mistake: it is part of the picture. */
async function takeSnapshot(map: EngineMap, look: MapLook, text: SnapshotText): Promise<Blob> {
	const picture = await copyCanvas(map);
	const unit = (picture.width / map.getContainer().clientWidth) * look.scale;
	const family = look.fonts.map((name) => `"${name}"`).join(',');
	const fonts = [`600 ${17 * unit}px ${family}`, `${14 * unit}px ${family}`] as const;
	const details = [text.note, text.time, text.approval].filter(Boolean).join('　');

	// One row where both fit, else two; never squeezed.
	const [margin, row] = [14 * unit, 32 * unit];
	const room = picture.width - 3 * margin;
	const rows = widthOf(text.title, fonts[0]) + widthOf(details, fonts[1]) > room ? 2 : 1;
	const whole = new OffscreenCanvas(
		picture.width,
		Math.round(picture.height + rows * row + margin)
	);
	const pen = penOf(whole);
	pen.drawImage(picture, 0, 0);
	pen.fillStyle = look.land;
	pen.fillRect(0, picture.height, whole.width, whole.height - picture.height);
	pen.fillStyle = look.ink;
	pen.textBaseline = 'middle';
	const first = picture.height + margin / 2 + row / 2;
	pen.font = fonts[0];
	pen.fillText(text.title, margin, first);
	pen.font = fonts[1];
	const left = rows === 1 ? whole.width - margin - pen.measureText(details).width : margin;
	pen.fillText(details, left, first + (rows - 1) * row);
	return whole.convertToBlob({ type: 'image/png' });
}

function penOf(canvas: OffscreenCanvas) {
	const pen = canvas.getContext('2d');
	if (!pen) throw new Error('This browser cannot draw on a canvas');
	return pen;
}

function widthOf(text: string, font: string) {
	const pen = penOf(new OffscreenCanvas(1, 1));
	pen.font = font;
	return pen.measureText(text).width;
}

/** The picture lives in the drawing buffer only until the frame ends, so it is copied inside the frame's own event. */
function copyCanvas(map: EngineMap): Promise<OffscreenCanvas> {
	return new Promise((resolve) => {
		map.once('render', () => {
			const from = map.getCanvas();
			const copy = new OffscreenCanvas(from.width, from.height);
			penOf(copy).drawImage(from, 0, 0);
			resolve(copy);
		});
		map.triggerRepaint();
	});
}
