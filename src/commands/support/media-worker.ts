import { ended, Stop } from './run.ts';

/** Lower than the tests that run meanwhile: the first build takes minutes of every core. */
const NICE = '15';

/**
 * Gets the video worker in the background: found at once where it is, else downloaded or built. The promise
 * rejects with what it said when there is none to be had.
 */
export async function mediaWorker(): Promise<void> {
	const make = ['nice', '-n', NICE, 'node', 'media-server/src/program/make.ts'];
	const { code, output } = await ended(make);
	if (code !== 0) throw new Stop(output.trimEnd());
}
