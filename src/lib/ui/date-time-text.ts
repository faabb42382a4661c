import {
	CalendarDateTime,
	fromDate,
	toZoned,
	type DateDuration,
	type TimeDuration
} from '@internationalized/date';

/** What was typed, understood: an instant, or which part of it is wrong. */
export type ReadDateTime = { instant: Date } | { problem: 'form' | 'range' };

/** `2026-11-22 14:03` in `zone`: what the field shows, and the fullest form it reads. */
export function writeDateTime(instant: Date, zone: string): string {
	const { year, month, day, hour, minute } = fromDate(instant, zone);
	return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

/**
 * Reads what a duty officer types, as a time in `zone`: `14:03`, `1403`, `11-22 14:03`, `11月22日14时3分`,
 * `2026-11-22 14:03`, with full-width signs or half. Without a date it is the last such time: 23:50 typed at 00:10 is
 * yesterday, because people report what has happened. Without a year: the last such day. With `ahead`, as for a
 * deadline, it is the next such time or day instead.
 */
export function readDateTime(text: string, zone: string, now: Date, ahead = false): ReadDateTime {
	const numbers = numbersOf(text);
	if (!numbers) return { problem: 'form' };
	const today = fromDate(now, zone);
	const [minute, hour, day, month, year] = numbers.toReversed();
	if (minute === undefined || hour === undefined) return { problem: 'form' };
	const wanted = new CalendarDateTime(
		year ?? today.year,
		month ?? today.month,
		day ?? today.day,
		hour,
		minute
	);
	const instant = toZoned(wanted, zone).toDate();
	// 31 February or 25:00 are moved to a time that exists; a typing error must not become a time.
	const got = fromDate(instant, zone);
	const kept =
		got.minute === minute &&
		got.hour === hour &&
		got.day === (day ?? today.day) &&
		got.month === (month ?? today.month);
	if (!kept) return { problem: 'range' };

	if (ahead) {
		const isPast = instant.getTime() <= now.getTime();
		const by = day === undefined ? { days: 1 } : year === undefined ? { years: 1 } : null;
		return { instant: isPast && by ? toZoned(wanted.add(by), zone).toDate() : instant };
	}
	const anHourOn = now.getTime() + 3_600_000;
	if (day === undefined && instant.getTime() > anHourOn) {
		return { instant: toZoned(wanted.subtract({ days: 1 }), zone).toDate() };
	}
	if (day !== undefined && year === undefined && instant.getTime() > anHourOn + 180 * 86_400_000) {
		return { instant: toZoned(wanted.subtract({ years: 1 }), zone).toDate() };
	}
	return { instant };
}

/** The instant moved by a span of the calendar in `zone`. */
export const moveDateTime = (instant: Date, by: DateDuration & TimeDuration, zone: string) =>
	fromDate(instant, zone).add(by).toDate();

/** Hour and minute, with day and month, with year; null where it is none of these. */
function numbersOf(text: string): number[] | null {
	const plain = text.normalize('NFKC').trim();
	const compact = /^(?:(\d{4})?(\d{2})(\d{2}))?\s*(\d{2})(\d{2})$/.exec(plain);
	if (compact)
		return compact
			.slice(1)
			.filter((part) => part !== undefined)
			.map(Number);
	if (!/^[\d\s年月日号时点分:./T-]+$/.test(plain)) return null;
	const numbers = [...plain.matchAll(/\d+/g)].map(([digits]) => Number(digits));
	// "14时" without minutes.
	if (/[时点]$/.test(plain)) numbers.push(0);
	return [2, 4, 5].includes(numbers.length) ? numbers : null;
}

const two = (n: number) => String(n).padStart(2, '0');
