import { z } from 'zod';
import { cutLine, EpochMs, line } from '#lib/input/words.ts';
import { finding, type Finding } from '../warning/finding.ts';
import type { Connector, Read } from './connector.ts';
import type { EarthquakeReading } from './schema.ts';

/** A month of all earthquakes of the world is 10 MB. */
const MAX_BYTES = 24 * 1024 * 1024;
const MOST_FAULTS = 20;

/** Of GeoJSON as the U.S. Geological Survey gives it, what we read. Everything else may be there or not. */
const Collection = z.object({
	type: z.literal('FeatureCollection'),
	features: z.array(z.unknown())
});
const Feature = z.object({
	id: line(1, 100),
	properties: z.object({
		mag: z.number().min(-5).max(11),
		magType: cutLine(20).nullish(),
		place: cutLine(300).nullish(),
		time: EpochMs,
		updated: EpochMs,
		status: cutLine(20).nullish(),
		ids: cutLine(2000).nullish(),
		type: cutLine(60).nullish()
	}),
	geometry: z.object({
		type: z.literal('Point'),
		coordinates: z
			.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
			.rest(z.number().nullable())
	})
});
type Feature = z.infer<typeof Feature>;

/** Earthquakes in the USGS GeoJSON shape, also as JSONP: the call around it is taken off, never run (FE10). */
export const usgs: Connector<EarthquakeReading> = { kind: 'usgs', read: readUsgs };

export function readUsgs(bytes: Uint8Array): Read<EarthquakeReading> {
	if (bytes.length > MAX_BYTES) {
		return refused(finding('tooLarge', undefined, { limit: `${MAX_BYTES / 1024 / 1024} MB` }));
	}
	const document = readJson(new TextDecoder().decode(bytes));
	if (document === undefined) return refused(finding('notJson'));
	const collection = Collection.safeParse(document);
	if (!collection.success) return refused(finding('notFeatureCollection'));
	const items: EarthquakeReading[] = [];
	const faults: Finding[] = [];
	for (const [i, each] of collection.data.features.entries()) {
		const feature = Feature.safeParse(each);
		if (feature.success) items.push(readingOf(feature.data));
		else if (faults.length < MOST_FAULTS) faults.push(faultOf(feature.error, i));
	}
	return { items, faults };
}

const refused = (fault: Finding): Read<EarthquakeReading> => ({ items: [], faults: [fault] });

function readJson(text: string): unknown {
	const called = /^\s*[\w.$]+\s*\(([^]*)\)\s*;?\s*$/.exec(text)?.[1];
	try {
		return JSON.parse((called ?? text).replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

function faultOf(error: z.ZodError, index: number): Finding {
	const field = error.issues[0]?.path.join('.') ?? '';
	const name = field === '' ? 'id' : field;
	return finding('quakeWithout', { path: `features[${index}]`, line: null }, { name });
}

function readingOf({ id, properties, geometry }: Feature): EarthquakeReading {
	const { mag, magType, place, time, updated, status, ids, type } = properties;
	const [lon, lat, depth] = geometry.coordinates;
	const aliases = (ids ?? '').split(',').filter((each) => each !== '');
	return {
		eventId: id,
		ids: [...new Set([id, ...aliases])],
		kind: type ?? 'earthquake',
		// 2.92000008 comes of single precision somewhere on the way.
		magnitude: Math.round(mag * 100) / 100,
		magnitudeType: magType ?? '',
		depthKm: depth ?? null,
		at: { lon, lat },
		placeText: place ?? '',
		occurredAt: new Date(time).toISOString(),
		updatedAt: new Date(updated).toISOString(),
		status: status === 'reviewed' || status === 'deleted' ? status : 'automatic'
	};
}
