/** What `getStats` of a line's two connections comes to. */
export interface Quality {
	/** Milliseconds there and back; null before anything was measured. */
	roundTripMs: number | null;
	/** 0–1, of what should have come since the line began. */
	lost: number;
	/** Bits a second, since the last time. */
	inBps: number;
	outBps: number;
	/** Of all pictures together, since the line began. */
	framesDecoded: number;
	/** Pictures that stand still: more than one in fifty packets lost, or nothing comes at all. */
	isBad: boolean;
}

const BAD_LOSS = 0.02;
const BAD_ROUND_TRIP_MS = 800;

/** Sums up two readings of the same connections; `before` null for the first. */
export function qualityOf(
	reports: Iterable<Record<string, unknown>>,
	before: { bytesIn: number; bytesOut: number; at: number } | null,
	at: number
): { quality: Quality; now: { bytesIn: number; bytesOut: number; at: number } } {
	const sum = { bytesIn: 0, bytesOut: 0, received: 0, lost: 0, framesDecoded: 0 };
	let roundTripMs: number | null = null;
	for (const report of reports) {
		const number = (name: string) => (typeof report[name] === 'number' ? report[name] : 0);
		if (report['type'] === 'inbound-rtp') {
			sum.bytesIn += number('bytesReceived');
			sum.received += number('packetsReceived');
			sum.lost += Math.max(0, number('packetsLost'));
			sum.framesDecoded += number('framesDecoded');
		} else if (report['type'] === 'outbound-rtp') sum.bytesOut += number('bytesSent');
		else if (report['type'] === 'candidate-pair' && report['nominated'] === true)
			roundTripMs = Math.max(roundTripMs ?? 0, number('currentRoundTripTime') * 1000);
	}
	const seconds = before ? (at - before.at) / 1000 : 0;
	const rate = (now: number, then: number) =>
		seconds > 0 ? Math.max(0, Math.round((8 * (now - then)) / seconds)) : 0;
	const lost = sum.received + sum.lost === 0 ? 0 : sum.lost / (sum.received + sum.lost);
	return {
		quality: {
			roundTripMs,
			lost,
			inBps: rate(sum.bytesIn, before?.bytesIn ?? 0),
			outBps: rate(sum.bytesOut, before?.bytesOut ?? 0),
			framesDecoded: sum.framesDecoded,
			isBad: lost > BAD_LOSS || (roundTripMs ?? 0) > BAD_ROUND_TRIP_MS
		},
		now: { bytesIn: sum.bytesIn, bytesOut: sum.bytesOut, at }
	};
}
