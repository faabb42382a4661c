import {
	basisOf,
	binds,
	dueAt,
	nextFixedTime,
	previousFixedTime
} from '../reporting-rule/rules.ts';
import type { RuledMatter } from '../reporting-rule/rules.ts';
import type {
	Authority,
	Channel,
	DueKind,
	ReportingRule,
	Teller
} from '../reporting-rule/schema.ts';
import type { ClockStop, Unbound } from './schema.ts';

/** Whom a clock names: a unit, or (null) an authority beyond this node. */
type Target = { to: Authority; toUnitId: string | null };

/** A rule with the authority that it means here. */
export type Wanted = Target & { rule: ReportingRule };

/** What planning needs to know of a clock that stands. */
export type Standing = Target & {
	id: string;
	ruleKey: string;
	ruleId: string;
	channel: Channel;
	kind: DueKind;
	basis: 'occurred' | 'received';
	startedAt: Date;
	dueAt: Date;
	stoppedAt: Date | null;
	stop: ClockStop | null;
};

export type PlannedMatter = RuledMatter & {
	from: Teller;
	occurredAt: Date;
	receivedAt: Date;
	isOpen: boolean;
};

type Span = { startedAt: Date; dueAt: Date };
export type Plan = {
	start: (Wanted & Span)[];
	/** Ran before, was unbound, and binds again. */
	restart: ({ id: string } & Span)[];
	/** Still runs, from a corrected instant. */
	move: ({ id: string } & Span)[];
	unbind: { id: string; because: Unbound }[];
};

/**
 * What is to be done so that the clocks of a matter are those that the rules want. A clock follows the
 * version of the rule that it was started by (`versions`, by id); only what is new follows the rules in
 * force today (`wanted`).
 */
export function planClocks(input: {
	matter: PlannedMatter;
	wanted: readonly Wanted[];
	versions: ReadonlyMap<string, ReportingRule>;
	standing: readonly Standing[];
	now: Date;
	zone: string;
}): Plan {
	const { matter, versions, standing } = input;
	const plan: Plan = { start: [], restart: [], move: [], unbind: [] };

	for (const clock of standing) {
		const rule = versions.get(clock.ruleId);
		const isOver = clock.kind === 'followup' && !matter.isOpen;
		const isBound = rule !== undefined && binds(rule, matter) && !isOver;
		const wasUnbound = clock.stop?.kind === 'unbound';
		if (!isBound) {
			if (!clock.stoppedAt)
				plan.unbind.push({ id: clock.id, because: isOver ? 'closed' : 'regraded' });
		} else if (clock.kind !== 'followup' && (wasUnbound || !clock.stoppedAt)) {
			const span = spanFrom(clock, matter);
			if (wasUnbound) plan.restart.push({ id: clock.id, ...span });
			else if (span.startedAt.getTime() !== clock.startedAt.getTime()) {
				plan.move.push({ id: clock.id, ...span });
			}
		}
	}

	for (const wanted of input.wanted) {
		const { rule } = wanted;
		const own = standing.filter(({ ruleKey }) => ruleKey === rule.key);
		if (rule.kind !== 'followup') {
			if (own.length === 0) {
				const due = dueAt(rule, matter, input.zone);
				plan.start.push({ ...wanted, startedAt: basisOf(rule, matter), dueAt: due });
			}
			continue;
		}
		// An overdue follow-up stays the one that is owed; the next begins when it was sent.
		if (!matter.isOpen || own.some(({ stoppedAt }) => stoppedAt === null)) continue;
		const span = rule.minutes === null ? nextFixed(wanted, input) : afterLast(wanted, input);
		if (!span) continue;
		const before = own.find(({ dueAt: due }) => due.getTime() === span.dueAt.getTime());
		if (!before) plan.start.push({ ...wanted, ...span });
		else if (before.stop?.kind === 'unbound') plan.restart.push({ id: before.id, ...span });
	}
	return plan;
}

type PlanInput = Parameters<typeof planClocks>[0];

/**
 * The clock's own length from the instant as it is known now. Only the occurrence can be corrected: when a
 * unit first knew is what it was, whatever arrives later.
 */
function spanFrom(clock: Standing, matter: PlannedMatter): Span {
	const startedAt = clock.basis === 'occurred' ? matter.occurredAt : clock.startedAt;
	const lengthMs = clock.dueAt.getTime() - clock.startedAt.getTime();
	return { startedAt, dueAt: new Date(startedAt.getTime() + lengthMs) };
}

const areSame = (a: Target, b: Target) => (a.toUnitId ?? a.to) === (b.toUnitId ?? b.to);

/**
 * The next fixed time that is still owed: not one before the first report itself is due, and none that a
 * follow-up has met already. It is open for follow-ups from the fixed time before it.
 */
function nextFixed(owed: Wanted, input: PlanInput): Span {
	const { rule } = owed;
	const { matter, wanted, standing, now, zone } = input;
	const firstDue = wanted
		.filter((other) => areSame(other, owed) && other.rule.kind === 'first')
		.map((other) => dueAt(other.rule, matter, zone));
	const met = standing
		.filter(({ ruleKey, stop }) => ruleKey === rule.key && stop?.kind !== 'unbound')
		.map(({ dueAt: due }) => due);
	const due = nextFixedTime(rule.fixedTimes, latest([now, ...firstDue, ...met]), zone);
	const opens = latest([previousFixedTime(rule.fixedTimes, due, zone), basisOf(rule, matter)]);
	return { startedAt: opens, dueAt: due };
}

/** The rule's minutes after the last report to that authority; null before there was one. */
function afterLast(owed: Wanted, { standing }: PlanInput): Span | null {
	const { minutes } = owed.rule;
	const sent = standing.flatMap((clock) => {
		const isReport = clock.stop?.kind === 'report' || clock.stop?.kind === 'sent';
		return isReport && areSame(clock, owed) && clock.stoppedAt ? [clock.stoppedAt] : [];
	});
	if (sent.length === 0 || minutes === null) return null;
	const startedAt = latest(sent);
	return { startedAt, dueAt: new Date(startedAt.getTime() + minutes * 60_000) };
}

const latest = (instants: Date[]) => new Date(Math.max(...instants.map((at) => at.getTime())));
