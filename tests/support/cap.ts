/** What a test wants of an alert; everything else is as in an ordinary one of 吉林省气象局. */
export type CapParts = {
	identifier?: string;
	sender?: string;
	sent?: string;
	status?: string;
	msgType?: string;
	scope?: string;
	references?: string;
	/** Raw XML inside `<alert>`, behind its own elements; replaces the usual `<info>`. */
	inside?: string;
};
export type InfoParts = {
	language?: string;
	event?: string;
	severity?: string;
	headline?: string;
	responseType?: string;
	expires?: string | null;
	/** Raw XML of areas. */
	area?: string;
	/** Raw XML before the areas. */
	more?: string;
};

const element = (name: string, text: string | null | undefined) =>
	text == null ? '' : `<${name}>${text}</${name}>`;

/** An instant some hours from now, as CAP writes it, in Beijing time. */
export function capTime(hoursFromNow: number): string {
	const at = new Date(Date.now() + (hoursFromNow + 8) * 3_600_000).toISOString();
	return `${at.slice(0, 19)}+08:00`;
}

/** One instant for all: an alert written twice is the same alert, also where a second passes between. */
const SENT = capTime(-1);

export function infoXml({
	language = 'zh-CN',
	event = '暴雨',
	severity = 'Severe',
	headline = '吉林省气象台发布暴雨橙色预警信号',
	responseType,
	expires = capTime(6),
	area = geocodeXml('222403000000', '敦化市'),
	more = ''
}: InfoParts = {}): string {
	return `<info>${element('language', language)}<category>Met</category>${element('event', event)}${element('responseType', responseType)}
<urgency>Expected</urgency>${element('severity', severity)}<certainty>Likely</certainty>
${element('expires', expires)}<senderName>吉林省气象台</senderName>${element('headline', headline)}${more}${area}</info>`;
}

export function capXml({
	identifier = '22000041600000_20261122140300',
	sender = 'jlqx@cma.gov.cn',
	sent = SENT,
	status = 'Actual',
	msgType = 'Alert',
	scope = 'Public',
	references,
	inside = infoXml()
}: CapParts = {}): string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
${element('identifier', identifier)}${element('sender', sender)}${element('sent', sent)}
${element('status', status)}${element('msgType', msgType)}${element('scope', scope)}${element('references', references)}
${inside}
</alert>`;
}

export const geocodeXml = (code: string, areaDesc = '某地') =>
	`<area>${element('areaDesc', areaDesc)}<geocode><valueName>CPEAS Geographic Code</valueName>${element('value', code)}</geocode></area>`;

/** `text`: CAP's "lat,lon lat,lon …". */
export const polygonXml = (text: string) =>
	`<area><areaDesc>某地</areaDesc>${element('polygon', text)}</area>`;

export const circleXml = (text: string) =>
	`<area><areaDesc>某地</areaDesc>${element('circle', text)}</area>`;

/** A box as a CAP polygon. */
export const boxText = (west: number, south: number, east: number, north: number) =>
	`${south},${west} ${south},${east} ${north},${east} ${north},${west} ${south},${west}`;

export const bytesOf = (text: string) => new TextEncoder().encode(text);
