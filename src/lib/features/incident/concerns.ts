import { isOf, type JournalEvent } from '../events.ts';

/** What an incident's page is about: itself with what was merged into it, its report threads and reports. */
export type PageSubjects = {
	/** The page's own incident. */
	id: string;
	incidents: ReadonlySet<string>;
	threads: ReadonlySet<string>;
	reports: ReadonlySet<string>;
	/** Those that are linked to it, as they were then and as they are now. */
	warnings: ReadonlySet<string>;
};

/**
 * What of the page a line of the journal makes old. `line`: it belongs to the log. `page`: what is shown must be
 * asked again. `log`: the log too, because it gained or lost older lines.
 */
export type Concern = { line: boolean; page: boolean; log: boolean };

const NONE: Concern = { line: false, page: false, log: false };
const LINE: Concern = { line: true, page: false, log: false };

/** Lines after which the log has other older lines than before. */
const JOINING: readonly JournalEvent['type'][] = [
	'incident.absorbed',
	'incident.released',
	'incident.reportJoined',
	'incident.unitJoined',
	'incident.warningLinked',
	'incident.warningUnlinked'
];

/** Does the event concern the page, and what of it? Agrees with the server's log (IN13). */
export function concernOf(event: JournalEvent, about: PageSubjects): Concern {
	const { type, subject } = event;
	// Its cards come with the event: nothing to ask.
	if (isOf(event, 'consultation')) {
		const isOurs = about.incidents.has(event.payload.card.incidentId);
		return isOurs ? { line: true, page: false, log: false } : NONE;
	}
	switch (type) {
		case 'report.filed': {
			const { threadId, incidentId } = event.payload.card;
			const isOurs =
				about.threads.has(threadId) || (incidentId !== null && about.incidents.has(incidentId));
			return isOurs ? { line: true, page: true, log: false } : NONE;
		}
		case 'warning.updated':
		case 'warning.cancelled': {
			const { card, replaced } = event.payload;
			const isOurs = [card, ...replaced].some(({ id }) => about.warnings.has(id));
			return isOurs ? { line: true, page: true, log: false } : NONE;
		}
		case 'shift.changed':
			// Who is on duty stands among the people; it is no line of this log.
			return { line: false, page: true, log: false };
		case 'clock.started':
		case 'clock.stopped':
		case 'clock.changed':
			// Their cards come with the event: nothing to ask.
			return isAbout(subject, about) ? { line: true, page: false, log: false } : NONE;
		case 'task.assigned':
		case 'task.received':
		case 'task.progressed':
		case 'task.done':
		case 'task.declined':
		case 'task.withdrawn':
		case 'task.supervised':
		case 'task.edited':
		case 'sign.drawn':
		case 'sign.changed':
		case 'sign.removed':
			// They bring their cards as well, and stand above this feature.
			return about.incidents.has(event.payload.card.incidentId) ? LINE : NONE;
		case 'joint.made':
		case 'joint.ended':
			return isAbout(subject, about) ? LINE : NONE;
		case 'incident.merged':
		case 'incident.unmerged': {
			if (!isAbout(subject, about)) return NONE;
			// The page that shows the part says it in its own words, `absorbed` and `released`.
			return { line: subject === `incident:${about.id}`, page: true, log: false };
		}
		default:
			if (!isAbout(subject, about)) return NONE;
			return { line: true, page: type !== 'incident.noted', log: JOINING.includes(type) };
	}
}

function isAbout(subject: string, { incidents, reports }: PageSubjects): boolean {
	const [noun, id = ''] = subject.split(':');
	if (noun === 'incident') return incidents.has(id);
	return noun === 'report' && reports.has(id);
}

/** As many as one question may ask the attachments of. */
const MOST_REPORTS = 200;

type Threads = { reports: { report: { id: string; receivedAt: string } }[] }[];

/** Of the reports that the page shows, the newest. */
export const reportIdsOf = ({ threads }: { threads: Threads }): string[] =>
	threads
		.flatMap(({ reports }) => reports.map(({ report }) => report))
		.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt))
		.slice(0, MOST_REPORTS)
		.map(({ id }) => id);
