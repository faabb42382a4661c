import { expect, test } from 'vitest';
import { digestOf } from '#lib/server/journal/digest.ts';
import { ReportDraft } from './schema.ts';
import { sentOf } from './sent.ts';

const key = '01890000-0000-7000-8000-000000000007';
const at = '2026-11-22T05:30:00Z';
const drums = { key, label: '冲走的桶', unit: '只', value: 1000, source: '镇政府', at };
const draft = (otherFigures: unknown[]) =>
	ReportDraft.parse({
		...{ id: key, kind: 'first', classCode: '11A01', placeText: '口前镇', at: null },
		...{ occurredAt: at, knownAt: at, writtenAt: at, source: { kind: 'unit', name: '镇政府' } },
		body: { otherFigures }
	});

const digested = (otherFigures: unknown[]) =>
	digestOf({ actId: key, ...sentOf(draft(otherFigures)) });

test('[RP2] [RP28] the digest is over the other figures too', () => {
	const digests = [[], [drums], [{ ...drums, value: 1001 }]].map(digested);
	expect(new Set(digests).size).toBe(3);
});

test('[RP28] a report from before there were other figures is the same when it is sent again', () => {
	expect(digested([])).toBe(
		// What the digest was over then.
		'97abc059aaea8a4784d890fcf593b5856072238980a68c2795c4d36c906ccc8e'
	);
});
