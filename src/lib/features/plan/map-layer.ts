import type { Position } from 'geojson';
import type { LonLat } from '#lib/geo.ts';
import type { MapLayer } from '#lib/map/layers.ts';
import type { MapLook } from '#lib/map/look.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActivationCard } from './activation-schema.ts';

const CORNERS = 96;
const KM_PER_DEGREE = 111.32;

/** The impact rings of the responses under way, around the incident. A circle on the ground is none on the map. */
export function responseRings(
	active: readonly Pick<ActivationCard, 'id' | 'ringKm' | 'planTitle'>[],
	at: LonLat,
	look: MapLook
): MapLayer {
	const rings = active.flatMap(({ id, ringKm, planTitle }) =>
		ringKm === null ? [] : [{ id, ringKm, planTitle }]
	);
	return {
		id: 'plan-rings',
		title: m.plan_map_ring(),
		data: {
			type: 'FeatureCollection',
			features: rings.map(({ id, ringKm, planTitle }) => ({
				type: 'Feature',
				geometry: { type: 'LineString', coordinates: circle(at, ringKm) },
				properties: { id, name: `${planTitle} ${m.plan_km({ km: ringKm })}` }
			}))
		},
		styles: [
			{
				type: 'line',
				paint: {
					'line-color': look.accent,
					'line-width': 2.5 * look.scale,
					'line-dasharray': [3, 2]
				}
			}
		],
		legend: rings.length > 0 ? [{ title: m.plan_map_ring(), sign: { line: look.accent } }] : []
	};
}

function circle({ lon, lat }: LonLat, km: number): Position[] {
	const [dLat, dLon] = [km / KM_PER_DEGREE, km / (KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180))];
	return Array.from({ length: CORNERS + 1 }, (_, i) => {
		const angle = (2 * Math.PI * i) / CORNERS;
		return [lon + dLon * Math.cos(angle), lat + dLat * Math.sin(angle)];
	});
}
