import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where nobody answers within this, nobody will: many of our networks end at the county line. */
const ANSWER_WITHIN_MS = 8_000;
const WHOLE_WITHIN_MS = 90_000;
const MAX_BYTES = 100 * 1024 * 1024;

/** Fetches and unpacks mediasoup's own binary into `folder`. Returns its path, or why there is none, as a sentence. */
export async function download(
	url: string,
	folder: string,
	{ onPercent, signal }: { onPercent: (percent: number) => void; signal: AbortSignal }
): Promise<{ bin: string } | { why: string }> {
	const silent = new AbortController();
	const timer = setTimeout(() => silent.abort(), ANSWER_WITHIN_MS);
	const limit = AbortSignal.any([silent.signal, signal, AbortSignal.timeout(WHOLE_WITHIN_MS)]);
	try {
		const response = await fetch(url, { signal: limit });
		clearTimeout(timer);
		if (!response.ok || !response.body) return { why: `HTTP ${response.status}` };
		const archive = path.join(folder, 'worker.tgz');
		const whole = Number(response.headers.get('content-length'));
		let bytes = 0;
		const count = async function* (chunks: AsyncIterable<Uint8Array>) {
			for await (const chunk of chunks) {
				bytes += chunk.length;
				if (bytes > MAX_BYTES) throw new Error('larger than any worker');
				if (whole > 0) onPercent(Math.floor((100 * bytes) / whole));
				yield chunk;
			}
		};
		await pipeline(Readable.fromWeb(response.body), count, createWriteStream(archive));
		if (spawnSync('tar', ['xzf', archive, '-C', folder]).status !== 0)
			return { why: 'what came is no archive' };
		return { bin: path.join(folder, 'mediasoup-worker') };
	} catch (error) {
		signal.throwIfAborted();
		return { why: said(error) };
	} finally {
		clearTimeout(timer);
	}
}

function said(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time';
	return error.cause instanceof Error ? error.cause.message : error.message;
}
