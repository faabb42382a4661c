import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, capXml, infoXml } from '../../../../tests/support/cap.ts';
import { readCap } from './cap.server.ts';
import { findingText } from '../warning/finding.ts';
import { readUsgs } from './usgs.ts';

const now = new Date();
const runs = { seed: 20_100_728, numRuns: 400 };

/** A document is taken or refused with sentences; never is anything thrown, nor half a character handed on. */
function judged(read: { items: unknown[]; faults: Parameters<typeof findingText>[0][] }) {
	for (const fault of read.faults) expect(findingText(fault)).not.toBe('');
	expect(read.items.length + read.faults.length).toBeGreaterThan(0);
	JSON.stringify(read, (_key, value: unknown) => {
		if (typeof value === 'string') expect(value.isWellFormed() && !value.includes('\0')).toBe(true);
		return value;
	});
}

const part = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc.constantFrom(
		'&#0;',
		'&#xD83D;',
		'&#x1F692;',
		'&lol;',
		'<![CDATA[',
		']]>',
		'<!--',
		'<?x?>',
		'<a b="',
		'🚒'
	),
	fc.constantFrom(
		'2026-11-22T14:03:00+08:00',
		'0000-00-00T00:00:00-00:00',
		'9999-12-31T23:59:59-15:59'
	),
	fc.constantFrom('90,0 90,180 -90,180 90,0', '1e999,NaN 1', '43.6,126.5 1e400', '🚒'.repeat(40))
);
const parts = fc.record(
	{
		identifier: part,
		sender: part,
		sent: part,
		status: part,
		msgType: part,
		references: part,
		inside: fc.oneof(
			part,
			fc
				.record(
					{
						language: part,
						event: part,
						severity: part,
						expires: part,
						headline: part,
						more: part,
						area: part
					},
					{ requiredKeys: [] }
				)
				.map(infoXml)
		)
	},
	{ requiredKeys: [] }
);

test('[FE3] any bytes are refused in a sentence', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => judged(readCap(bytes, now))),
		runs
	);
});

test('[FE3] an alert with anything in any place is taken or refused', () => {
	fc.assert(
		fc.property(parts, (given) => judged(readCap(bytesOf(capXml(given)), now))),
		runs
	);
});

test('[FE3] an alert with a stretch of it replaced is taken or refused', () => {
	const whole = bytesOf(capXml());
	const damage = fc.tuple(fc.nat(whole.length), fc.nat(40), fc.uint8Array({ maxLength: 20 }));
	fc.assert(
		fc.property(damage, ([at, length, bytes]) =>
			judged(
				readCap(new Uint8Array([...whole.slice(0, at), ...bytes, ...whole.slice(at + length)]), now)
			)
		),
		runs
	);
});

test('[FE10] a document of earthquakes with anything in any place is taken or refused', () => {
	const value = fc.oneof(
		fc.jsonValue({ maxDepth: 1 }),
		fc.double(),
		fc.constantFrom(
			1e300,
			-8.64e15,
			8.64e15,
			1_400_000_000_000,
			'us7000abcd',
			'\0',
			'\ud83d',
			'🚒'.repeat(300)
		)
	);
	const quake = fc.record({
		id: value,
		properties: fc.record({
			mag: value,
			magType: value,
			place: value,
			time: value,
			updated: value,
			status: value,
			ids: value,
			type: value
		}),
		geometry: fc.record({
			type: fc.constant('Point'),
			coordinates: fc.array(value, { maxLength: 4 })
		})
	});
	const sound = {
		id: 'us7000abcd',
		properties: { mag: 5, time: 1_400_000_000_000, updated: 1_400_000_000_000 },
		geometry: { type: 'Point', coordinates: [126, 43, 10] }
	};
	fc.assert(
		fc.property(
			fc.oneof(
				quake,
				fc
					.tuple(
						fc.constantFrom('id', 'properties.time', 'properties.ids', 'properties.place'),
						value
					)
					.map(([where, by]) => {
						const [field = '', inner] = where.split('.');
						return inner === undefined
							? { ...sound, [field]: by }
							: { ...sound, properties: { ...sound.properties, [inner]: by } };
					})
			),
			(each) =>
				judged(readUsgs(bytesOf(JSON.stringify({ type: 'FeatureCollection', features: [each] }))))
		),
		runs
	);
});
