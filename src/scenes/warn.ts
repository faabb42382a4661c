import { v7 as uuidv7 } from 'uuid';
import type { SceneAct } from './scene.ts';
import { SceneStopped, type Performer } from './stage.ts';

type Warn = Extract<SceneAct, { kind: 'warn' }>;

/**
 * Posts a CAP 1.2 document by the agency's own public door, with a token that its liaison makes for it, as the
 * agency's program would. Answers with the warning's id.
 */
export async function warn(url: string, by: Performer, act: Warn): Promise<string> {
	const { text } = await by.account.makeToken.mutate({
		...{ actId: uuidv7(), id: uuidv7(), name: act.as, scopes: ['feed'], days: 1 }
	});
	const answer = await fetch(`${new URL(url).origin}/api/feeds/cap`, {
		method: 'POST',
		body: capDocument(act, new Date()),
		headers: { authorization: `Bearer ${text ?? ''}`, 'content-type': 'application/cap+xml' }
	});
	const body = (await answer.json()) as { message: string; warnings?: { id?: string }[] };
	const id = body.warnings?.[0]?.id;
	if (!answer.ok || id === undefined) throw new SceneStopped(body.message);
	return id;
}

/** The document as the agency's program sends it, issued at `now`. */
export function capDocument({ says: words, holdsHours }: Warn, now: Date): string {
	const { headline, description, instruction } = words;
	const sent = beijing(now);
	const end = beijing(new Date(now.getTime() + holdsHours * 3_600_000));
	return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>22000041600000_${sent.replace(/\D/g, '').slice(0, 14)}</identifier>
<sender>demonstration@qixiang.example</sender><sent>${sent}</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>zh-CN</language><category>Met</category><event>${escaped(words.event)}</event>
<urgency>Expected</urgency><severity>${words.severity}</severity><certainty>Likely</certainty>
<effective>${sent}</effective><expires>${end}</expires>
<senderName>${escaped(words.senderName)}</senderName><headline>${escaped(headline)}</headline>
<description>${escaped(description)}</description><instruction>${escaped(instruction)}</instruction>
<area><areaDesc>${escaped(words.areaDesc)}</areaDesc><geocode><valueName>CPEAS Geographic Code</valueName><value>${words.code}</value></geocode></area>
</info></alert>`;
}

/** With its offset, as CAP wants it: 2010-07-28T05:30:00+08:00. */
const beijing = (at: Date) =>
	`${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
