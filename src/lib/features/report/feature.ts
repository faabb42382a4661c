import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { duty } from '#lib/permission.ts';
import { unitText } from '../unit/names.ts';
import type { ReportEvent } from './events.ts';
import { reportPermissions } from './permissions.ts';
import { kindName } from './rules.ts';

const alerted = { deputy: m.journal_role_deputy, leader: m.journal_role_leader };

export const report = defineFeature<ReportEvent>({
	noun: 'report',
	permissions: reportPermissions,
	lines: {
		'report.filed': {
			sentence: ({ card }) =>
				m.journal_report_filed({
					unit: unitText(card.unitName),
					kind: kindName(card),
					title: card.title
				}),
			title: m.journal_audit_report_filed,
			about: ({ card: { threadId, incidentId } }) => [
				`report:${threadId}`,
				...(incidentId === null ? [] : [`incident:${incidentId}`])
			]
		},
		'report.opened': {
			sentence: ({ receipt }, name) =>
				m.journal_report_opened({ unit: unitText(receipt.unitName), name }),
			title: m.journal_audit_report_opened
		},
		'report.acknowledged': {
			sentence: ({ receipt }, name) =>
				m.journal_report_acknowledged({ unit: unitText(receipt.unitName), name }),
			title: m.journal_audit_report_acknowledged
		},
		'report.accepted': {
			sentence: ({ receipt }, name) =>
				m.journal_report_accepted({ unit: unitText(receipt.unitName), name }),
			title: m.journal_audit_report_accepted
		},
		'report.returned': {
			sentence: ({ receipt: { unitName, returnReason } }, name) =>
				m.journal_report_returned({ unit: unitText(unitName), name, reason: returnReason ?? '' }),
			title: m.journal_audit_report_returned
		},
		'report.escalated': {
			sentence: ({ receipt, to, title }) =>
				m.journal_report_escalated({
					unit: unitText(receipt.unitName),
					role: alerted[to](),
					title
				}),
			title: m.journal_audit_report_escalated
		}
	},
	nouns: { report: m.journal_audit_noun_report },
	subjects: { report: true },
	places: [
		{
			href: '/wall',
			title: m.app_wall,
			room: 'duty',
			at: 1,
			permission: reportPermissions['report.read'],
			startsFor: ['screen']
		},
		{
			href: '/desk',
			title: m.app_desk,
			room: 'duty',
			at: 2,
			permission: reportPermissions['report.watch'],
			startsFor: duty
		},
		{
			href: '/report',
			title: m.app_report,
			room: 'duty',
			at: 3,
			permission: reportPermissions['report.file'],
			startsFor: ['reporter']
		}
	]
});
