import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { unreachable } from '#lib/errors.ts';
import type { PageData } from './$types';

/** How a part is doing: `care` works, and somebody should look at it. */
export type State = 'good' | 'care' | 'bad';
/** `why`: a sentence for everything but `good`. */
export type Verdict = { state: State; why: string };
const good: Verdict = { state: 'good', why: '' };

/** Beyond this, times in the journal mislead (acceptance E.8). */
const SKEW_ALARM_MS = 2000;
const LATE_MS = 1000;
const LOW_DISK = 0.1;

const seconds = (ms: number) => (Math.abs(ms) / 1000).toFixed(1);

export function databaseVerdict({ ok, facts }: PageData['database']): Verdict {
	if (!ok) return { state: 'bad', why: m.node_database_gone() };
	if (facts && Math.abs(facts.skewMs) > SKEW_ALARM_MS) {
		return { state: 'care', why: m.node_skew_bad({ seconds: seconds(facts.skewMs) }) };
	}
	return good;
}

export function pushVerdict({ ok, lagMs }: PageData['push']): Verdict {
	if (!ok) return { state: 'bad', why: m.node_push_gone() };
	if (lagMs !== null && lagMs > LATE_MS) {
		return { state: 'care', why: m.node_push_late({ seconds: seconds(lagMs) }) };
	}
	return good;
}

const jobs: Record<string, () => string> = {
	feeds: m.node_worker_feeds,
	escalation: m.node_worker_escalation,
	rollCalls: m.node_worker_roll_calls,
	media: m.node_worker_media
};

export function workerVerdict({ ok, late }: PageData['worker']): Verdict {
	if (!ok) return { state: 'bad', why: m.node_worker_gone() };
	if (late.length === 0) return good;
	const names = late.map((job) => jobs[job]?.() ?? job).join(m.journal_and());
	return { state: 'bad', why: m.node_worker_late({ jobs: names }) };
}

export function mediaVerdict({ health }: PageData['media']): Verdict {
	if (!health) return { state: 'bad', why: m.node_media_gone() };
	if (health.status === 'ok') return good;
	return {
		state: health.status === 'failing' ? 'bad' : 'care',
		why: programWords(health.program)
	};
}

export function diskVerdict({ freeBytes, totalBytes }: PageData['disk']): Verdict {
	return freeBytes < totalBytes * LOW_DISK ? { state: 'care', why: m.node_disk_low() } : good;
}

export function feedsVerdict(feeds: NonNullable<PageData['feeds']>): Verdict {
	const silent = feeds.filter(({ silentSince }) => silentSince !== null).length;
	return silent === 0 ? good : { state: 'care', why: m.node_feeds_silent({ count: silent }) };
}

type Program = NonNullable<PageData['media']['health']>['program'];

const origins = {
	given: m.node_media_given,
	cached: m.node_media_cached,
	downloaded: m.node_media_downloaded,
	built: m.node_media_built
};

/** Where the program is that moves pictures and sound. */
export function programWords(program: Program): string {
	switch (program.state) {
		case 'absent':
			return m.node_media_absent();
		case 'downloading':
			return m.node_media_downloading({ percent: Math.round(program.percent) });
		case 'building':
			return m.node_media_building({
				percent: Math.round(program.percent),
				step: program.step
			});
		case 'ready':
			return m.node_media_ready({ version: program.version, origin: origins[program.origin]() });
		case 'failed':
			return m.node_media_failed({ why: program.why });
		default:
			return unreachable(program);
	}
}

const UNITS = ['megabyte', 'gigabyte', 'terabyte'] as const;

/** 312 MB, 74.0 GB: decimal, as disks are sold. */
export function sizeText(bytes: number): string {
	const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 2), 4);
	return new Intl.NumberFormat(getLocale(), {
		style: 'unit',
		unit: UNITS[power - 2] ?? 'megabyte',
		maximumFractionDigits: 1
	}).format(bytes / 1000 ** power);
}
