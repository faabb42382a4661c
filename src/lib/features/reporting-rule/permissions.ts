import { definePermissions, mayBy } from '#lib/permission.ts';

export const reportingRulePermissions = definePermissions({
	'reporting-rule.edit': { roles: ['systemAdmin'], reach: 'any', scope: null }
});

export const may = mayBy(reportingRulePermissions);
