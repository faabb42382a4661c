import type { Drafts } from './drafts.ts';
import { refusalOf } from '#lib/trpc.ts';

/** Longer than this nobody waits for an answer when an older one lies here. */
const PATIENCE_MS = 4000;

/** An answer and whether it is the server's of now. */
export type Answer<Value> = { value: Value; isFresh: boolean; at: number };

/**
 * The server's answer, kept on this machine for the same person; without a line the one kept before. Null where
 * neither is to be had. What the server refuses is thrown: an older answer would hide the refusal.
 */
export async function askOrKept<Value>(
	drafts: Drafts,
	{ personId, name }: { personId: string; name: string },
	ask: (signal: AbortSignal) => Promise<Value>
): Promise<Answer<Value> | null> {
	const key = `${personId} ${name}`;
	try {
		const value = await ask(AbortSignal.timeout(PATIENCE_MS));
		const at = Date.now();
		await drafts.kept.put({ key, personId, at, value });
		return { value, isFresh: true, at };
	} catch (error) {
		if (refusalOf(error).kind === 'refused') throw error;
		const kept = await drafts.kept.get(key);
		return kept ? { value: kept.value as Value, isFresh: false, at: kept.at } : null;
	}
}
