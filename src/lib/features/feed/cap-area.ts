import type { LonLat } from '#lib/geo.ts';
import { cut } from '#lib/input/text.ts';
import type { FindingCode, Words } from '../warning/finding.ts';

/** A wrong radius (metres for kilometres) would otherwise cover the earth. */
export const MAX_RADIUS_KM = 2500;
const MOST_SHOWN = 40;

type Fault = { fault: FindingCode; words: Words };

/** `"lat,lon lat,lon …"`, at least four pairs, the last equal to the first; one that is not is closed (FE7). */
export function readPolygon(text: string): { ring: LonLat[]; wasOpen: boolean } | Fault {
	const ring: LonLat[] = [];
	for (const pair of text.trim().split(/\s+/)) {
		const at = readPair(pair);
		if ('fault' in at) return at;
		ring.push(at);
	}
	const wasOpen = !isSame(ring[0], ring.at(-1));
	if (wasOpen && ring[0]) ring.push(ring[0]);
	if (ring.length < 4) return { fault: 'polygonFew', words: { count: String(ring.length) } };
	return isFlat(ring) ? { fault: 'polygonFlat', words: {} } : { ring, wasOpen };
}

/** `"lat,lon radius"`, the radius in kilometres. */
export function readCircle(text: string): { at: LonLat; radiusKm: number } | Fault {
	const wrong: Fault = { fault: 'circleWrong', words: { value: cut(text, MOST_SHOWN) } };
	const [pair = '', radius = '', ...more] = text.trim().split(/\s+/);
	const at = readPair(pair);
	if ('fault' in at) return at.fault === 'polygonOrder' ? at : wrong;
	const radiusKm = readNumber(radius);
	if (radiusKm === null || radiusKm < 0 || more.length > 0) return wrong;
	if (radiusKm > MAX_RADIUS_KM) {
		return { fault: 'circleRadius', words: { value: radius, limit: String(MAX_RADIUS_KM) } };
	}
	return { at, radiusKm };
}

function readPair(pair: string): LonLat | Fault {
	const [lat, lon, ...more] = pair.split(',').map(readNumber);
	const value = cut(pair, MOST_SHOWN);
	if (lat == null || lon == null || more.length > 0)
		return { fault: 'polygonNumber', words: { value } };
	if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return { fault: 'polygonOrder', words: { value } };
	return { lon, lat };
}

/** Null for what is no plain decimal number; `Number` alone would take '' and '0x1f'. */
function readNumber(text: string): number | null {
	return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}

const isSame = (a: LonLat | undefined, b: LonLat | undefined) =>
	a?.lon === b?.lon && a?.lat === b?.lat;

/** True where all points lie on one line: it holds no place. */
function isFlat(ring: readonly LonLat[]): boolean {
	const [a, ...rest] = ring;
	const b = rest.find((one) => !isSame(a, one));
	if (!a || !b) return true;
	return rest.every(
		(c) => Math.abs((b.lon - a.lon) * (c.lat - a.lat) - (c.lon - a.lon) * (b.lat - a.lat)) < 1e-12
	);
}
