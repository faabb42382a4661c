import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../../tests/support/cap.ts';
import { readUsgs } from './usgs.ts';

const feature = (properties: object = {}, geometry: object | null = null) => ({
	type: 'Feature',
	id: 'us7000abcd',
	properties: {
		mag: 4.5,
		magType: 'mb',
		place: '20 km E of Hunchun, China',
		time: 1_795_331_000_000,
		updated: 1_795_331_600_000,
		status: 'automatic',
		ids: ',us7000abcd,ak022abc,',
		type: 'earthquake',
		...properties
	},
	geometry: geometry ?? { type: 'Point', coordinates: [130.6, 42.9, 10] }
});
const textOf = (features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const read = (text: string) => readUsgs(bytesOf(text));

describe('[FE10] earthquakes as the USGS tells them', () => {
	test('one is read with place, time, depth and every id it goes by', () => {
		expect(read(textOf([feature()])).items).toEqual([
			{
				eventId: 'us7000abcd',
				ids: ['us7000abcd', 'ak022abc'],
				kind: 'earthquake',
				magnitude: 4.5,
				magnitudeType: 'mb',
				depthKm: 10,
				at: { lon: 130.6, lat: 42.9 },
				placeText: '20 km E of Hunchun, China',
				occurredAt: new Date(1_795_331_000_000).toISOString(),
				updatedAt: new Date(1_795_331_600_000).toISOString(),
				status: 'automatic'
			}
		]);
	});

	test('a depth above sea level, an unknown one, and a magnitude of single precision', () => {
		const above = { type: 'Point', coordinates: [130, 42, -1.2] };
		const [one, two] = read(
			textOf([
				feature({ mag: 2.920_000_08 }, above),
				feature({}, { type: 'Point', coordinates: [130, 42] })
			])
		).items;
		expect(one).toMatchObject({ depthKm: -1.2, magnitude: 2.92 });
		expect(two?.depthKm).toBeNull();
	});

	test('one that cannot be read does not cost the others, and is named', () => {
		const { items, faults } = read(
			textOf([
				feature(),
				feature({ mag: null }),
				feature({}, { type: 'Point', coordinates: [42.9, 130.6] })
			])
		);
		expect(items).toHaveLength(1);
		expect(faults).toMatchObject([
			{ code: 'quakeWithout', path: 'features[1]', words: { name: 'properties.mag' } },
			{ code: 'quakeWithout', path: 'features[2]', words: { name: 'geometry.coordinates.1' } }
		]);
	});

	test('JSONP is read as what stands in its brackets, and nothing of it is run', () => {
		const text = `eqfeed_callback(${textOf([feature()])});`;
		expect(read(text).items).toHaveLength(1);
		expect(read('alert(1)').faults).toMatchObject([{ code: 'notFeatureCollection' }]);
	});

	test.each([
		['{"type":"Feature', 'notJson'],
		['', 'notJson'],
		['{"type":"Feature"}', 'notFeatureCollection'],
		['[]', 'notFeatureCollection']
	])('%j is refused: %s', (text, code) => {
		expect(read(text)).toMatchObject({ items: [], faults: [{ code }] });
	});
});

/** A real week, on machines that have it; the product itself never needs it. */
const WEEK = '../shared/real-inputs/quake/usgs-week.geojson';
if (existsSync(WEEK)) {
	test('[FE10] a real week is read whole, depths above sea level and all', () => {
		const { items, faults } = readUsgs(readFileSync(WEEK));
		expect(faults).toEqual([]);
		expect(items).toHaveLength(1405);
		expect(items.filter(({ depthKm }) => depthKm !== null && depthKm < 0)).toHaveLength(62);
		expect(items.every(({ magnitude }) => /^-?\d+(\.\d{1,2})?$/.test(String(magnitude)))).toBe(
			true
		);
	});
}
