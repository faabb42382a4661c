import type { Page } from '@playwright/test';
import type { MediaRoom } from '../../../src/lib/media/room.svelte.ts';

declare global {
	interface Window {
		room: MediaRoom;
		connections: RTCPeerConnection[];
	}
}

/** Before the page's own scripts: keeps every connection, so that a test can ask it how it is. */
export function keepConnections() {
	window.connections = [];
	const Original = window.RTCPeerConnection;
	window.RTCPeerConnection = class extends Original {
		constructor(configuration?: RTCConfiguration) {
			super(configuration);
			window.connections.push(this);
		}
	};
}

/** One incoming stream as the browser measures it. */
export interface Received {
	kind: 'audio' | 'video';
	track: string;
	frames: number;
	width: number;
	packets: number;
	/** What was heard in all, in the measure of the standard (square of the level, times seconds). */
	energy: number;
	seconds: number;
}

/** What comes in now. mediasoup's probe, which is no picture, is left out. */
export async function received(page: Page): Promise<Received[]> {
	return await page.evaluate(async () => {
		const open = window.connections.filter(({ connectionState }) => connectionState !== 'closed');
		const reports = await Promise.all(open.map((connection) => connection.getStats()));
		const all = reports.flatMap((report) => [...(report as Map<string, never>).values()]);
		return (all as Record<string, never>[])
			.filter((it) => it['type'] === 'inbound-rtp' && it['mid'] !== 'probator')
			.map((it) => ({
				kind: it['kind'] ?? 'audio',
				track: it['trackIdentifier'] ?? '',
				frames: it['framesDecoded'] ?? 0,
				width: it['frameWidth'] ?? 0,
				packets: it['packetsReceived'] ?? 0,
				energy: it['totalAudioEnergy'] ?? 0,
				seconds: it['totalSamplesDuration'] ?? 0
			}));
	});
}

/** Of the streams of this kind, what came in while `ms` passed. */
export async function growth(page: Page, kind: 'audio' | 'video', ms: number): Promise<Received[]> {
	const before = await received(page);
	// A rate is what comes in while time passes: there is nothing on the page to wait for.
	await page.waitForTimeout(ms);
	const after = await received(page);
	return after
		.filter((it) => it.kind === kind)
		.map((now) => {
			const then = before.find(({ kind: k, track }) => k === kind && track === now.track);
			return {
				...now,
				frames: now.frames - (then?.frames ?? 0),
				packets: now.packets - (then?.packets ?? 0),
				energy: now.energy - (then?.energy ?? 0),
				seconds: now.seconds - (then?.seconds ?? 0)
			};
		});
}
