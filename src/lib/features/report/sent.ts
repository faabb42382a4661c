import type { ReportDraft } from './schema.ts';

/**
 * What of a draft makes it the same report when it is sent again (RP2). `sentAt` is left out: it is another one at
 * each attempt. An empty list of other figures is left out: reports from before there was one may be sent again, and
 * are the same.
 */
export function sentOf({ sentAt: _, ...draft }: ReportDraft) {
	const { otherFigures, ...body } = draft.body;
	return { ...draft, body: otherFigures.length > 0 ? draft.body : body };
}
