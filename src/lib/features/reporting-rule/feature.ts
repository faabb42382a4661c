import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ReportingRuleEvent } from './events.ts';
import { reportingRulePermissions } from './permissions.ts';

export const reportingRule = defineFeature<ReportingRuleEvent>({
	noun: 'reporting-rule',
	permissions: reportingRulePermissions,
	lines: {
		'reporting-rule.changed': {
			sentence: ({ before, after }, name) =>
				m.journal_rule_changed({ name, rule: after?.name ?? before?.name ?? '' }),
			title: m.journal_audit_reporting_rule_changed
		}
	},
	nouns: { 'reporting-rule': m.journal_audit_noun_reporting_rule },
	subjects: { 'reporting-rule': true },
	isAdministration: true,
	places: [
		{
			href: '/admin/reporting-rule',
			title: m.app_admin_reporting_rule,
			room: 'administration',
			at: 4,
			permission: reportingRulePermissions['reporting-rule.edit']
		}
	]
});
