import type { StyleLayer } from './layers.ts';
import type { MapLook } from './look.ts';

/** How points with `icon` (a name from mark-icons) and `label` are drawn: marks always, labels where there is room. */
export const markStyles = (look: MapLook): StyleLayer[] => [
	{
		type: 'symbol',
		layout: {
			'icon-image': ['get', 'icon'],
			'icon-allow-overlap': true,
			'icon-ignore-placement': true,
			'text-field': ['get', 'label'],
			'text-size': 14 * look.scale,
			// Beside the mark, its ring included, on whichever side is free.
			'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
			'text-radial-offset': 1.9,
			'text-justify': 'auto',
			'text-optional': true
		},
		paint: {
			'text-color': look.ink,
			'text-halo-color': look.land,
			'text-halo-width': 1.6 * look.scale
		}
	}
];

/**
 * How points with `icon` (a badge), `letter`, `offset` (where the letter stands from the middle, in ems) and `label`
 * are drawn: badges always, labels from the zoom `labelsFrom` on and where there is room.
 */
export const badgeStyles = (look: MapLook, labelsFrom = 9): StyleLayer[] => [
	{
		type: 'symbol',
		layout: {
			'icon-image': ['get', 'icon'],
			'icon-allow-overlap': true,
			'text-field': ['get', 'letter'],
			'text-size': 13 * look.scale,
			'text-offset': ['get', 'offset'],
			'text-allow-overlap': true,
			'text-ignore-placement': true
		},
		// On the badge's own colour, which is light on every ground.
		paint: { 'text-color': '#1a1a1a' }
	},
	{
		type: 'symbol',
		minzoom: labelsFrom,
		layout: {
			'text-field': ['get', 'label'],
			'text-size': 12 * look.scale,
			'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
			'text-radial-offset': 1.3,
			'text-justify': 'auto',
			'text-optional': true
		},
		paint: {
			'text-color': look.ink,
			'text-halo-color': look.land,
			'text-halo-width': 1.5 * look.scale
		}
	}
];
