import { z } from 'zod';
import { ActId, coded, Id, line, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { Level } from '../event-class/schema.ts';

/** By phone 电话, or written 书面. */
export const Channel = z.enum(['phone', 'written']);
export type Channel = z.infer<typeof Channel>;

/** Whom a unit must tell: a government above it, or an authority beyond this node (`state`: 国务院办公厅). */
export const Authority = z.enum(['city', 'province', 'state']);
export type Authority = z.infer<typeof Authority>;

/** Who must tell. */
export const Teller = z.enum(['county', 'city', 'province', 'agency']);
export type Teller = z.infer<typeof Teller>;

/** 首报, 续报, 终报. */
export const DueKind = z.enum(['first', 'followup', 'final']);
export type DueKind = z.infer<typeof DueKind>;

/** A time of day, `08:00`, in the node's zone. */
export const TimeOfDay = coded(/^([01]\d|2[0-3]):[0-5]\d$/, m.reporting_rule_wrong_time);

export const RuleKey = coded(/^[\w.-]{1,60}$/, m.reporting_rule_wrong_key);

/** Whom an authority may be told by: never one at or below it. An agency's nearest government is its own. */
const above: Record<Teller, readonly Authority[]> = {
	county: ['city', 'province'],
	city: ['province', 'state'],
	province: ['state'],
	agency: ['city', 'province']
};

const shape = {
	key: RuleKey,
	name: line(2, 80, m.reporting_rule_wrong_name),
	/** Levels it binds; an incident not yet graded counts as Ⅳ. */
	levels: z.array(Level).max(4),
	/** Classes it binds begin with this; empty: all. */
	classPrefix: coded(/^([1-7][0-9A-Z]{0,4})?$/, m.reporting_rule_wrong_class),
	/** True: also binds sensitive events of any level. */
	sensitive: z.boolean(),
	from: Teller,
	to: Authority,
	channel: Channel,
	kind: DueKind,
	/** Minutes from `startsAt` (a follow-up: from the report before it); null where fixed times count. */
	minutes: z
		.int({ error: () => m.reporting_rule_wrong_minutes() })
		.min(1, { error: () => m.reporting_rule_wrong_minutes() })
		.max(43_200, { error: () => m.reporting_rule_wrong_minutes() })
		.nullable(),
	startsAt: z.enum(['occurred', 'received']),
	/** Follow-ups due every day at these times, while the incident is open. */
	fixedTimes: z.array(TimeOfDay).max(6, { error: () => m.reporting_rule_wrong_times_count() }),
	sourceDocument: text(300, 4, m.reporting_rule_wrong_source),
	/** False: shipped as a preset, not binding here. */
	inForce: z.boolean()
};

/** A rule says when at the latest somebody must be told: after so many minutes, or daily at fixed times. */
export const RuleContent = z
	.object(shape)
	.refine((rule) => rule.levels.length > 0 || rule.sensitive, {
		path: ['levels'],
		error: () => m.reporting_rule_wrong_levels()
	})
	.refine((rule) => above[rule.from].includes(rule.to), {
		path: ['to'],
		error: () => m.reporting_rule_wrong_to()
	})
	.refine((rule) => (rule.minutes === null) !== (rule.fixedTimes.length === 0), {
		path: ['minutes'],
		error: () => m.reporting_rule_wrong_minutes_or_times()
	})
	.refine((rule) => rule.fixedTimes.length === 0 || rule.kind === 'followup', {
		path: ['fixedTimes'],
		error: () => m.reporting_rule_wrong_times_kind()
	});
export type RuleContent = z.infer<typeof RuleContent>;

export const ReportingRuleEdit = RuleContent.safeExtend({ actId: ActId });
export type ReportingRuleEdit = z.infer<typeof ReportingRuleEdit>;

/** `basedOn`: the version that the editor saw; null for a new rule. */
export const EditRule = ReportingRuleEdit.safeExtend({ basedOn: Id.nullable() });
export type EditRule = z.infer<typeof EditRule>;

/** One version of a rule. `id` names the version, `key` the rule through all its versions. */
export type ReportingRule = Omit<ReportingRuleEdit, 'actId'> & { id: string; validFrom: Date };

/** A version with its place in the history. */
export type ReportingRuleVersion = ReportingRule & {
	validTo: Date | null;
	editedBy: string | null;
};
