import { CalendarDateTime, fromDate, toZoned } from '@internationalized/date';
import { invariant } from '#lib/errors.ts';
import type { Level } from '../event-class/schema.ts';
import type { Unit } from '../unit/schema.ts';
import type { Authority, ReportingRule, Teller } from './schema.ts';

/** What the rules ask of an event. */
export type RuledMatter = {
	classCode: string;
	/** Null, not graded yet, counts as Ⅳ. */
	level: Level | null;
	sensitive: boolean;
};

type Binding = Pick<ReportingRule, 'levels' | 'classPrefix' | 'sensitive' | 'from'>;

/** As what the unit tells: a zone without an area code tells as a county does. */
export function tellerOf({ kind }: Pick<Unit, 'kind'>): Teller {
	return kind === 'zone' ? 'county' : kind;
}

/** True where the rule binds `from` in this matter. Says nothing of whether the rule is in force. */
export function binds(rule: Binding, { from, ...matter }: RuledMatter & { from: Teller }): boolean {
	if (rule.from !== from || !matter.classCode.startsWith(rule.classPrefix)) return false;
	return rule.levels.includes(matter.level ?? 4) || (rule.sensitive && matter.sensitive);
}

/** The rules that bind `from` in this matter, in their order. */
export function rulesFor<Rule extends Binding>(
	rules: readonly Rule[],
	matter: RuledMatter & { from: Teller }
): Rule[] {
	return rules.filter((rule) => binds(rule, matter));
}

const upward: readonly Authority[] = ['city', 'province', 'state'];

/** Whom one send must address: every authority that a rule wants told in writing, nearest first. */
export function authoritiesFor(
	rules: readonly (Binding & Pick<ReportingRule, 'to' | 'channel'>)[],
	matter: RuledMatter & { from: Teller }
): Authority[] {
	const named = new Set(
		rulesFor(rules, matter)
			.filter(({ channel }) => channel === 'written')
			.map(({ to }) => to)
	);
	return upward.filter((authority) => named.has(authority));
}

/** The instant from which a rule counts. */
export function basisOf(
	{ startsAt }: Pick<ReportingRule, 'startsAt'>,
	{ occurredAt, receivedAt }: { occurredAt: Date; receivedAt: Date }
): Date {
	return startsAt === 'occurred' ? occurredAt : receivedAt;
}

/** When the rule's time is up: its minutes after its instant, or the first of its fixed times after that. */
export function dueAt(
	rule: Pick<ReportingRule, 'minutes' | 'startsAt' | 'fixedTimes'>,
	instants: { occurredAt: Date; receivedAt: Date },
	zone: string
): Date {
	const from = basisOf(rule, instants);
	if (rule.minutes === null) return nextFixedTime(rule.fixedTimes, from, zone);
	return new Date(from.getTime() + rule.minutes * 60_000);
}

/** The first of the times of day (`08:00`) in `zone` that lies after the instant. */
export function nextFixedTime(times: readonly string[], after: Date, zone: string): Date {
	const found = around(times, after, zone).find((at) => at > after);
	invariant(found, 'a rule without minutes has fixed times');
	return found;
}

/** The last of the times of day in `zone` that lies before the instant. */
export function previousFixedTime(times: readonly string[], before: Date, zone: string): Date {
	const found = around(times, before, zone).findLast((at) => at < before);
	invariant(found, 'a rule without minutes has fixed times');
	return found;
}

/** The times on the day before, the day and the day after, in order. */
function around(times: readonly string[], at: Date, zone: string): Date[] {
	const { year, month, day } = fromDate(at, zone);
	return [-1, 0, 1]
		.flatMap((days) =>
			times.map((time) => {
				const [hour = 0, minute = 0] = time.split(':').map(Number);
				const local = new CalendarDateTime(year, month, day, hour, minute).add({ days });
				return toZoned(local, zone).toDate();
			})
		)
		.sort((a, b) => a.getTime() - b.getTime());
}
