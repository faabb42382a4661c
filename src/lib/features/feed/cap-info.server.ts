import {
	certainties,
	severities,
	urgencies,
	type WarningArea,
	type WarningInfo
} from '../warning/schema.ts';
import { readCircle, readPolygon } from './cap-area.ts';
import type { CapNode } from './cap-node.server.ts';

const categories = [
	...['Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire'],
	...['Health', 'Env', 'Transport', 'Infra', 'CBRNE', 'Other']
];
const responseTypes = [
	...['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid'],
	...['Monitor', 'Assess', 'AllClear', 'None']
];

/** Names under which China's platforms send GB/T 2260 codes; other countries' geocodes are not ours to read. */
const AREA_CODE_NAME = /cpeas|gb\/?t? ?2260|行政区划/i;
const AREA_CODE = /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/;

/** One `<info>`: what is told in one language. The order of its elements does not matter. */
export function readInfo(info: CapNode): WarningInfo {
	const read: WarningInfo = {
		language: info.optional('language') || 'en-US',
		categories: info.someOf('category', categories, 1),
		event: info.required('event').replace(/\s+/g, ' '),
		responseTypes: info.someOf('responseType', responseTypes, 0),
		urgency: info.oneOf('urgency', urgencies) ?? 'Unknown',
		severity: info.oneOf('severity', severities) ?? 'Unknown',
		certainty: info.oneOf('certainty', certainties) ?? 'Unknown',
		effectiveAt: info.time('effective'),
		onsetAt: info.time('onset'),
		expiresAt: info.time('expires'),
		senderName: info.line('senderName'),
		headline: info.line('headline'),
		description: info.optional('description'),
		instruction: info.optional('instruction'),
		web: info.line('web'),
		contact: info.line('contact'),
		parameters: named(info, 'parameter'),
		areas: info.all('area').map(readArea)
	};
	info.optional('audience');
	named(info, 'eventCode');
	for (const resource of info.all('resource')) {
		resource.required('resourceDesc');
		// CAP 1.2 demands it, but a missing kind of a picture is no reason to lose a warning.
		if (resource.optional('mimeType') === '') resource.remark('missing', { name: 'mimeType' });
	}
	info.remarkUnknown();
	return read;
}

function named(info: CapNode, name: string): WarningInfo['parameters'] {
	return info
		.all(name)
		.map((one) => ({ name: one.optional('valueName'), value: one.optional('value') }));
}

function readArea(area: CapNode): WarningArea {
	area.required('areaDesc');
	const description = area.line('areaDesc');
	const read: WarningArea = { description, rings: [], circles: [], codes: [] };
	for (const polygon of area.all('polygon')) {
		if (polygon.element.text.trim() === '') continue;
		const result = readPolygon(polygon.element.text);
		if ('fault' in result) polygon.fault(result.fault, result.words);
		else read.rings.push(result.ring);
		if ('wasOpen' in result && result.wasOpen) polygon.remark('ringClosed');
	}
	for (const circle of area.all('circle')) {
		if (circle.element.text.trim() === '') continue;
		const result = readCircle(circle.element.text);
		if ('fault' in result) circle.fault(result.fault, result.words);
		else read.circles.push(result);
	}
	read.codes = named(area, 'geocode')
		.filter(({ name, value }) => AREA_CODE_NAME.test(name) && AREA_CODE.test(value))
		.map(({ value }) => value);
	for (const name of ['altitude', 'ceiling']) area.optional(name);
	area.remarkUnknown();
	return read;
}
