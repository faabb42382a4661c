import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/**
 * SHA-256, hex, of what an act was asked to do, over its canonical JSON (RFC 8785): the order of keys and what is
 * `undefined` make no difference. Without the act's id, which it is stored under.
 */
export function digestOf({ actId: _, ...input }: { actId: string }): string {
	return createHash('sha256').update(canonicalize(input)).digest('hex');
}
