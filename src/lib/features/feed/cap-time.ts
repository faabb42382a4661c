import type { FindingCode, Words } from '../warning/finding.ts';

const PATTERN =
	/^(\d{4,5})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|z|[+-]\d\d:?\d\d)?$/;

/** Nothing older was ever sent as CAP, whose first draft is of 2001; the earliest examples are of 2003. */
const FIRST_YEAR = 1990;
/** 2568 is what a Thai calendar says for 2025. */
const BUDDHIST_FROM = 2400;
const BUDDHIST_AHEAD = 543;

export type CapTime =
	{ at: string; remark: FindingCode | null } | { fault: FindingCode; words: Words };

/**
 * A time of CAP as an ISO instant. It must have an offset from UTC (`-00:00` is UTC itself); `Z` is not CAP's
 * way but clear, so it is taken with a remark. A calendar of another era is refused, not guessed at (FE6).
 */
export function readCapTime(text: string): CapTime {
	const match = PATTERN.exec(text);
	if (!match) return { fault: 'timeWrong', words: {} };
	const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', offset] = match;
	if (Number(year) >= BUDDHIST_FROM) {
		return { fault: 'timeBuddhist', words: { year: String(Number(year) - BUDDHIST_AHEAD) } };
	}
	if (offset === undefined) return { fault: 'timeWithoutOffset', words: {} };
	const isZulu = offset.toUpperCase() === 'Z';
	const zone = isZulu ? '+00:00' : offset.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
	const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
	const isReal = !Number.isNaN(at.getTime()) && isDay(year, month, day) && isOffset(zone);
	if (!isReal || Number(year) < FIRST_YEAR) return { fault: 'timeWrong', words: {} };
	return { at: at.toISOString(), remark: isZulu ? 'timeZulu' : null };
}

/** `Date` makes 2 March of 30 February. */
function isDay(year: string, month: string, day: string): boolean {
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** The world's clocks are at most fourteen hours from UTC. */
const isOffset = (zone: string) => Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)) <= 14 * 60;
