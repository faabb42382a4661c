import { may, type ActName } from '#lib/features/person/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Who } from '#lib/who.ts';

/** What there is to administer, and the act that opens it. */
const sections: { href: string; title: () => string; act: ActName }[] = [
	{ href: '/admin/person', title: m.app_admin_person, act: 'person.read' },
	{ href: '/admin/unit', title: m.app_admin_unit, act: 'unit.edit' },
	{ href: '/admin/event-class', title: m.app_admin_event_class, act: 'event-class.edit' },
	{ href: '/admin/reporting-rule', title: m.app_admin_reporting_rule, act: 'reporting-rule.edit' },
	{ href: '/admin/feed', title: m.app_admin_feed, act: 'feed.edit' },
	{ href: '/admin/journal', title: m.app_admin_journal, act: 'journal.audit' }
];

export const sectionsFor = (who: Who) => sections.filter(({ act }) => may(who, act, who.unitPath));
