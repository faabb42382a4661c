import { m } from '#lib/paraglide/messages.js';
import type { JournalEvent } from '../events.ts';
import type { AuditNoun } from './schema.ts';

/** What lines are about, as the auditor chooses it. */
export const nounName = {
	account: m.journal_audit_noun_account,
	person: m.journal_audit_noun_person,
	unit: m.journal_audit_noun_unit,
	'event-class': m.journal_audit_noun_event_class,
	'reporting-rule': m.journal_audit_noun_reporting_rule,
	shift: m.journal_audit_noun_shift,
	report: m.journal_audit_noun_report,
	attachment: m.journal_audit_noun_attachment,
	clock: m.journal_audit_noun_clock,
	incident: m.journal_audit_noun_incident,
	sign: m.sign_audit_noun,
	joint: m.joint_audit_noun,
	task: m.task_audit_noun,
	consultation: m.consultation_noun,
	warning: m.journal_audit_noun_warning,
	earthquake: m.journal_audit_noun_earthquake,
	feed: m.journal_audit_noun_feed
} satisfies Record<AuditNoun, () => string>;

/** What comes from other systems. */
const received = {
	'warning.issued': m.journal_audit_warning_issued,
	'warning.updated': m.journal_audit_warning_updated,
	'warning.cancelled': m.journal_audit_warning_cancelled,
	'earthquake.reported': m.journal_audit_earthquake_reported,
	'earthquake.revised': m.journal_audit_earthquake_revised,
	'earthquake.withdrawn': m.journal_audit_earthquake_withdrawn,
	'feed.changed': m.journal_audit_feed_changed,
	'feed.silent': m.journal_audit_feed_silent,
	'feed.recovered': m.journal_audit_feed_recovered,
	'feed.refused': m.journal_audit_feed_refused
};

const tasked = {
	'sign.drawn': m.sign_audit_drawn,
	'sign.changed': m.sign_audit_changed,
	'sign.removed': m.sign_audit_removed,
	'joint.made': m.joint_audit_made,
	'joint.ended': m.joint_audit_ended,
	'task.assigned': m.task_audit_assigned,
	'task.received': m.task_audit_received,
	'task.progressed': m.task_audit_progressed,
	'task.done': m.task_audit_done,
	'task.declined': m.task_audit_declined,
	'task.withdrawn': m.task_audit_withdrawn,
	'task.supervised': m.task_audit_supervised,
	'task.edited': m.task_audit_edited
};

const typeName = {
	'account.signedIn': m.journal_audit_account_signed_in,
	'account.signedOut': m.journal_audit_account_signed_out,
	'account.lockedOut': m.journal_audit_account_locked_out,
	'account.sessionRevoked': m.journal_audit_account_session_revoked,
	'account.passwordChanged': m.journal_audit_account_password_changed,
	'account.tokenMade': m.journal_audit_account_token_made,
	'account.tokenRevoked': m.journal_audit_account_token_revoked,
	'person.changed': m.journal_audit_person_changed,
	'person.rolesChanged': m.journal_audit_person_roles_changed,
	'person.deactivated': m.journal_audit_person_deactivated,
	'person.reactivated': m.journal_audit_person_reactivated,
	'person.passwordReset': m.journal_audit_person_password_reset,
	'unit.changed': m.journal_audit_unit_changed,
	'event-class.changed': m.journal_audit_event_class_changed,
	'event-class.thresholdChanged': m.journal_audit_event_class_threshold_changed,
	'reporting-rule.changed': m.journal_audit_reporting_rule_changed,
	'shift.changed': m.journal_audit_shift_changed,
	'report.filed': m.journal_audit_report_filed,
	'report.opened': m.journal_audit_report_opened,
	'report.acknowledged': m.journal_audit_report_acknowledged,
	'report.accepted': m.journal_audit_report_accepted,
	'report.returned': m.journal_audit_report_returned,
	'report.escalated': m.journal_audit_report_escalated,
	'attachment.arrived': m.journal_audit_attachment_arrived,
	'attachment.refused': m.journal_audit_attachment_refused,
	'clock.started': m.journal_audit_clock_started,
	'clock.stopped': m.journal_audit_clock_stopped,
	'clock.changed': m.journal_audit_clock_changed,
	'incident.opened': m.journal_audit_incident_opened,
	'incident.reportJoined': m.journal_audit_incident_report_joined,
	'incident.unitJoined': m.journal_audit_incident_unit_joined,
	'incident.edited': m.journal_audit_incident_edited,
	'incident.graded': m.journal_audit_incident_graded,
	'incident.merged': m.journal_audit_incident_merged,
	'incident.absorbed': m.journal_audit_incident_absorbed,
	'incident.unmerged': m.journal_audit_incident_unmerged,
	'incident.released': m.journal_audit_incident_released,
	'incident.closed': m.journal_audit_incident_closed,
	'incident.reopened': m.journal_audit_incident_reopened,
	'incident.informed': m.journal_audit_incident_informed,
	'incident.informAcknowledged': m.journal_audit_incident_inform_acknowledged,
	'incident.warningLinked': m.incident_warning_audit_linked,
	'incident.warningUnlinked': m.incident_warning_audit_unlinked,
	'incident.admitted': m.journal_audit_incident_admitted,
	'incident.noted': m.journal_audit_incident_noted,
	...tasked,
	'plan.created': m.journal_audit_plan_created,
	'plan.saved': m.journal_audit_plan_saved,
	'plan.versionStarted': m.journal_audit_plan_version_started,
	'plan.submitted': m.journal_audit_plan_submitted,
	'plan.sentBack': m.journal_audit_plan_sent_back,
	'plan.approved': m.journal_audit_plan_approved,
	'plan.withdrawn': m.journal_audit_plan_withdrawn,
	'plan.activated': m.journal_audit_plan_activated,
	'plan.activationUndone': m.journal_audit_plan_activation_undone,
	'plan.levelChanged': m.journal_audit_plan_level_changed,
	'plan.responseEnded': m.journal_audit_plan_response_ended,
	'resource.changed': m.journal_audit_resource_changed,
	'resource.removed': m.journal_audit_resource_removed,
	'resource.imported': m.journal_audit_resource_imported,
	'consultation.opened': m.consultation_audit_opened,
	'consultation.invited': m.consultation_audit_invited,
	'consultation.answered': m.consultation_audit_answered,
	'consultation.joined': m.consultation_audit_joined,
	'consultation.left': m.consultation_audit_left,
	'consultation.muted': m.consultation_audit_muted,
	'consultation.mutedAll': m.consultation_audit_muted_all,
	'consultation.floorGiven': m.consultation_audit_floor,
	'consultation.removed': m.consultation_audit_removed,
	'consultation.rollCalled': m.consultation_audit_roll_called,
	'consultation.rollAnswered': m.consultation_audit_roll_answered,
	'consultation.rollClosed': m.consultation_audit_roll_closed,
	'consultation.chairHandedOver': m.consultation_audit_chair,
	'consultation.closed': m.consultation_audit_closed,
	...received
} satisfies Record<JournalEvent['type'], () => string>;

/** The kind of act in a few words that tell nothing of its content; a type of a newer node by its own name. */
export function typeText(type: string): string {
	const names: Record<string, () => string> = typeName;
	return Object.hasOwn(names, type) ? (names[type]?.() ?? type) : m.journal_audit_unknown({ type });
}
