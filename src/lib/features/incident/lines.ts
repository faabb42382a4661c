import type { Lines } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { levelText } from '../event-class/rules.ts';
import { because, firstOf, joined } from '../journal/words.ts';
import { unitText } from '../unit/names.ts';
import type { IncidentEvent } from './events.ts';
import { fieldText } from './field-text.ts';
import type { EditedField } from './schema.ts';

/** What the journal says of incidents. */
export const incidentLines: Lines<IncidentEvent> = {
	'incident.opened': {
		sentence: ({ card, warning }, name) => {
			const words = { unit: unitText(card.ownerName), name, title: card.title };
			if (!warning) return m.journal_incident_opened(words);
			return m.incident_warning_line_opened({ ...words, warning: warning.headline });
		},
		title: m.journal_audit_incident_opened
	},
	'incident.warningLinked': {
		sentence: ({ card, warning }, name) =>
			m.incident_warning_line_linked({ name, title: card.title, warning: warning.headline }),
		title: m.incident_warning_audit_linked
	},
	'incident.warningUnlinked': {
		sentence: ({ card, warning }, name) =>
			m.incident_warning_line_unlinked({ name, title: card.title, warning: warning.headline }),
		title: m.incident_warning_audit_unlinked
	},
	'incident.reportJoined': {
		sentence: ({ card, reportTitle }, name) =>
			m.journal_incident_report_joined({ name, report: reportTitle, title: card.title }),
		title: m.journal_audit_incident_report_joined
	},
	'incident.unitJoined': {
		sentence: ({ card, unitName }) =>
			m.journal_incident_unit_joined({ unit: unitText(unitName), title: card.title }),
		title: m.journal_audit_incident_unit_joined
	},
	'incident.edited': {
		sentence: ({ card, changes }, name) => {
			const fields = joined((Object.keys(changes) as EditedField[]).map(fieldText));
			return m.journal_incident_edited({ name, title: card.title, fields });
		},
		title: m.journal_audit_incident_edited
	},
	'incident.graded': {
		sentence: ({ card, which, to, reason }, name) => {
			const words = { name, title: card.title, level: levelText(to), reason };
			if (which === 'incidentLevel') return m.journal_incident_graded(words);
			return m.journal_incident_response(words);
		},
		title: m.journal_audit_incident_graded
	},
	'incident.merged': {
		sentence: ({ card, into }, name) =>
			m.journal_incident_merged({ name, title: card.title, into: into.title }),
		title: m.journal_audit_incident_merged
	},
	'incident.absorbed': {
		sentence: ({ card, merged }, name) =>
			m.journal_incident_merged({ name, title: merged.title, into: card.title }),
		title: m.journal_audit_incident_absorbed
	},
	'incident.unmerged': {
		sentence: ({ card, from }, name) =>
			m.journal_incident_unmerged({ name, title: card.title, from: from.title }),
		title: m.journal_audit_incident_unmerged
	},
	'incident.released': {
		sentence: ({ card, unmerged }, name) =>
			m.journal_incident_unmerged({ name, title: unmerged.title, from: card.title }),
		title: m.journal_audit_incident_released
	},
	'incident.closed': {
		sentence: ({ card, reason }, name) =>
			m.journal_incident_closed({ name, title: card.title, reason: because(reason) }),
		title: m.journal_audit_incident_closed
	},
	'incident.reopened': {
		sentence: ({ card, reason }, name) =>
			m.journal_incident_reopened({ name, title: card.title, reason: because(reason) }),
		title: m.journal_audit_incident_reopened
	},
	'incident.informed': {
		sentence: ({ card, notice }, name) =>
			m.incident_inform_line({
				unit: unitText(notice.byUnitName),
				name,
				title: card.title,
				to: firstOf(notice.units.map(({ unitName }) => unitText(unitName))),
				text: notice.text
			}),
		title: m.journal_audit_incident_informed
	},
	'incident.informAcknowledged': {
		sentence: ({ card, unit }, name) =>
			m.incident_inform_line_acknowledged({
				unit: unitText(unit.unitName),
				name,
				title: card.title
			}),
		title: m.journal_audit_incident_inform_acknowledged
	},
	'incident.admitted': {
		sentence: ({ card, units }) =>
			m.journal_incident_admitted({
				units: firstOf(units.map((one) => unitText(one.name))),
				title: card.title
			}),
		title: m.journal_audit_incident_admitted
	},
	'incident.noted': {
		sentence: ({ text }, name) => m.journal_incident_noted({ name, text }),
		title: m.journal_audit_incident_noted
	}
};
