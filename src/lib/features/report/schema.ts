import { z } from 'zod';
import { Frame } from '#lib/frame.ts';
import { LonLat } from '#lib/geo.ts';
import { ActId, coded, Id, Instant, line, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { ClassCode, Level } from '../event-class/schema.ts';

/** 首报, 续报, 终报. */
export const ReportKind = z.enum(['first', 'followup', 'final']);
export type ReportKind = z.infer<typeof ReportKind>;

/** Where the news came from. */
export const SourceKind = z.enum(['unit', 'person', 'agency', 'media', 'sensor']);
export type SourceKind = z.infer<typeof SourceKind>;

/** The figures that a report may carry, in the order of the form. Counts of people, but the loss in yuan. */
export const FigureName = z.enum([
	'dead',
	'missing',
	'seriouslyInjured',
	'injured',
	'trapped',
	'affected',
	'evacuated',
	'directLossYuan'
]);
export type FigureName = z.infer<typeof FigureName>;

/** A number is worth what its source is: who said it, and when. `reason`: why it went down. */
export const Figure = z.object({
	value: z.number().min(0).max(1e12),
	source: line(1, 80),
	at: Instant,
	reason: text(200).optional()
});
export type Figure = z.infer<typeof Figure>;

/** How many figures a report may name itself. */
export const MOST_OTHER_FIGURES = 12;

/**
 * A figure that has no name of its own: drums, houses, kilometres of road. `key` is made by the client when the line
 * is added and stays through the thread, whatever the line is called. Parts of a whole are allowed (3.5 公里).
 */
export const OtherFigure = Figure.extend({
	key: Id,
	label: line(1, 20),
	unit: line(1, 8),
	value: z
		.number({ error: ({ input }) => (input == null ? m.report_other_value_missing() : undefined) })
		.min(0)
		.max(1e12)
});
export type OtherFigure = z.infer<typeof OtherFigure>;

const part = text(4000).optional();

/** An attachment as the report names it; the file itself comes by its own resumable upload. */
export const DeclaredAttachment = z.object({
	id: Id,
	name: line(1, 200),
	size: z.int().min(1)
});
export type DeclaredAttachment = z.infer<typeof DeclaredAttachment>;

/** Everything optional of a report (domain: 国家突发事件总体应急预案 report elements). */
export const ReportBody = z.object({
	figures: z.partialRecord(FigureName, Figure).default({}),
	/** What else was counted, in the reporter's order. */
	otherFigures: z.array(OtherFigure).max(MOST_OTHER_FIGURES).default([]),
	/** 事件起因和性质 */
	cause: part,
	/** 基本过程 */
	course: part,
	/** 影响范围 */
	impact: part,
	/** 事态发展趋势 */
	trend: part,
	/** 领导到位情况 */
	leaders: part,
	/** 处置情况 */
	measures: part,
	/** 拟采取措施和下一步工作建议 */
	nextSteps: part,
	/** 请求事项 */
	requests: part,
	/** 现场指挥负责人 */
	commander: z
		.object({
			name: line(0, 40),
			post: line(0, 60),
			phone: line(0, 30)
		})
		.optional(),
	attachments: z.array(DeclaredAttachment).max(20).default([])
});
export type ReportBody = z.infer<typeof ReportBody>;

/** The names of the free-text parts of the body, in the order of the form. */
export const bodyTexts = [
	'cause',
	'course',
	'impact',
	'trend',
	'leaders',
	'measures',
	'nextSteps',
	'requests'
] as const;
export type BodyText = (typeof bodyTexts)[number];

/** A report as the browser sends it. The four that a first report needs: class, `occurredAt`, place, source. */
export const ReportDraft = z.object({
	/** Made by the client (UUIDv7): the report's id and its idempotency key. Sending again changes nothing. */
	id: Id,
	kind: ReportKind,
	/** The report that this one continues or corrects; absent for a first report. */
	previousId: Id.nullable().default(null),
	/** True: corrects an error in `previousId`. The earlier report stays as it was. */
	isCorrection: z.boolean().default(false),
	/** Set when a duty desk reports upward from an open incident. */
	incidentId: Id.nullable().default(null),
	classCode: ClassCode,
	/** One line; absent: made from place and class. */
	title: line(0, 120).default(''),
	occurredAt: Instant,
	knownAt: Instant,
	placeText: line(2, 120),
	at: LonLat.nullable(),
	source: z.object({ kind: SourceKind, name: line(1, 80) }),
	/** The reporter's own estimate. */
	level: Level.nullable().default(null),
	sensitive: z.boolean().default(false),
	body: ReportBody.prefault({}),
	frame: Frame.default('real'),
	/** The sender's clock when he pressed send. With `sentAt`: how long it lay in the outbox. */
	writtenAt: Instant,
	/** The sender's clock at this attempt to send, set anew by each: less the server's time it is the skew. */
	sentAt: Instant.nullable().default(null)
});
export type ReportDraft = z.infer<typeof ReportDraft>;
/** What the form may leave out. */
export type ReportDraftInput = z.input<typeof ReportDraft>;

/** What one addressee did with a report. Instants are ISO strings. */
export type Receipt = {
	unitId: string;
	unitName: string;
	arrivedAt: string;
	openedAt: string | null;
	acknowledgedAt: string | null;
	acknowledgedByName: string | null;
	outcome: 'accepted' | 'returned' | null;
	decidedAt: string | null;
	decidedByName: string | null;
	/** Why it was returned, and the sentences beside the fields. */
	returnReason: string | null;
	returnFields: Record<string, string> | null;
	incidentId: string | null;
	/** When the deputy and the leader were alerted because nobody acknowledged. */
	deputyAlertedAt: string | null;
	leaderAlertedAt: string | null;
};

/** A report as lists, walls and events carry it. Instants are ISO strings. */
export type ReportCard = {
	id: string;
	threadId: string;
	kind: ReportKind;
	/** 0 for the first report, 1 for 续报一 … */
	number: number;
	isCorrection: boolean;
	title: string;
	classCode: string;
	level: Level | null;
	sensitive: boolean;
	unitId: string;
	unitName: string;
	personName: string;
	placeText: string;
	placeUnitId: string | null;
	at: LonLat;
	occurredAt: string;
	knownAt: string;
	receivedAt: string;
	frame: Frame;
	figures: Partial<Record<FigureName, number>>;
	incidentId: string | null;
	receipts: Receipt[];
};

/** The whole report. */
export type ReportFull = ReportCard & {
	previousId: string | null;
	/** False: nobody gave a point; a unit's centre stands in. */
	isPlaceExact: boolean;
	source: { kind: SourceKind; name: string };
	body: ReportBody;
	writtenAt: string;
	/** Milliseconds that the sender's clock was ahead (+) or behind (−) by the server's estimate; null when unknown. */
	clockSkewMs: number | null;
};

export const ReportAct = z.object({ actId: ActId, reportId: Id });
export type ReportAct = z.infer<typeof ReportAct>;

export const ReturnReport = ReportAct.extend({
	reason: text(500, 2),
	/** Sentences by field path of the draft (`knownAt`, `figures.dead`). */
	fields: z.record(coded(/^[\w.]{1,60}$/), text(200, 1)).default({})
});
export type ReturnReport = z.infer<typeof ReturnReport>;

/** What is being typed, for "likely the same as …". */
export const SimilarQuestion = z.object({
	classCode: ClassCode.nullable(),
	at: LonLat.nullable(),
	occurredAt: Instant.nullable(),
	text: text(400),
	/** The thread being continued, which is of course alike. */
	exceptThreadId: Id.nullable(),
	frame: Frame.default('real')
});
export type SimilarQuestion = z.infer<typeof SimilarQuestion>;

/** The reports of one event by one unit, in their order. */
export type ReportThread = { threadId: string; reports: ReportCard[] };

/** A report thread that is likely about the same event. `score` 0…1. */
export type Similar = {
	threadId: string;
	latestReportId: string;
	incidentId: string | null;
	title: string;
	unitId: string;
	unitName: string;
	classCode: string;
	occurredAt: string;
	distanceKm: number | null;
	minutesApart: number | null;
	score: number;
};
