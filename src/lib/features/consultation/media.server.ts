import { Failure } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { mediaHealth, MediaError } from '#lib/server/media/control.ts';
import type { WorkerProgram } from '../../../../media-server/contract/shared.ts';

/** What a person is told where the media server did not do what was asked; any other error as it is. */
export function mediaFailure(error: unknown): unknown {
	if (!(error instanceof MediaError)) return error;
	return new Failure('unavailable', wordsOf(error), { cause: error });
}

const wordsOf = ({ why, program }: MediaError) =>
	why === 'notConfigured' ? m.consultation_media_none() : programText(program);

/** Whether sound and picture are to be had, and a sentence where they are not. */
export async function mediaState(): Promise<{ isReady: boolean; words: string }> {
	const health = await mediaHealth();
	const isReady = health?.program.state === 'ready' && health.status === 'ok';
	return { isReady, words: isReady ? '' : programText(health?.program) };
}

function programText(program: WorkerProgram | undefined): string {
	switch (program?.state) {
		case 'building':
			return m.consultation_media_building({ percent: Math.round(program.percent) });
		case 'downloading':
			return m.consultation_media_downloading({ percent: Math.round(program.percent) });
		case 'failed':
			return m.consultation_media_failed();
		default:
			return m.consultation_media_gone();
	}
}
