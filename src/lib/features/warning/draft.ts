import type { Level } from '../event-class/schema.ts';
import { ASSUMED_HOURS, chosenInfos, gravest, warningLevel } from './rules.ts';
import type { Severity, WarningArea, WarningInfo, WarningMessage } from './schema.ts';

/** A message as it is shown: in one language, with one level, one time and one area. */
export type Draft = {
	info: WarningInfo | null;
	level: Level | null;
	severity: Severity;
	event: string;
	headline: string;
	senderName: string;
	areaText: string;
	areas: WarningArea[];
	onsetAt: string | null;
	expiresAt: string;
	expiryAssumed: boolean;
};

/**
 * Of several blocks in the shown language the first one's words stand, with the gravest level, the longest time
 * and all areas: nobody is told less than was sent (WA8).
 */
export function draftOf(message: WarningMessage): Draft {
	const infos = chosenInfos(message.infos);
	const [info = null] = infos;
	const areas = infos.flatMap((each) => each.areas);
	const begins = Date.parse(info?.onsetAt ?? info?.effectiveAt ?? message.sentAt);
	const ends = infos.map(({ expiresAt }) => expiresAt);
	const isKnown = ends.length > 0 && ends.every((end) => end !== null);
	return {
		info,
		level: gravest(infos.map(warningLevel)),
		severity: info?.severity ?? 'Unknown',
		event: info?.event ?? '',
		headline: info?.headline || info?.event || message.note || message.identifier,
		senderName: info?.senderName || message.sender,
		areaText: [...new Set(areas.map(({ description }) => description))].join('; '),
		areas,
		onsetAt: info?.onsetAt ?? null,
		expiresAt: isKnown
			? (ends.toSorted().at(-1) ?? '')
			: new Date(begins + ASSUMED_HOURS * 3_600_000).toISOString(),
		expiryAssumed: !isKnown
	};
}
