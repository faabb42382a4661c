import { m } from '#lib/paraglide/messages.js';
import type { Authority, Channel, DueKind, ReportingRule, Teller } from './schema.ts';

export const tellerNames: Record<Teller, () => string> = {
	county: m.reporting_rule_teller_county,
	city: m.reporting_rule_teller_city,
	province: m.reporting_rule_teller_province,
	agency: m.reporting_rule_teller_agency
};

export const authorityNames: Record<Authority, () => string> = {
	city: m.reporting_rule_authority_city,
	province: m.reporting_rule_authority_province,
	state: m.reporting_rule_authority_state
};

export const channelNames: Record<Channel, () => string> = {
	phone: m.reporting_rule_channel_phone,
	written: m.reporting_rule_channel_written
};

export const kindNames: Record<DueKind, () => string> = {
	first: m.reporting_rule_kind_first,
	followup: m.reporting_rule_kind_followup,
	final: m.reporting_rule_kind_final
};

/** An agency's city is its own government, whatever that is. */
export const toWords = ({ from, to }: Pick<ReportingRule, 'from' | 'to'>) =>
	from === 'agency' && to === 'city' ? m.reporting_rule_authority_own() : authorityNames[to]();

/** "接报后 30 分钟内", "每天 08:00、17:00 前". */
export function limitWords({
	kind,
	minutes,
	startsAt,
	fixedTimes
}: Pick<ReportingRule, 'kind' | 'minutes' | 'startsAt' | 'fixedTimes'>): string {
	if (minutes === null) return m.reporting_rule_limit_daily({ times: fixedTimes.join(' ') });
	const span = spanWords(minutes);
	if (kind === 'followup') return m.reporting_rule_limit_followup({ span });
	return startsAt === 'occurred'
		? m.reporting_rule_limit_occurred({ span })
		: m.reporting_rule_limit_received({ span });
}

function spanWords(minutes: number): string {
	if (minutes % 1440 === 0) return m.reporting_rule_span_days({ days: minutes / 1440 });
	if (minutes % 60 === 0) return m.reporting_rule_span_hours({ hours: minutes / 60 });
	return m.reporting_rule_span_minutes({ minutes });
}
