import { z } from 'zod';
import { LonLat } from '#lib/geo.ts';
import { m } from '#lib/paraglide/messages.js';
import { ClassCode, Level } from '../event-class/schema.ts';

/** 首报, 续报, 终报. */
export const ReportKind = z.enum(['first', 'followup', 'final']);
export type ReportKind = z.infer<typeof ReportKind>;

/** What a report belongs to: real life, a rehearsal, or a demonstration node. */
export const Frame = z.enum(['real', 'exercise', 'demonstration']);
export type Frame = z.infer<typeof Frame>;

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

/** NUL and halves of surrogate pairs cannot be stored; nobody types them, a broken client or a paste may. */
const storable = (typed: string) => typed.toWellFormed().replaceAll('\0', '');
const words = (max: number) =>
	z
		.string({ error: () => m.report_text_missing() })
		.overwrite(storable)
		.trim()
		.max(max, { error: () => m.report_text_long({ max }) });

/** Words that must be there. */
const stated = (max: number, min = 1) =>
	words(max).min(min, {
		error: () => (min === 1 ? m.report_text_missing() : m.report_text_short({ min }))
	});

/** An instant with its offset. A clock may be wrong by decades, but not by centuries. */
const Instant = z.iso
	.datetime({ offset: true, abort: true, error: () => m.report_time_missing() })
	.refine(
		(at) => {
			const year = new Date(at).getUTCFullYear();
			return year >= 1949 && year < 2200;
		},
		{ error: () => m.report_time_impossible() }
	);

/** A number is worth what its source is: who said it, and when. `reason`: why it went down. */
export const Figure = z.object({
	value: z.number().min(0).max(1e12),
	source: stated(80),
	at: Instant,
	reason: words(200).optional()
});
export type Figure = z.infer<typeof Figure>;

/** How many figures a report may name itself. */
export const MOST_OTHER_FIGURES = 12;

/**
 * A figure that has no name of its own: drums, houses, kilometres of road. `key` is made by the client when the line
 * is added and stays through the thread, whatever the line is called. Parts of a whole are allowed (3.5 公里).
 */
export const OtherFigure = Figure.extend({
	key: z.uuid(),
	label: stated(20),
	unit: stated(8),
	value: z
		.number({ error: () => m.report_other_value_missing() })
		.min(0)
		.max(1e12)
});
export type OtherFigure = z.infer<typeof OtherFigure>;

const text = words(4000).optional();

/** An attachment as the report names it; the file itself comes by its own resumable upload. */
export const DeclaredAttachment = z.object({
	id: z.uuid(),
	name: stated(200),
	size: z.int().min(1)
});
export type DeclaredAttachment = z.infer<typeof DeclaredAttachment>;

/** Everything optional of a report (domain: 国家突发事件总体应急预案 report elements). */
export const ReportBody = z.object({
	figures: z.partialRecord(FigureName, Figure).default({}),
	/** What else was counted, in the reporter's order. */
	otherFigures: z.array(OtherFigure).max(MOST_OTHER_FIGURES).default([]),
	/** 事件起因和性质 */
	cause: text,
	/** 基本过程 */
	course: text,
	/** 影响范围 */
	impact: text,
	/** 事态发展趋势 */
	trend: text,
	/** 领导到位情况 */
	leaders: text,
	/** 处置情况 */
	measures: text,
	/** 拟采取措施和下一步工作建议 */
	nextSteps: text,
	/** 请求事项 */
	requests: text,
	/** 现场指挥负责人 */
	commander: z
		.object({
			name: words(40),
			post: words(60),
			phone: words(30)
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
	id: z.uuid(),
	kind: ReportKind,
	/** The report that this one continues or corrects; absent for a first report. */
	previousId: z.uuid().nullable().default(null),
	/** True: corrects an error in `previousId`. The earlier report stays as it was. */
	isCorrection: z.boolean().default(false),
	/** Set when a duty desk reports upward from an open incident. */
	incidentId: z.uuid().nullable().default(null),
	classCode: ClassCode,
	/** One line; absent: made from place and class. */
	title: words(120).default(''),
	occurredAt: Instant,
	knownAt: Instant,
	placeText: stated(120, 2),
	at: LonLat.nullable(),
	source: z.object({ kind: SourceKind, name: stated(80) }),
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

export const ReportAct = z.object({ actId: z.uuid(), reportId: z.uuid() });
export type ReportAct = z.infer<typeof ReportAct>;

export const ReturnReport = ReportAct.extend({
	reason: stated(500, 2),
	/** Sentences by field path of the draft (`knownAt`, `figures.dead`). */
	fields: z.record(z.string().regex(/^[\w.]{1,60}$/), stated(200)).default({})
});
export type ReturnReport = z.infer<typeof ReturnReport>;

/** What is being typed, for "likely the same as …". */
export const SimilarQuestion = z.object({
	classCode: ClassCode.nullable(),
	at: LonLat.nullable(),
	occurredAt: Instant.nullable(),
	text: words(400),
	/** The thread being continued, which is of course alike. */
	exceptThreadId: z.uuid().nullable(),
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
