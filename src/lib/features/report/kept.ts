import type { Drafts } from './drafts.ts';
import { refusalOf } from '#lib/trpc.ts';

/** Longer than this nobody waits for an answer when an older one lies here. */
const PATIENCE_MS = 4000;

/** An answer and whether it is the server's of now. */
export type Answer<Value> = { value: Value; isFresh: boolean; at: number };

/**
 * The server's answer, kept on this machine for the same person; without a line the one kept before. Null where
 * neither is to be had. What the server refuses is thrown: an older answer would hide the refusal. So is a bug of the
 * server where nothing is kept: no line would be the wrong reason.
 */
export async function askOrKept<Value>(
	drafts: Drafts,
	{ personId, name }: { personId: string; name: string },
	ask: (signal: AbortSignal) => Promise<Value>
): Promise<Answer<Value> | null> {
	const key = `${personId} ${name}`;
	const asked = await ask(AbortSignal.timeout(PATIENCE_MS)).then(
		(value) => ({ value, at: Date.now() }),
		(error: unknown) => ({ error })
	);
	if ('value' in asked) {
		// A copy for when the line is cut. Where the disk takes none, the answer is as good.
		await drafts.kept.put({ key, personId, ...asked }).catch(() => {});
		return { ...asked, isFresh: true };
	}
	const { kind } = refusalOf(asked.error);
	if (kind === 'refused') throw asked.error;
	const kept = await drafts.kept.get(key).catch(() => undefined);
	if (!kept && kind === 'bug') throw asked.error;
	return kept ? { value: kept.value as Value, isFresh: false, at: kept.at } : null;
}
