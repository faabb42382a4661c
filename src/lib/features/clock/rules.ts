import { countdownAt, type CountdownPhase } from '#lib/ui/countdown.ts';
import { basisOf, dueAt, rulesFor, type RuledMatter } from '../reporting-rule/rules.ts';
import type { Authority, Channel, ReportingRule, Teller } from '../reporting-rule/schema.ts';
import type { ClockCard } from './schema.ts';

type Running = Pick<ClockCard, 'startedAt' | 'dueAt' | 'stoppedAt'>;

/** As urgent as the clock is: ample, half, quarter or over while it runs; met or, for good, late. */
export function phaseOf(clock: Running, now: Date): CountdownPhase {
	return countdownAt(spanOf(clock, now)).phase;
}

/** Milliseconds left at `now`, negative when past; of a stopped clock: when it was stopped. */
export function timeLeftMs(clock: Running, now: Date): number {
	return countdownAt(spanOf(clock, now)).leftMs;
}

/** How late it was met, or is by now. Milliseconds, 0 when in time. */
export const lateMs = (clock: Running, now: Date) => Math.max(0, -timeLeftMs(clock, now));

function spanOf({ startedAt, dueAt: due, stoppedAt }: Running, now: Date) {
	return {
		from: new Date(startedAt),
		due: new Date(due),
		stoppedAt: stoppedAt === null ? null : new Date(stoppedAt),
		now
	};
}

/**
 * How a person can say that the authority was told: by a call, which meets a phone clock; or in writing by
 * other means, where the authority is beyond this node. Null: only a report meets it.
 */
export function canTellBy(clock: {
	channel: Channel;
	toUnitId: string | null;
}): 'phone' | 'sent' | null {
	if (clock.channel === 'phone') return 'phone';
	return clock.toUnitId === null ? 'sent' : null;
}

/** Clocks that were stopped late stand on the lists for this long: a shift, the hand-over and the next morning. */
export const LATE_SHOWN_MS = 24 * 3_600_000;

/** True where wall and desk show the clock at `now`: it runs, or was stopped late not long ago. */
export function isListed({ dueAt: due, stoppedAt }: Running, now: Date): boolean {
	if (stoppedAt === null) return true;
	return (
		Date.parse(stoppedAt) > Date.parse(due) && now.getTime() - Date.parse(stoppedAt) < LATE_SHOWN_MS
	);
}

/** Open clocks first, the least time left first; then the stopped, newest first. */
export function byUrgency(a: ClockCard, b: ClockCard): number {
	if ((a.stoppedAt === null) !== (b.stoppedAt === null)) return a.stoppedAt === null ? -1 : 1;
	if (a.stoppedAt !== null && b.stoppedAt !== null) return a.stoppedAt < b.stoppedAt ? 1 : -1;
	return a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id);
}

/** A clock that would run if the report were sent as it stands. */
export type PreviewClock = {
	to: Authority;
	channel: Channel;
	ruleName: string;
	sourceDocument: string;
	basis: 'occurred' | 'received';
	startedAt: Date;
	dueAt: Date;
};

/**
 * What the reporter still has time for, before anything is sent: one line for each authority and channel,
 * that of the strictest rule, the most urgent first. Parts of the draft that are not typed yet are null.
 */
export function clocksPreview(
	rules: readonly ReportingRule[],
	draft: Omit<RuledMatter, 'classCode'> & {
		classCode: string | null;
		from: Teller;
		occurredAt: Date | null;
		receivedAt: Date;
	},
	zone: string
): PreviewClock[] {
	const strictest = new Map<string, PreviewClock>();
	const { occurredAt, receivedAt } = draft;
	const binding = rulesFor(rules, { ...draft, classCode: draft.classCode ?? '' });
	for (const rule of binding.filter(({ kind }) => kind === 'first')) {
		// Until the time of the event is typed, only what counts from knowing is certain.
		if (occurredAt === null && rule.startsAt === 'occurred') continue;
		const instants = { occurredAt: occurredAt ?? receivedAt, receivedAt };
		const { to, channel, startsAt: basis, sourceDocument } = rule;
		const due = dueAt(rule, instants, zone);
		const before = strictest.get(`${to} ${channel}`);
		if (before && before.dueAt <= due) continue;
		const startedAt = basisOf(rule, instants);
		const line = { to, channel, ruleName: rule.name, sourceDocument, basis, startedAt, dueAt: due };
		strictest.set(`${to} ${channel}`, line);
	}
	return [...strictest.values()].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}
