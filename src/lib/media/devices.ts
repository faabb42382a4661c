import { m } from '#lib/paraglide/messages.js';
import type { Source } from '../../../media-server/contract/shared.ts';

/** Asks the browser for a microphone, a camera or a screen. Throws what `deviceProblem` puts into words. */
export async function openDevice(source: Source, deviceId?: string): Promise<MediaStreamTrack> {
	// A page over plain http from another machine has no devices at all.
	if (!('mediaDevices' in navigator)) throw new DOMException('', 'SecurityError');
	const stream = await openStream(source, deviceId);
	const [track] = stream.getTracks();
	if (!track) throw new DOMException('', 'NotFoundError');
	if (source === 'screen') track.contentHint = 'detail';
	return track;
}

function openStream(source: Source, deviceId: string | undefined): Promise<MediaStream> {
	const device = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
	switch (source) {
		case 'microphone':
			return navigator.mediaDevices.getUserMedia({
				audio: { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true }
			});
		case 'camera':
			return navigator.mediaDevices.getUserMedia({
				video: {
					...device,
					width: { ideal: 1280 },
					height: { ideal: 720 },
					frameRate: { ideal: 25, max: 30 }
				}
			});
		case 'screen':
			return navigator.mediaDevices.getDisplayMedia({
				video: { frameRate: { max: 15 } },
				audio: false
			});
	}
}

/** What to tell somebody whose microphone, camera or screen did not open, in his language. */
export function deviceProblem(source: Source, error: unknown): string {
	switch (error instanceof Error ? error.name : '') {
		case 'NotAllowedError':
			return source === 'screen' ? m.media_screen_not_chosen() : m.media_not_allowed();
		case 'SecurityError':
			return m.media_not_secure();
		case 'NotFoundError':
		case 'OverconstrainedError':
			return source === 'microphone' ? m.media_no_microphone() : m.media_no_camera();
		case 'NotReadableError':
		case 'AbortError':
			return m.media_device_busy();
		default:
			return m.media_device_failed();
	}
}
