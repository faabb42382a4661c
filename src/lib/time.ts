import { getLocale } from '#lib/paraglide/runtime.js';

/** The node's zone unless the operator says otherwise (`TIME_ZONE`); set once by the layout. */
let zone = 'Asia/Shanghai';
export const setTimeZone = (to: string) => void (zone = to);
export const timeZone = () => zone;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${name} ${getLocale()} ${zone}`;
	let found = formats.get(key);
	if (!found) {
		found = new Intl.DateTimeFormat(getLocale(), { timeZone: zone, hourCycle: 'h23', ...options });
		formats.set(key, found);
	}
	return found;
}

/** 14:03 */
export const hourMinute = (at: Date) =>
	format('hm', { hour: '2-digit', minute: '2-digit' }).format(at);

/** 14:03:22 */
export const hourMinuteSecond = (at: Date) =>
	format('hms', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);

/** 11月22日 14:03, or Nov 22, 14:03 */
export const dayAndTime = (at: Date) =>
	format('dt', { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at);

/** 2026-11-22: the day of the calendar in the node's zone, as date fields and plans have it. */
export const isoDay = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);

/** 11月22日星期日, or Sunday, November 22 */
export const dayLong = (at: Date) =>
	format('dl', { month: 'long', day: 'numeric', weekday: 'long' }).format(at);

/** 2026年11月22日 14:03:22 */
export const full = (at: Date) =>
	format('full', {
		year: 'numeric',
		month: 'long',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit'
	}).format(at);

/** "1 分钟前" / "1 minute ago"; the coarsest whole unit. Never shown without the absolute time. */
export function ago(at: Date, now: Date): string {
	const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
	const relative = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
	if (Math.abs(seconds) < 60) return relative.format(seconds, 'second');
	if (Math.abs(seconds) < 3600) return relative.format(Math.trunc(seconds / 60), 'minute');
	if (Math.abs(seconds) < 86_400) return relative.format(Math.trunc(seconds / 3600), 'hour');
	return relative.format(Math.trunc(seconds / 86_400), 'day');
}

/** A span as `06:12` (minutes:seconds) below an hour, `3:06:12` above; the sign is the caller's. */
export function clockFace(spanMs: number): string {
	const seconds = Math.floor(Math.abs(spanMs) / 1000);
	const two = (n: number) => String(n).padStart(2, '0');
	const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}
