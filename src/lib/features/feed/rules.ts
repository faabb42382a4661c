import type { AliveBy, EarthquakeReading, FeedCard } from './schema.ts';

/** A feed that fails is asked again after twice the time, and so on, but at least this often. Seconds. */
const LONGEST_WAIT_S = 15 * 60;

/** Seconds until the next look, after so many failures in a row (FE12). */
export function waitAfter(failures: number, pollS: number): number {
	return Math.min(pollS * 2 ** Math.min(failures, 20), Math.max(pollS, LONGEST_WAIT_S));
}

/** Whether a good answer is a sign of life: something new always is, an answer where that was agreed (FE13). */
export const isSignOfLife = (aliveBy: AliveBy, isNew: boolean) => isNew || aliveBy === 'answer';

/** The last document was refused, and none has been read since. */
export const isFaulty = ({
	lastFault,
	lastSuccessAt
}: Pick<FeedCard, 'lastFault' | 'lastSuccessAt'>) =>
	lastFault !== null && (lastSuccessAt === null || lastFault.at > lastSuccessAt);

/** As far as an earthquake is told of, by its magnitude; kilometres. */
const reaches: [below: number, km: number][] = [
	[3, 50],
	[4, 100],
	[5, 200],
	[6, 350],
	[7, 600]
];

/** Kilometres around its place whose units are told; generous, since a felt one is asked about at once (FE11). */
export const reachKm = (magnitude: number) =>
	reaches.find(([below]) => magnitude < below)?.[1] ?? 1000;

/** What a revision changes for people; networks also touch a reading without changing anything that is shown. */
export function isOtherwise(
	before: Pick<
		EarthquakeReading,
		'magnitude' | 'depthKm' | 'at' | 'placeText' | 'status' | 'occurredAt'
	>,
	after: typeof before
): boolean {
	return (
		before.magnitude !== after.magnitude ||
		before.depthKm !== after.depthKm ||
		before.at.lon !== after.at.lon ||
		before.at.lat !== after.at.lat ||
		before.placeText !== after.placeText ||
		before.status !== after.status ||
		before.occurredAt !== after.occurredAt
	);
}
