import type { JournalLine } from '#lib/event.ts';
import { isShiftEvent } from '../shift/events.ts';
import { isIncidentEvent, type IncidentEvent } from './events.ts';

/** What an incident's page is about. */
export type PageSubjects = {
	/** The page's own incident. */
	id: string;
	/**
	 * As `noun:id`: the incident with what was merged into it, its report threads and reports, and the warnings
	 * that are linked to it, as they were then and as they are now.
	 */
	subjects: ReadonlySet<string>;
};

/** What a line changes, as the manifests of all nouns say it: what it is about, and whether its cards come with it. */
export type Change = { subjects: readonly string[]; bringsCards: boolean };

/**
 * What of the page a line of the journal makes old. `line`: it belongs to the log. `page`: what is shown must be
 * asked again. `log`: the log too, because it gained or lost older lines.
 */
export type Concern = { line: boolean; page: boolean; log: boolean };

const NONE: Concern = { line: false, page: false, log: false };

/** Lines after which the log has other older lines than before. */
const JOINING: ReadonlySet<string> = new Set<IncidentEvent['type']>([
	'incident.absorbed',
	'incident.released',
	'incident.reportJoined',
	'incident.unitJoined',
	'incident.warningLinked',
	'incident.warningUnlinked'
]);

/** Does the line concern the page, and what of it? Agrees with the server's log (IN13). */
export function concernOf(
	line: JournalLine,
	{ subjects, bringsCards }: Change,
	about: PageSubjects
): Concern {
	// Who is on duty stands among the people; it is no line of this log.
	if (isShiftEvent(line)) return { line: false, page: true, log: false };
	if (!subjects.some((subject) => about.subjects.has(subject))) return NONE;
	// The page that shows the part says it in its own words, `absorbed` and `released`.
	const isPartsOwn = line.type === 'incident.merged' || line.type === 'incident.unmerged';
	return {
		line: !isPartsOwn || line.subject === `incident:${about.id}`,
		page: !bringsCards && line.type !== 'incident.noted',
		log: isIncidentEvent(line) && JOINING.has(line.type)
	};
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
