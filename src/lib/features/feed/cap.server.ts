import { cut } from '#lib/input/text.ts';
import { finding, type Finding, type FindingCode } from '../warning/finding.ts';
import { ASSUMED_HOURS, endingBy, keyText } from '../warning/rules.ts';
import {
	audiences,
	messageTypes,
	statuses,
	type WarningKey,
	type WarningMessage
} from '../warning/schema.ts';
import { readInfo } from './cap-info.server.ts';
import { CapNode } from './cap-node.server.ts';
import { readCapTime } from './cap-time.ts';
import type { Connector, Read } from './connector.ts';
import { isFinding, readXml, type XmlElement } from './xml.server.ts';

const CAP = 'urn:oasis:names:tc:emergency:cap:1.2';
/** A sender's clock may be a little ahead; more than this is a wrong clock. */
const MOST_AHEAD_MS = 24 * 3_600_000;
const LONGEST_NAME = 250;
/** Of a document that is wrong in every line, these many faults are told. */
const MOST_FAULTS = 20;

/** Common Alerting Protocol 1.2: one alert per document (FE2–FE8). */
export const cap: Connector<WarningMessage> = { kind: 'cap', read: readCap };

export function readCap(bytes: Uint8Array, now: Date): Read<WarningMessage> {
	const root = readXml(bytes);
	if (isFinding(root)) return { items: [], faults: [root] };
	const other = otherDocument(root);
	if (other) return { items: [], faults: [other] };
	const faults: Finding[] = [];
	const remarks: Finding[] = [];
	const message = readAlert(new CapNode(root, CAP, { faults, remarks }), now);
	if (faults.length > 0) return { items: [], faults: faults.slice(0, MOST_FAULTS) };
	return { items: [{ ...message, remarks }], faults: [] };
}

/** Well-formed, but no alert of this version: said by what it is. */
function otherDocument(root: XmlElement): Finding | null {
	const { name, namespace } = root;
	if (name === 'rss' || name === 'feed') return finding('listOfAlerts', root, { name });
	if (name !== 'alert') return finding('notAlert', root, { name });
	return namespace === CAP
		? null
		: finding('otherNamespace', root, { namespace: namespace || '–' });
}

function readAlert(alert: CapNode, now: Date): Omit<WarningMessage, 'remarks'> {
	const sent = alert.required('sent');
	const sentAt = (sent && alert.time('sent')) ?? '';
	if (sentAt !== '' && Date.parse(sentAt) > now.getTime() + MOST_AHEAD_MS) {
		alert.fault('timeFuture', { name: 'sent', value: sent }, 'sent');
	}
	const status = alert.oneOf('status', statuses) ?? 'Actual';
	const msgType = alert.oneOf('msgType', messageTypes) ?? 'Alert';
	const key = { sender: nameIn(alert, 'sender'), identifier: nameIn(alert, 'identifier'), sentAt };
	const infos = alert.all('info').map(readInfo);
	checkScope(alert);
	const references = readReferences(alert, key);
	if (references.length === 0 && msgType === 'Cancel') alert.fault('cancelsNothing');
	if (references.length === 0 && endingBy({ msgType, infos }) === 'update') {
		alert.remark('updatesNothing');
	}
	if (infos.length === 0 && msgType === 'Alert') alert.remark('noInfo');
	if (msgType !== 'Cancel' && infos.some((info) => info.expiresAt === null)) {
		alert.remark('expiryAssumed', { hours: String(ASSUMED_HOURS) });
	}
	if (infos.some(({ expiresAt }) => expiresAt !== null && expiresAt <= sentAt)) {
		alert.remark('expiresEarly');
	}
	for (const name of ['source', 'restriction', 'addresses', 'code', 'incidents'])
		alert.optional(name);
	const signed = alert.element.children.some(({ name }) => name === 'Signature');
	const note = alert.optional('note');
	alert.remarkUnknown();
	return {
		...key,
		status,
		msgType,
		references,
		note,
		infos,
		signature: signed ? 'unchecked' : 'none'
	};
}

/** Identifier and sender stand between commas in references, so they have none, and no spaces. */
function nameIn(alert: CapNode, name: 'identifier' | 'sender'): string {
	const value = alert.required(name);
	if (/[\s,<&]/.test(value)) alert.fault('nameCharacters', { name, value }, name);
	if (value.length > LONGEST_NAME) {
		alert.fault('tooLong', { name, limit: String(LONGEST_NAME) }, name);
	}
	return value;
}

function checkScope(alert: CapNode) {
	const scope = alert.oneOf('scope', audiences);
	const condition = { Public: null, Restricted: 'restriction', Private: 'addresses' } as const;
	const name = scope && condition[scope];
	if (scope && name && alert.optional(name) === '')
		alert.remark('conditionMissing', { name, scope });
}

/** `sender,identifier,sent`, separated by spaces. What refers to itself replaces nothing. */
function readReferences(alert: CapNode, own: WarningKey): WarningKey[] {
	const words = alert.optional('references').split(/\s+/).filter(Boolean);
	const remark = (code: FindingCode, value: string) => alert.remark(code, { value }, 'references');
	return words.flatMap((word) => {
		const [sender = '', identifier = '', sent = '', ...more] = word.split(',');
		const time = readCapTime(sent);
		if (sender === '' || identifier === '' || more.length > 0 || 'fault' in time) {
			remark('referenceUnreadable', cut(word, 120));
			return [];
		}
		const key = { sender, identifier, sentAt: time.at };
		if (keyText(key) !== keyText(own)) return [key];
		remark('refersToItself', word);
		return [];
	});
}
