const EQUATOR_M = 40_075_016.686;
/** Both engines count zoom by tiles of 512 pixels. */
const TILE = 512;

/** A round distance of at most `width` pixels, and how many pixels it is, at this latitude and zoom (Web Mercator). */
export function scaleBar(
	lat: number,
	zoom: number,
	width: number
): { metres: number; pixels: number } {
	const metresPerPixel = (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** zoom);
	const most = metresPerPixel * width;
	const power = 10 ** Math.floor(Math.log10(most));
	const metres = power * ([5, 2, 1].find((n) => n * power <= most) ?? 1);
	return { metres, pixels: metres / metresPerPixel };
}
