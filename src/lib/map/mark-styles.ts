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
