import type { Feature } from 'geojson';
import type { LegendLine, MapLayer } from '#lib/map/layers.ts';
import type { MapLook } from '#lib/map/look.ts';
import { m } from '#lib/paraglide/messages.js';
import { levelRoman } from '../event-class/rules.ts';
import { LEVELS, levelShapes } from '#lib/ui/levels.ts';
import { warningLevelName } from './words.ts';
import type { WarningCard } from './schema.ts';

/** Hatched areas, one pattern for each level; a warning without a level has its edge alone. The gravest lies on top, a rehearsal below all. */
export function warningLayer(warnings: readonly WarningCard[], look: MapLook): MapLayer {
	const features = warnings.flatMap(featuresOf);
	const byGravity = [
		...['case', ['get', 'rehearsal'], -6, ['==', ['get', 'level'], 0], -5],
		['*', ['get', 'level'], -1]
	];
	const colour = ['match', ['get', 'level'], ...LEVELS.flatMap((l) => [l, levelShapes[l].fill])];
	return {
		id: 'warnings',
		title: m.warning_layer(),
		selectable: true,
		data: { type: 'FeatureCollection', features },
		styles: [
			{
				type: 'fill',
				filter: ['>', ['get', 'level'], 0],
				layout: { 'fill-sort-key': byGravity as never },
				paint: { 'fill-pattern': ['concat', 'hatch-', ['to-string', ['get', 'level']]] }
			},
			...[false, true].map((rehearsal): MapLayer['styles'][number] => ({
				type: 'line',
				filter: ['==', ['get', 'rehearsal'], rehearsal],
				layout: { 'line-join': 'round', 'line-sort-key': byGravity as never },
				paint: {
					'line-color': [...colour, look.inkSoft] as never,
					'line-width': 1.6 * look.scale,
					...(rehearsal && { 'line-dasharray': [2, 3] })
				}
			})),
			// The numeral, because hatching differs by colour alone; and a rehearsal says so here too.
			{
				type: 'symbol',
				filter: ['==', ['geometry-type'], 'Point'],
				layout: { 'text-field': ['get', 'label'], 'text-size': 14 * look.scale },
				paint: {
					'text-color': look.ink,
					'text-halo-color': look.land,
					'text-halo-width': 1.6 * look.scale
				}
			}
		],
		legend: legendOf(warnings, look)
	};
}

/** The area, and a point in it for its words: an area's own label would stand once on each tile that it reaches. */
function featuresOf({ id, level, shape, at, frame, event, headline }: WarningCard): Feature[] {
	if (shape === null) return [];
	const properties = {
		id,
		noun: 'warning',
		level: level ?? 0,
		rehearsal: frame === 'exercise',
		label: m.warning_map_label({
			frame: frame === 'exercise' ? m.warning_frame_exercise() : '',
			event: event || headline,
			level: level === null ? '' : levelRoman(level)
		})
	};
	const area: Feature = { type: 'Feature', geometry: shape, properties };
	if (at === null) return [area];
	const point: Feature['geometry'] = { type: 'Point', coordinates: [at.lon, at.lat] };
	return [area, { type: 'Feature', geometry: point, properties }];
}

/** The levels that are there now. */
function legendOf(warnings: readonly WarningCard[], look: MapLook): LegendLine[] {
	const lines = LEVELS.filter((level) => warnings.some((card) => card.level === level)).map(
		(level): LegendLine => ({
			title: warningLevelName(level),
			sign: { fill: levelShapes[level].fill, hatched: true }
		})
	);
	if (!warnings.some(({ level, shape }) => level === null && shape !== null)) return lines;
	return [...lines, { title: warningLevelName(null), sign: { line: look.inkSoft } }];
}
