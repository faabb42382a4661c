import type { Feature } from 'geojson';
import { badgeIcon, badges, type BadgeShape } from '#lib/map/badges.ts';
import type { MapLayer } from '#lib/map/layers.ts';
import type { MapLook } from '#lib/map/look.ts';
import { badgeStyles } from '#lib/map/mark-styles.ts';
import { m } from '#lib/paraglide/messages.js';
import { ResourceKind, type ReachRing, type ResourceSpot } from './schema.ts';
import { kindLetters, kindNames } from './words.ts';

/** Squares help, the pentagon is to be protected, the triangle to be feared; the letter says which. */
export const kindShapes: Record<ResourceKind, BadgeShape> = {
	team: 'square',
	supply: 'square',
	equipment: 'square',
	shelter: 'square',
	hospital: 'square',
	protectedSite: 'pentagon',
	hazard: 'triangle'
};

/** Resources as badges, the out-of-service ones struck out. The legend has the kinds that are there. */
export function resourceLayer(spots: readonly ResourceSpot[], look: MapLook): MapLayer {
	const there = ResourceKind.options.filter((kind) => spots.some((spot) => spot.kind === kind));
	return {
		id: 'resources',
		title: m.resource_layer(),
		selectable: true,
		data: { type: 'FeatureCollection', features: spots.map(featureOf) },
		styles: badgeStyles(look),
		legend: there.map((kind) => ({
			title: kindNames[kind](),
			sign: { badge: kindShapes[kind], letter: kindLetters[kind]() }
		}))
	};
}

function featureOf({ id, kind, name, at, state }: ResourceSpot): Feature {
	const shape = kindShapes[kind];
	return {
		type: 'Feature',
		geometry: { type: 'Point', coordinates: [at.lon, at.lat] },
		properties: {
			id,
			noun: 'resource',
			icon: badgeIcon(shape, state === 'outOfService'),
			letter: kindLetters[kind](),
			// The letter of a triangle stands lower than its middle.
			offset: [0, (badges[shape].letterY - 12) / 11],
			label: name
		}
	};
}

/** The lines at each distance around the incident, with the distance written on them. */
export function ringLayer(rings: readonly ReachRing[], look: MapLook): MapLayer {
	const features = rings.flatMap(({ km, outline }): Feature[] =>
		outline === null
			? []
			: [{ type: 'Feature', geometry: outline, properties: { label: m.resource_km({ km }) } }]
	);
	return {
		id: 'reach-rings',
		title: m.resource_rings(),
		data: { type: 'FeatureCollection', features },
		styles: [
			{
				type: 'line',
				paint: {
					'line-color': look.accent,
					'line-width': 1.8 * look.scale,
					'line-dasharray': [4, 2.5]
				}
			},
			{
				type: 'symbol',
				layout: {
					'symbol-placement': 'line',
					'text-field': ['get', 'label'],
					'text-size': 12 * look.scale,
					'symbol-spacing': 400
				},
				paint: {
					'text-color': look.ink,
					'text-halo-color': look.land,
					'text-halo-width': 2 * look.scale
				}
			}
		],
		legend:
			features.length === 0 ? [] : [{ title: m.resource_rings(), sign: { line: look.accent } }]
	};
}

/** A circle about the one that was chosen, on top of everything. */
export function chosenLayer(at: { lon: number; lat: number } | null, look: MapLook): MapLayer {
	return {
		id: 'resource-chosen',
		data: {
			type: 'FeatureCollection',
			features: at
				? [
						{
							type: 'Feature',
							geometry: { type: 'Point', coordinates: [at.lon, at.lat] },
							properties: {}
						}
					]
				: []
		},
		styles: [
			{
				type: 'circle',
				paint: {
					'circle-radius': 20 * look.scale,
					'circle-opacity': 0,
					'circle-stroke-color': look.accent,
					'circle-stroke-width': 3 * look.scale
				}
			}
		]
	};
}
