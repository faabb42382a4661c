import type { Feature } from 'geojson';
import type { LonLat } from '#lib/geo.ts';
import type { MapLayer } from '#lib/map/layers.ts';
import type { MapLook } from '#lib/map/look.ts';
import { levelIcon } from '#lib/map/mark-icons.ts';
import { markStyles } from '#lib/map/mark-styles.ts';
import { m } from '#lib/paraglide/messages.js';
import { ago } from '#lib/time.ts';
import type { Level } from '../event-class/schema.ts';
import { isUnacknowledged } from '../report/live.ts';
import type { ReportCard } from '../report/schema.ts';
import type { IncidentCard, OwnNotice } from './schema.ts';

export type Situation = {
	incidents: readonly IncidentCard[];
	reports: readonly ReportCard[];
	/** What this unit was told (通报) and has not acknowledged. */
	notices?: readonly OwnNotice[];
	/** Whose screen it is: what this unit has not acknowledged has a ring and beats. */
	unitId: string;
	now: Date;
	/**
	 * On a wall, which nobody can zoom: marks closer than so many degrees of longitude stand side by side
	 * instead of one on another. Absent: each stands exactly where it is.
	 */
	apart?: number;
};

type Mark = {
	id: string;
	noun: 'incident' | 'report';
	at: LonLat;
	level: Level | null;
	ring: boolean;
	title: string;
	since: string;
};

/** What is going on, as signs: incidents with level and age, and reports that are in no incident yet. */
export function situationLayers(situation: Situation, look: MapLook): MapLayer[] {
	const marks = sideBySide(
		[...incidentMarks(situation), ...reportMarks(situation)],
		situation.apart
	);
	return [
		extentLayer(situation.incidents, look),
		{
			id: 'situation',
			title: m.incident_layer(),
			selectable: true,
			data: {
				type: 'FeatureCollection',
				features: marks.map((mark) => featureOf(mark, situation.now))
			},
			styles: markStyles(look),
			legend: [
				{ title: m.incident_legend_known(), sign: { icon: levelIcon(4) } },
				{ title: m.incident_legend_waiting(), sign: { icon: levelIcon(null, true) } }
			]
		}
	];
}

function incidentMarks({ incidents, reports, notices = [], unitId }: Situation): Mark[] {
	const waiting = new Set([
		...reports.filter((card) => isUnacknowledged(card, unitId)).map((card) => card.incidentId),
		...notices.map(({ shownInId }) => shownInId)
	]);
	return incidents.map((card) => ({
		id: card.id,
		noun: 'incident',
		at: card.at,
		level: card.incidentLevel,
		ring: waiting.has(card.id),
		title: card.title,
		since: card.openedAt
	}));
}

/** The newest report of each thread that nobody has accepted or returned. */
function reportMarks({ reports, unitId }: Situation): Mark[] {
	const newest = new Map<string, ReportCard>();
	for (const card of reports) {
		const before = newest.get(card.threadId);
		if (!before || before.number < card.number) newest.set(card.threadId, card);
	}
	return [...newest.values()]
		.filter((card) => card.incidentId === null && card.receipts.some((one) => one.outcome === null))
		.map((card) => ({
			id: card.id,
			noun: 'report',
			at: card.at,
			level: card.level,
			ring: isUnacknowledged(card, unitId),
			title: card.title,
			since: card.receivedAt
		}));
}

/** The first stays where it is, the others go west of it, away from its words. */
function sideBySide(marks: Mark[], apart: number | undefined): Mark[] {
	if (apart === undefined) return marks;
	const placed: Mark[] = [];
	for (const mark of marks) {
		let { lon } = mark.at;
		const isTaken = () =>
			placed.some(
				({ at }) => Math.abs(at.lon - lon) < apart && Math.abs(at.lat - mark.at.lat) < apart * 0.8
			);
		while (isTaken()) lon -= apart / 2;
		placed.push({ ...mark, at: { lon, lat: mark.at.lat } });
	}
	return placed;
}

function featureOf({ id, noun, at, level, ring, title, since }: Mark, now: Date): Feature {
	return {
		type: 'Feature',
		geometry: { type: 'Point', coordinates: [at.lon, at.lat] },
		properties: {
			id,
			noun,
			icon: levelIcon(level, ring),
			pulsing: ring,
			label: `${title}\n${age(since, now)}`
		}
	};
}

/** Lines and areas of incidents; a point needs no shape beside its sign. */
function extentLayer(incidents: readonly IncidentCard[], look: MapLook): MapLayer {
	const features = incidents
		.filter(({ shape }) => shape.type !== 'Point')
		.map(({ id, shape }): Feature => ({ type: 'Feature', geometry: shape, properties: { id } }));
	return {
		id: 'extent',
		data: { type: 'FeatureCollection', features },
		styles: [
			{
				type: 'fill',
				filter: ['==', ['geometry-type'], 'Polygon'],
				paint: { 'fill-color': look.ink, 'fill-opacity': 0.12 }
			},
			{
				type: 'line',
				paint: {
					'line-color': look.ink,
					'line-width': 2 * look.scale,
					'line-dasharray': [3, 2]
				}
			}
		]
	};
}

/** The map's minute may be older than what has just come: nothing happens in the future. */
function age(since: string, now: Date): string {
	const at = new Date(since);
	return ago(at, at > now ? at : now);
}
