import { fieldsOf, invalid } from '#lib/input/refusal.ts';
import { Id } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/client.ts';
import { jsonAnswer, refusedWith } from '#lib/server/http.ts';
import type { Who } from '#lib/who.ts';
import { findingText, type Finding } from '../warning/finding.ts';
import { limitedBytes, MAX_DOCUMENT_BYTES } from './fetching.server.ts';
import { isRefused, takeIn, type Taken } from './intake.server.ts';
import { feedToPush } from './queries.server.ts';
import type { FeedKind } from './schema.ts';
import { takenLines } from './words.ts';

type Asked = { db: Db; who: Who | null; kind: FeedKind; request: Request };

/**
 * The door for an agency's program: 200 with what its document became, 4xx with the sentence why not. The body
 * is the document itself; `?feed=<id>` where the agency has several feeds of the kind (FE9).
 */
export async function answerPush({ db, who, kind, request }: Asked): Promise<Response> {
	try {
		if (!who) return refusal(401, m.feed_token_needed());
		const asked = Id.nullable().safeParse(new URL(request.url).searchParams.get('feed'));
		if (!asked.success) throw invalid(fieldsOf(asked.error));
		const feedId = asked.data;
		const feed = await feedToPush(db, who, kind, feedId);
		const bytes = await limitedBytes(request.body, MAX_DOCUMENT_BYTES);
		if (bytes === null) return refusal(413, m.errors_too_large({ kb: MAX_DOCUMENT_BYTES / 1024 }));
		const name = m.feed_pushed_by({ name: who.name });
		const taken = await takeIn(db, who, feed.id, { name, bytes, isNew: true });
		if (isRefused(taken)) return refusal(422, m.feed_refused(), taken.faults);
		return jsonAnswer(200, bodyOf(taken));
	} catch (error) {
		const refused = refusedWith(error);
		if (!refused) throw error;
		return refusal(refused.status, refused.message);
	}
}

function bodyOf(taken: Taken) {
	return {
		message: takenLines(taken).join('\n'),
		warnings: taken.warnings.map((kept) =>
			kept.became === 'ignored'
				? { became: kept.became }
				: {
						became: kept.became,
						id: kept.card.id,
						level: kept.card.level,
						headline: kept.card.headline,
						units: kept.card.units,
						expiresAt: kept.card.expiresAt,
						remarks: kept.became === 'known' ? [] : kept.remarks.map(worded)
					}
		),
		...(taken.earthquakes && { earthquakes: taken.earthquakes }),
		faults: taken.faults.map(worded)
	};
}

const worded = (one: Finding) => ({ ...one, sentence: findingText(one) });

const refusal = (status: number, message: string, faults: Finding[] = []) =>
	jsonAnswer(status, {
		message: [message, ...faults.map(findingText)].join('\n'),
		faults: faults.map(worded)
	});
