import { othersOf } from './other-figures.ts';
import type { ReportBody, ReportDraft, ReportFull } from './schema.ts';

/** What a follow-up or a correction of a report starts from; the client adds its own id and clock. */
export type DraftStart = Omit<ReportDraft, 'id' | 'writtenAt' | 'sentAt'>;

/**
 * The draft that continues (or corrects) a report: everything that it said but the reasons for lower figures
 * and the attachments, which belong to it alone (RP11). Without a line the browser makes the same of its copy.
 */
export function startFrom(
	report: ReportFull,
	{ isCorrection, now }: { isCorrection: boolean; now: Date }
): DraftStart {
	return {
		kind: isCorrection && report.kind === 'final' ? 'final' : 'followup',
		previousId: report.id,
		isCorrection,
		incidentId: null,
		classCode: report.classCode,
		title: report.title,
		occurredAt: report.occurredAt,
		// A correction is about the same news; a follow-up about what became known now.
		knownAt: isCorrection ? report.knownAt : now.toISOString(),
		placeText: report.placeText,
		at: report.isPlaceExact ? report.at : null,
		source: report.source,
		level: report.level,
		sensitive: report.sensitive,
		body: {
			...report.body,
			figures: withoutReasons(report.body.figures),
			otherFigures: othersOf(report.body).map(({ reason: _, ...figure }) => figure),
			attachments: []
		},
		frame: report.frame
	};
}

const withoutReasons = (figures: ReportBody['figures']): ReportBody['figures'] =>
	Object.fromEntries(
		Object.entries(figures).map(([name, { reason: _, ...figure }]) => [name, figure])
	);
