import type { Frame } from '#lib/frame.ts';
import { m } from '#lib/paraglide/messages.js';
import { unitText } from '../unit/names.ts';
import { holds } from './rules.ts';
import type { certainties, Severity, urgencies, WarningCard } from './schema.ts';
import type { Level } from '../event-class/schema.ts';

const names: Record<Level, () => string> = {
	1: m.warning_level_1,
	2: m.warning_level_2,
	3: m.warning_level_3,
	4: m.warning_level_4
};

/** 红色预警 … 蓝色预警; null: of no level. */
export const warningLevelName = (level: Level | null) =>
	level === null ? m.warning_level_none() : names[level]();

/** 演练, 演示; empty for what is real. */
export const frameText = (frame: Frame) =>
	({
		real: '',
		exercise: m.warning_badge_exercise(),
		demonstration: m.warning_badge_demonstration()
	})[frame];

/** For whom it is: the fewest units that say it; else in the agency's words. */
export const warningUnits = ({ units, areaText }: Pick<WarningCard, 'units' | 'areaText'>) =>
	units.length === 0 ? areaText : units.map(({ name }) => unitText(name)).join(m.journal_and());

/** Whether it holds, and if not, why: 有效, 已失效, 已被更新, 已解除. */
export function stateText(
	card: Pick<WarningCard, 'msgType' | 'endedAt' | 'endedBy' | 'expiresAt'>,
	now: Date
): string {
	if (card.msgType === 'Cancel') return m.warning_state_lifting();
	if (holds(card, now)) return m.warning_state_holds();
	if (card.endedBy === 'update') return m.warning_state_replaced();
	return card.endedBy === null ? m.warning_state_over() : m.warning_state_lifted();
}

const severityNames: Record<Severity, () => string> = {
	Extreme: m.warning_severity_extreme,
	Severe: m.warning_severity_severe,
	Moderate: m.warning_severity_moderate,
	Minor: m.warning_severity_minor,
	Unknown: m.warning_severity_unknown
};
const urgencyNames: Record<(typeof urgencies)[number], () => string> = {
	Immediate: m.warning_urgency_immediate,
	Expected: m.warning_urgency_expected,
	Future: m.warning_urgency_future,
	Past: m.warning_urgency_past,
	Unknown: m.warning_severity_unknown
};
const certaintyNames: Record<(typeof certainties)[number], () => string> = {
	Observed: m.warning_certainty_observed,
	Likely: m.warning_certainty_likely,
	Possible: m.warning_certainty_possible,
	Unlikely: m.warning_certainty_unlikely,
	Unknown: m.warning_severity_unknown
};
const nameIn = (names: Record<string, () => string>, value: string) =>
	Object.hasOwn(names, value) ? (names[value]?.() ?? value) : value;

/** CAP's own enumerations in the reader's words. */
export const severityText = (severity: Severity) => severityNames[severity]();
export const urgencyText = (value: string) => nameIn(urgencyNames, value);
export const certaintyText = (value: string) => nameIn(certaintyNames, value);

/** 敦化市、安图县; or that none of ours is meant. */
export const unitNames = (units: readonly { name: string }[]) =>
	units.length === 0
		? m.warning_no_units()
		: units.map(({ name }) => unitText(name)).join(m.journal_and());
