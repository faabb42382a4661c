import { createHash } from 'node:crypto';
import { finding, type Finding, type Words } from '../warning/finding.ts';

const TIMEOUT_MS = 15_000;
/** Larger than any document that a connector reads; each has its own limit below. */
export const MAX_DOCUMENT_BYTES = 24 * 1024 * 1024;

export type Seen = { etag: string | null; lastModified: string | null };
export type Fetched =
	| { kind: 'unchanged' }
	| { kind: 'document'; bytes: Uint8Array; digest: string; seen: Seen }
	| { kind: 'fault'; fault: Finding };

/** Asks the address, giving what it named its last answer by. Follows redirects; ends after 15 s in any case. */
export async function fetchDocument(
	address: string,
	{ etag, lastModified }: Seen,
	timeoutMs: number = TIMEOUT_MS
): Promise<Fetched> {
	try {
		const response = await fetch(address, {
			signal: AbortSignal.timeout(timeoutMs),
			headers: {
				accept:
					'application/cap+xml, application/xml, text/xml, application/geo+json, application/json',
				'user-agent': 'Watchfire',
				...(etag !== null && { 'if-none-match': etag }),
				...(lastModified !== null && { 'if-modified-since': lastModified })
			}
		});
		if (response.status === 304) return { kind: 'unchanged' };
		if (!response.ok) return fault('httpStatus', { status: String(response.status) });
		const bytes = await limitedBytes(response.body, MAX_DOCUMENT_BYTES);
		if (bytes === null)
			return fault('tooLarge', { limit: `${MAX_DOCUMENT_BYTES / 1024 / 1024} MB` });
		const seen = {
			etag: response.headers.get('etag'),
			lastModified: response.headers.get('last-modified')
		};
		return { kind: 'document', bytes, digest: digestOf(bytes), seen };
	} catch (error) {
		return fault('unreachable', { reason: reasonOf(error) });
	}
}

const fault = (code: 'httpStatus' | 'tooLarge' | 'unreachable', words: Words) =>
	({ kind: 'fault', fault: finding(code, undefined, words) }) as const;

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** `ECONNREFUSED`, `TimeoutError`: what an administrator searches for. */
function reasonOf(error: unknown): string {
	for (let e = error; e instanceof Error; e = e.cause) {
		if ('code' in e && typeof e.code === 'string') return e.code;
		if (e.cause === undefined) return e.name === 'Error' ? e.message : e.name;
	}
	return String(error);
}

/** The whole body, or null when it is larger: `Content-Length` may be absent, or a lie. */
export async function limitedBytes(
	body: ReadableStream<Uint8Array> | null,
	limit: number
): Promise<Uint8Array | null> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.byteLength;
		if (size > limit) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
