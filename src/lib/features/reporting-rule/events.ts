import type { ReportingRuleEdit } from './schema.ts';

type Rule = Omit<ReportingRuleEdit, 'actId'>;

export type ReportingRuleEvent = {
	type: 'reporting-rule.changed';
	subject: `reporting-rule:${string}`;
	scope: string[];
	payload: { before: Rule | null; after: Rule | null };
};
