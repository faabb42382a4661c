import type { Shape } from '../incident/schema.ts';
import type { SignCard, SignCode } from './schema.ts';

/** 突发事件, 危险源, 防护目标, 应急保障资源, 线状, 面状, and words alone. */
export type SignFamily = 'event' | 'hazard' | 'target' | 'resource' | 'line' | 'area' | 'free';

/** The colours that GB/T 35649-2017 gives (domain.md C.10). */
export const familyColours: Record<SignFamily, string> = {
	event: '#ff0000',
	hazard: '#ffff00',
	target: '#0000ff',
	resource: '#00ff00',
	line: '#ff0000',
	area: '#ff0000',
	free: '#ff0000'
};

const families: Record<string, SignFamily> = {
	A: 'event',
	B: 'hazard',
	C: 'target',
	D: 'resource',
	E: 'line',
	F: 'area'
};

/** The standard's first letter says it. */
export const familyOf = (code: SignCode): SignFamily => families[code.charAt(0)] ?? 'free';

type Drawn = Shape['type'];

/** What a sign may be drawn as: the standard's class decides. */
export function shapesOf(code: SignCode): Drawn[] {
	const family = familyOf(code);
	if (family === 'line') return ['LineString'];
	if (family === 'area') return ['Polygon'];
	if (family === 'free') return ['Point', 'LineString', 'Polygon'];
	return ['Point'];
}

/** Arrows along the edge: into a controlled area, out of one that spreads, along a way; null: none. */
export function arrowsOf(code: SignCode): 'in' | 'out' | 'along' | null {
	if (code === 'F10200') return 'in';
	if (code === 'F10300') return 'out';
	return code === 'E3' || code === 'E30200' ? 'along' : null;
}

export const isOnMap = ({ removedAt }: Pick<SignCard, 'removedAt'>) => removedAt === null;
