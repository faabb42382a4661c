import type { GradedFigures } from '../event-class/rules.ts';
import { bodyTexts, type BodyText, type FigureName, type ReportFull } from '../report/schema.ts';
import type { IncidentCard, IncidentFilter, KnownFigure } from './schema.ts';

/** One part of the text as it stands: the newest words, and what other units last wrote where it differs. */
export type KnownText = { name: BodyText } & Written & { others: Written[] };
type Written = { text: string; unitName: string; receivedAt: string; reportId: string };

type Writing = Pick<
	ReportFull,
	'id' | 'threadId' | 'number' | 'isCorrection' | 'unitName' | 'receivedAt' | 'body'
>;

/** Of each part of the text the newest words of each thread, as `knownNow` has the figures. */
export function latestTexts(reports: Writing[]): KnownText[] {
	return bodyTexts.flatMap((name) => {
		const byThread = new Map<string, Written>();
		for (const report of [...reports].sort((a, b) => a.number - b.number)) {
			const { id: reportId, threadId, unitName, receivedAt } = report;
			if (report.isCorrection) byThread.delete(threadId);
			const text = report.body[name];
			if (text) byThread.set(threadId, { text, unitName, receivedAt, reportId });
		}
		const [newest, ...others] = [...byThread.values()].sort((a, b) =>
			b.receivedAt.localeCompare(a.receivedAt)
		);
		if (!newest) return [];
		return [{ name, ...newest, others: others.filter(({ text }) => text !== newest.text) }];
	});
}

/** How many reports the threads have: those of a thread are numbered from 0 without gaps. */
export const reportsIn = (threads: IncidentCard['threads']) =>
	threads.reduce((sum, { number }) => sum + number + 1, 0);

/** Why an act on the incident itself is not possible now, or null. */
export function blockedBy(
	incident: Pick<IncidentCard, 'status' | 'mergedIntoId'>
): 'merged' | 'closed' | null {
	if (incident.mergedIntoId !== null) return 'merged';
	return incident.status === 'closed' ? 'closed' : null;
}

/** What a list's filter finds; the query asks the database for the same. */
export function isFound(card: IncidentCard, { status, level, text }: IncidentFilter): boolean {
	const now = card.mergedIntoId === null ? card.status : 'merged';
	if (status !== 'all' && status !== now) return false;
	if (level !== null && card.incidentLevel !== level) return false;
	const said = [card.title, card.placeText, card.ownerName].join('\n').toLowerCase();
	return wordsOf(text).every((word) => said.includes(word));
}

/** The words of a search, in lower case. */
export const wordsOf = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean);

/** The fields of `wanted` that are not as in `current`, with both values. */
export function changedFields<T extends object>(
	current: T,
	wanted: { [K in keyof T]?: T[K] | undefined }
): Partial<Record<keyof T, { from: unknown; to: unknown }>> {
	const changes: Partial<Record<keyof T, { from: unknown; to: unknown }>> = {};
	for (const field of Object.keys(wanted) as (keyof T)[]) {
		const [from, to] = [current[field], wanted[field]];
		if (to !== undefined && JSON.stringify(from) !== JSON.stringify(to))
			changes[field] = { from, to };
	}
	return changes;
}

/** The figures that bear on the level. */
export function gradedFigures(known: Pick<KnownFigure, 'name' | 'value'>[]): GradedFigures {
	const of = (name: FigureName) => known.find((figure) => figure.name === name)?.value;
	return {
		dead: of('dead'),
		seriouslyInjured: of('seriouslyInjured'),
		directLossYuan: of('directLossYuan')
	};
}
