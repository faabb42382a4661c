import { unitText } from '#lib/features/unit/names.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayAndTime } from '#lib/time.ts';
import { SYSTEM } from '#lib/who.ts';
import { lineOf } from './clock/words.ts';
import { consultationSentence } from './consultation/sentence.ts';
import { levelName, levelRoman } from './event-class/rules.ts';
import { eventOf, type JournalEvent } from './events.ts';
import { warningLevelName } from './warning/words.ts';
import { findingText } from './warning/finding.ts';
import { changeText } from './feed/change-words.ts';
import { unitNames } from './feed/words.ts';
import { fieldText } from './incident/field-text.ts';
import type { EditedField } from './incident/schema.ts';
import { thingText } from './joint/words.ts';
import type { Line } from './journal/schema.ts';
import { kindName } from './report/rules.ts';
import { signName } from './sign/words.ts';

type EventOf<T extends JournalEvent['type']> = Extract<JournalEvent, { type: T }>;
type Sentences = {
	[T in JournalEvent['type']]: (payload: EventOf<T>['payload'], name: string) => string;
};

/** Between names of a list: 、 in Chinese. */
const join = (words: string[]) => words.join(m.journal_and());

const levelWords = (level: 1 | 2 | 3 | 4 | null) =>
	level === null ? levelName(null) : `${levelRoman(level)} ${levelName(level)}`;

const clockWords = (clocks: EventOf<'clock.started'>['payload']['clocks']) => ({
	title: clocks[0]?.title ?? '',
	unit: unitText(clocks[0]?.fromName ?? ''),
	limits: join(clocks.map(lineOf))
});

const account: Pick<Sentences, Extract<keyof Sentences, `account.${string}`>> = {
	'account.signedIn': (_, name) => m.journal_signed_in({ name }),
	'account.signedOut': (_, name) => m.journal_signed_out({ name }),
	'account.lockedOut': ({ username }) => m.journal_locked_out({ username }),
	'account.sessionRevoked': (_, name) => m.journal_session_revoked({ name }),
	'account.passwordChanged': (_, name) => m.journal_password_changed({ name }),
	'account.tokenMade': ({ name: token }, name) => m.journal_token_made({ name, token }),
	'account.tokenRevoked': ({ name: token }, name) => m.journal_token_revoked({ name, token })
};

const administration: Pick<
	Sentences,
	Extract<
		keyof Sentences,
		`${'person' | 'unit' | 'event-class' | 'reporting-rule' | 'shift'}.${string}`
	>
> = {
	'person.changed': ({ name: person, created }, name) =>
		created ? m.journal_person_added({ name, person }) : m.journal_person_changed({ name, person }),
	'person.rolesChanged': ({ name: person }, name) => m.journal_person_roles({ name, person }),
	'person.deactivated': ({ name: person }, name) => m.journal_person_deactivated({ name, person }),
	'person.reactivated': ({ name: person }, name) => m.journal_person_reactivated({ name, person }),
	'person.passwordReset': ({ name: person }, name) => m.journal_person_password({ name, person }),
	'unit.changed': ({ after }, name) => m.journal_unit_changed({ name, unit: unitText(after.name) }),
	'event-class.changed': ({ after }, name) => m.journal_class_changed({ name, what: after.name }),
	'event-class.thresholdChanged': ({ after }, name) =>
		m.journal_threshold_changed({ name, level: levelWords(after.level) }),
	'reporting-rule.changed': ({ before, after }, name) =>
		m.journal_rule_changed({ name, rule: after?.name ?? before?.name ?? '' }),
	'shift.changed': ({ role, name: person }, name) => {
		const roles = {
			leader: m.journal_role_leader,
			main: m.journal_role_main,
			deputy: m.journal_role_deputy
		};
		return m.journal_shift_changed({ name, person, role: roles[role]() });
	}
};

const reports: Pick<
	Sentences,
	Extract<keyof Sentences, `${'report' | 'attachment' | 'clock'}.${string}`>
> = {
	'report.filed': ({ card }) =>
		m.journal_report_filed({
			unit: unitText(card.unitName),
			kind: kindName(card),
			title: card.title
		}),
	'report.opened': ({ receipt }, name) =>
		m.journal_report_opened({ unit: unitText(receipt.unitName), name }),
	'report.acknowledged': ({ receipt }, name) =>
		m.journal_report_acknowledged({ unit: unitText(receipt.unitName), name }),
	'report.accepted': ({ receipt }, name) =>
		m.journal_report_accepted({ unit: unitText(receipt.unitName), name }),
	'report.returned': ({ receipt }, name) =>
		m.journal_report_returned({
			unit: unitText(receipt.unitName),
			name,
			reason: receipt.returnReason ?? ''
		}),
	'report.escalated': ({ receipt, to, title }) => {
		const role = { deputy: m.journal_role_deputy, leader: m.journal_role_leader }[to]();
		return m.journal_report_escalated({ unit: unitText(receipt.unitName), role, title });
	},
	'attachment.arrived': ({ attachment }) => m.journal_attachment_arrived({ file: attachment.name }),
	'attachment.refused': ({ attachment }) =>
		m.journal_attachment_refused({ file: attachment.name, reason: attachment.refusal ?? '' }),
	'clock.started': ({ clocks }) => m.journal_clock_started(clockWords(clocks)),
	'clock.stopped': ({ clocks }) => m.journal_clock_stopped(clockWords(clocks)),
	'clock.changed': ({ clocks }) => m.journal_clock_changed(clockWords(clocks))
};

const incidents: Pick<Sentences, Extract<keyof Sentences, `incident.${string}`>> = {
	'incident.opened': ({ card, warning }, name) => {
		const words = { unit: unitText(card.ownerName), name, title: card.title };
		if (!warning) return m.journal_incident_opened(words);
		return m.incident_warning_line_opened({ ...words, warning: warning.headline });
	},
	'incident.warningLinked': ({ card, warning }, name) =>
		m.incident_warning_line_linked({ name, title: card.title, warning: warning.headline }),
	'incident.warningUnlinked': ({ card, warning }, name) =>
		m.incident_warning_line_unlinked({ name, title: card.title, warning: warning.headline }),
	'incident.reportJoined': ({ card, reportTitle }, name) =>
		m.journal_incident_report_joined({ name, report: reportTitle, title: card.title }),
	'incident.unitJoined': ({ card, unitName }) =>
		m.journal_incident_unit_joined({ unit: unitText(unitName), title: card.title }),
	'incident.edited': ({ card, changes }, name) => {
		const fields = join((Object.keys(changes) as EditedField[]).map(fieldText));
		return m.journal_incident_edited({ name, title: card.title, fields });
	},
	'incident.graded': ({ card, which, to, reason }, name) => {
		const words = { name, title: card.title, level: levelWords(to), reason };
		if (which === 'incidentLevel') return m.journal_incident_graded(words);
		return m.journal_incident_response(words);
	},
	'incident.merged': ({ card, into }, name) =>
		m.journal_incident_merged({ name, title: card.title, into: into.title }),
	'incident.absorbed': ({ card, merged }, name) =>
		m.journal_incident_merged({ name, title: merged.title, into: card.title }),
	'incident.unmerged': ({ card, from }, name) =>
		m.journal_incident_unmerged({ name, title: card.title, from: from.title }),
	'incident.released': ({ card, unmerged }, name) =>
		m.journal_incident_unmerged({ name, title: unmerged.title, from: card.title }),
	'incident.closed': ({ card, reason }, name) =>
		m.journal_incident_closed({ name, title: card.title, reason: because(reason) }),
	'incident.reopened': ({ card, reason }, name) =>
		m.journal_incident_reopened({ name, title: card.title, reason: because(reason) }),
	'incident.informed': ({ card, notice }, name) =>
		m.incident_inform_line({
			unit: unitText(notice.byUnitName),
			name,
			title: card.title,
			to: firstOf(notice.units.map(({ unitName }) => unitText(unitName))),
			text: notice.text
		}),
	'incident.informAcknowledged': ({ card, unit }, name) =>
		m.incident_inform_line_acknowledged({
			unit: unitText(unit.unitName),
			name,
			title: card.title
		}),
	'incident.admitted': ({ card, units }) =>
		m.journal_incident_admitted({
			units: firstOf(units.map((one) => unitText(one.name))),
			title: card.title
		}),
	'incident.noted': ({ text }, name) => m.journal_incident_noted({ name, text })
};

/** As many names as a line has room for, and how many there are. */
const firstOf = (names: string[]) =>
	names.length <= 3
		? join(names)
		: m.incident_inform_line_more({ names: join(names.slice(0, 3)), count: names.length });

const warnings: Pick<
	Sentences,
	Extract<keyof Sentences, `${'warning' | 'feed' | 'earthquake'}.${string}`>
> = {
	'warning.issued': ({ card }) => m.warning_line_issued(warningWords(card)),
	'warning.updated': ({ card }) => m.warning_line_updated(warningWords(card)),
	'warning.cancelled': ({ card, replaced }) =>
		m.warning_line_cancelled(warningWords(replaced[0] ?? card)),
	'feed.changed': ({ card, created, change }, name) => {
		const words = { name, feed: card.name };
		if (created) return m.feed_line_created(words);
		if (!change) return m.feed_line_changed(words);
		const changes = changeText(change);
		return changes === '' ? m.feed_line_saved(words) : m.feed_line_set({ ...words, changes });
	},
	'feed.silent': ({ card }) =>
		m.feed_line_silent({ feed: card.name, unit: unitText(card.unitName) }),
	'feed.recovered': ({ card }) =>
		m.feed_line_recovered({ feed: card.name, unit: unitText(card.unitName) }),
	'feed.refused': ({ card, findings }) => {
		const [first] = findings;
		return m.feed_line_refused({ feed: card.name, reason: first ? findingText(first) : '' });
	},
	'earthquake.reported': ({ card }) => m.feed_line_earthquake(earthquakeWords(card)),
	'earthquake.revised': ({ card }) => m.feed_line_earthquake_revised(earthquakeWords(card)),
	'earthquake.withdrawn': ({ card }) => m.feed_line_earthquake_withdrawn(earthquakeWords(card))
};

const warningWords = ({
	frame,
	source,
	level,
	headline,
	units
}: EventOf<'warning.issued'>['payload']['card']) => ({
	frame: frame === 'exercise' ? m.warning_frame_exercise() : '',
	source: source.senderName,
	level: warningLevelName(level),
	headline,
	units: unitNames(units)
});

const earthquakeWords = ({
	sourceName,
	magnitude,
	placeText
}: EventOf<'earthquake.reported'>['payload']['card']) => ({
	source: sourceName,
	magnitude: magnitude.toFixed(1),
	place: placeText
});

const tasks: Pick<Sentences, Extract<keyof Sentences, `task.${string}`>> = {
	'task.assigned': ({ card }, name) =>
		m.task_line_assigned({ ...taskWords(card, name), due: dayAndTime(new Date(card.dueAt)) }),
	'task.received': ({ card }, name) => m.task_line_received(taskWords(card, name)),
	'task.progressed': ({ card, text }, name) =>
		m.task_line_progressed({ ...taskWords(card, name), text }),
	'task.done': ({ card }, name) =>
		m.task_line_done({ ...taskWords(card, name), result: because(card.outcome) }),
	'task.declined': ({ card }, name) =>
		m.task_line_declined({ ...taskWords(card, name), reason: because(card.outcome) }),
	'task.withdrawn': ({ card }, name) =>
		m.task_line_withdrawn({ ...taskWords(card, name), reason: because(card.outcome) }),
	'task.supervised': ({ card, text }, name) =>
		m.task_line_supervised({
			...taskWords(card, name),
			count: card.supervisedCount,
			text: because(text)
		}),
	'task.edited': ({ card, from, to, reason }, name) =>
		m.task_line_edited({
			...taskWords(card, name),
			from: dayAndTime(new Date(from)),
			to: dayAndTime(new Date(to)),
			reason: because(reason)
		})
};

const signs: Pick<Sentences, Extract<keyof Sentences, `${'sign' | 'joint'}.${string}`>> = {
	'sign.drawn': ({ card }, name) => m.sign_line_drawn(signWords(card, name)),
	'sign.changed': ({ card }, name) => m.sign_line_changed(signWords(card, name)),
	'sign.removed': ({ card }, name) => m.sign_line_removed(signWords(card, name)),
	'joint.made': ({ joint }, name) => m.joint_line_made(jointWords(joint, name)),
	'joint.ended': ({ joint }, name) => m.joint_line_ended(jointWords(joint, name))
};

const signWords = ({ code, label }: EventOf<'sign.drawn'>['payload']['card'], name: string) => ({
	name,
	sign: signName(code),
	label
});

const jointWords = ({ a, b }: EventOf<'joint.made'>['payload']['joint'], name: string) => ({
	name,
	a: thingText(a),
	b: thingText(b)
});

const taskWords = (
	{ title, ownerUnitName, assignedByUnitName }: EventOf<'task.done'>['payload']['card'],
	name: string
) => ({ name, title, owner: unitText(ownerUnitName), giver: unitText(assignedByUnitName) });

const resources: Pick<Sentences, Extract<keyof Sentences, `resource.${string}`>> = {
	'resource.changed': ({ card, created }, name) => {
		const words = { name, resource: card.name, unit: unitText(card.unitName) };
		return created ? m.resource_line_created(words) : m.resource_line_changed(words);
	},
	'resource.removed': ({ card }, name) =>
		m.resource_line_removed({ name, resource: card.name, unit: unitText(card.unitName) }),
	'resource.imported': ({ fileName, added, updated, unchanged }, name) =>
		m.resource_line_imported({ name, file: fileName, added, updated, unchanged })
};

const knowledge: Pick<Sentences, Extract<keyof Sentences, `knowledge.${string}`>> = {
	'knowledge.saved': ({ card, before }, name) => {
		const words = { name, sheet: card.title };
		return before ? m.knowledge_line_saved(words) : m.knowledge_line_written(words);
	},
	'knowledge.withdrawn': ({ card, reason }, name) =>
		m.knowledge_line_withdrawn({ name, sheet: card.title, reason })
};

const plans: Pick<Sentences, Extract<keyof Sentences, `plan.${string}`>> = {
	'plan.created': (_, name) => m.plan_line_created({ name }),
	'plan.saved': ({ title, number, actions }, name) =>
		m.plan_line_saved({ name, plan: planName(title), number, ...actions }),
	'plan.versionStarted': ({ title, number }, name) =>
		m.plan_line_started({ name, plan: planName(title), number }),
	'plan.submitted': ({ title, number }, name) =>
		m.plan_line_submitted({ name, plan: planName(title), number }),
	'plan.sentBack': ({ title, number, reason }, name) =>
		m.plan_line_sent_back({ name, plan: planName(title), number, reason }),
	'plan.approved': ({ card, number }, name) =>
		m.plan_line_approved({ name, plan: card.title, number }),
	'plan.withdrawn': ({ card, number, reason }, name) =>
		m.plan_line_withdrawn({ name, plan: card.title, number, reason }),
	'plan.activated': ({ card, tasks }, name) =>
		m.plan_line_activated({ ...responseWords(card, name), tasks: tasks.length }),
	'plan.activationUndone': ({ card, tasks, kept }, name) =>
		m.plan_line_undone({ ...responseWords(card, name), tasks: tasks.length, kept }),
	'plan.levelChanged': ({ card, tasks, from, reason }, name) =>
		m.plan_line_level({
			...responseWords(card, name),
			...{ from: levelRoman(from), tasks: tasks.length, reason }
		}),
	'plan.responseEnded': ({ card, reason }, name) =>
		m.plan_line_ended({ ...responseWords(card, name), reason })
};

const planName = (title: string | null) =>
	title ? m.plan_line_title({ title }) : m.plan_line_untitled();

const responseWords = (card: EventOf<'plan.activated'>['payload']['card'], name: string) => ({
	name,
	unit: unitText(card.activatedByUnitName),
	plan: card.planTitle,
	number: card.number,
	level: levelRoman(card.level),
	frame: card.frame === 'exercise' ? m.plan_frame_exercise() : ''
});

const because = (reason: string) => (reason ? m.journal_because({ reason }) : '');

const sentences: Sentences = {
	...account,
	...administration,
	...reports,
	...incidents,
	...plans,
	...signs,
	...tasks,
	...warnings,
	...resources,
	...knowledge,
	...consultationSentence
};

/**
 * One sentence for a line of the journal: who did what, without the time. A type that this version does not know,
 * as from a newer node, is said to be so.
 */
export function journalSentence(
	entry: Pick<Line, 'type' | 'actorName' | 'subject' | 'payload'>
): string {
	const { type, payload } = eventOf({ ...entry, scope: [] });
	const name = entry.actorName === SYSTEM.name ? m.journal_system() : entry.actorName;
	if (!Object.hasOwn(sentences, type)) return m.journal_unknown({ name, type });
	// The table's own type says that each sentence takes its type's payload; TypeScript cannot follow the index.
	const sentence = sentences[type] as (payload: unknown, name: string) => string;
	return sentence(payload, name);
}
