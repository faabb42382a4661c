import type { LocalDraft } from './drafts.ts';

/**
 * The report that must arrive before this one can be sent, or null. A follow-up never overtakes the report that it
 * continues, nor a final report what was sent before it in its thread: after a 终报 the server takes no follow-up.
 */
export function sentAfter(draft: LocalDraft, unsent: readonly LocalDraft[]): LocalDraft | null {
	const { sealed, sealedAt } = draft;
	if (!sealed || sealedAt === null) return null;
	const isEarlier = (other: LocalDraft) =>
		threadOf(other) === threadOf(draft) && (other.sealedAt ?? Infinity) < sealedAt;
	const found = unsent.find(
		(other) =>
			other.id !== draft.id &&
			(other.state === 'waiting' || other.state === 'refused') &&
			(other.id === sealed.previousId || (sealed.kind === 'final' && isEarlier(other)))
	);
	return found ?? null;
}

const threadOf = ({ id, continued }: LocalDraft) => continued?.report.threadId ?? id;
