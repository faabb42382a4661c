import { Upload } from 'tus-js-client';
import type { LocalFile } from '../report/drafts.ts';

const DOOR = '/api/attachments';
/** Small enough that a proxy which holds a request back until it is whole loses little when the line is cut. */
const CHUNK_BYTES = 2 * 2 ** 20;
/** A line that is half dead keeps an upload for minutes. The server looks at a large video for some seconds. */
const SILENT_AT_MOST_MS = 120_000;

/**
 * Uploads what the server has not got of the file. Resolves with null when it has all, else with the error: tus's where
 * the server answered. Aborted, it goes on another time.
 */
export function upload(
	file: LocalFile,
	{
		signal,
		onAddress,
		onProgress
	}: {
		signal: AbortSignal;
		/** Where the upload goes on after a break. */
		onAddress: (url: string | null) => void;
		/** Bytes that have arrived. */
		onProgress: (bytes: number) => void;
	}
): Promise<Error | null> {
	return new Promise((resolve) => {
		let silence: ReturnType<typeof setTimeout> | undefined;
		const settle = (error: Error | null) => {
			clearTimeout(silence);
			signal.removeEventListener('abort', breakOff);
			resolve(error);
		};
		const one = new Upload(file.blob, {
			endpoint: DOOR,
			uploadUrl: file.uploadUrl,
			metadata: { reportId: file.reportId, attachmentId: file.id },
			chunkSize: CHUNK_BYTES,
			// Both are kept by the queue: where it goes on, and when it is tried again.
			storeFingerprintForResuming: false,
			retryDelays: null,
			onUploadUrlAvailable: () => onAddress(one.url),
			onProgress: (bytes) => {
				listen();
				onProgress(bytes);
			},
			onSuccess: () => settle(null),
			onError: settle
		});
		const breakOff = () => {
			void one.abort();
			settle(new Error('broken off'));
		};
		const listen = () => {
			clearTimeout(silence);
			silence = setTimeout(breakOff, SILENT_AT_MOST_MS);
		};
		if (signal.aborted) return settle(new Error('broken off'));
		signal.addEventListener('abort', breakOff);
		listen();
		one.start();
	});
}
