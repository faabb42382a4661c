import { z } from 'zod';
import type { Frame } from '#lib/frame.ts';
import { LonLat, Shape } from '#lib/geo.ts';
import { ActId, Id, Instant, line, RowVersion, searchText, text } from '#lib/input/words.ts';
import { ClassCode, Level } from '../event-class/schema.ts';
import type { FigureName } from '../report/schema.ts';
import { ReachQuestion } from '../resource/schema.ts';
import { UnitId } from '../unit/schema.ts';

export const IncidentStatus = z.enum(['open', 'closed']);
export type IncidentStatus = z.infer<typeof IncidentStatus>;

export { Shape };

/** An incident as lists, walls and events carry it. Instants are ISO strings. */
export type IncidentCard = {
	id: string;
	title: string;
	classCode: string;
	status: IncidentStatus;
	/** 事件级别; null: not graded yet. */
	incidentLevel: Level | null;
	/** 响应级别; null: no response started. Never the same field as the incident's level. */
	responseLevel: Level | null;
	sensitive: boolean;
	at: LonLat;
	shape: Shape;
	placeText: string;
	placeUnitId: string | null;
	ownerUnitId: string;
	ownerName: string;
	occurredAt: string;
	openedAt: string;
	closedAt: string | null;
	mergedIntoId: string | null;
	frame: Frame;
	reportCount: number;
	lastReportAt: string | null;
	/** Its report threads, those of what was merged into it too, and the number of the newest report of each. */
	threads: { threadId: string; number: number }[];
	/** Grows with every change: two desks editing the same field see both versions. */
	version: number;
};

/** One figure as it stands: the newest statement, and the others that differ. */
export type Standing = {
	value: number;
	source: string;
	at: string;
	reportId: string;
	unitName: string;
	/** Other units' newest statements with another value. */
	differing: { value: number; source: string; at: string; reportId: string; unitName: string }[];
};

/** Which figure, and how it stands. One that a report named itself is told by its words; `key` is the newest one's. */
export type KnownFigure = Standing &
	({ name: FigureName } | { name: 'other'; key: string; label: string; unit: string });

/** Accepts a report into an incident: a new one (`open` given) or an existing one. */
export const AcceptReport = z.object({
	actId: ActId,
	reportId: Id,
	/** Made by the client for a new incident. */
	incidentId: Id,
	open: z.object({ title: line(2, 120) }).nullable()
});
export type AcceptReport = z.infer<typeof AcceptReport>;

/** One act changes any of these; absent: stays. `version` is the one that the editor saw. */
export const IncidentEdit = z.object({
	actId: ActId,
	id: Id,
	version: RowVersion,
	title: line(2, 120).optional(),
	classCode: ClassCode.optional(),
	placeText: line(2, 120).optional(),
	/** 事发时间, where a later check corrected it: clocks count from it. */
	occurredAt: Instant.optional(),
	shape: Shape.optional(),
	sensitive: z.boolean().optional()
});
export type IncidentEdit = z.infer<typeof IncidentEdit>;
export type EditedField = Exclude<keyof IncidentEdit, 'actId' | 'id' | 'version'>;

/** Sets a level, with the reason for it. The suggestion is never applied by itself. */
export const Grade = z.object({
	actId: ActId,
	id: Id,
	which: z.enum(['incidentLevel', 'responseLevel']),
	/** The level that the grader saw: somebody else's newer one is not overwritten unseen. */
	seen: Level.nullable(),
	level: Level.nullable(),
	reason: text(300, 2)
});
export type Grade = z.infer<typeof Grade>;

/** `id` becomes part of `intoId`. Nothing moves, so it can be undone. */
export const Merge = z.object({ actId: ActId, id: Id, intoId: Id });
export type Merge = z.infer<typeof Merge>;

export const IncidentAct = z.object({
	actId: ActId,
	id: Id,
	reason: text(300).default('')
});
export type IncidentAct = z.infer<typeof IncidentAct>;

/** A line of the log that a duty officer writes himself. */
export const Note = z.object({
	actId: ActId,
	id: Id,
	text: text(2000, 1)
});
export type Note = z.infer<typeof Note>;

/** 通报: tells units of an incident before it reaches them. */
export const Inform = z.object({
	/** Also the id of the notice. */
	actId: ActId,
	id: Id,
	text: text(1000, 2),
	unitIds: z.array(UnitId).min(1).max(300)
});
export type Inform = z.infer<typeof Inform>;

/** A desk has read what its unit was told. */
export const AcknowledgeInform = z.object({ actId: ActId, noticeId: Id });
export type AcknowledgeInform = z.infer<typeof AcknowledgeInform>;

/** Opens an incident from a warning. The level is never set by it. */
export const OpenFromWarning = z.object({
	actId: ActId,
	warningId: Id,
	/** Made by the client. */
	incidentId: Id,
	title: line(2, 120),
	classCode: ClassCode,
	placeText: line(2, 120)
});
export type OpenFromWarning = z.infer<typeof OpenFromWarning>;

/** Links a warning to the incident `id`, or takes the link away. */
export const LinkWarning = z.object({ actId: ActId, id: Id, warningId: Id });
export type LinkWarning = z.infer<typeof LinkWarning>;

/** A unit that was told, and who there has acknowledged it. */
export type InformedUnit = {
	unitId: string;
	unitName: string;
	acknowledgedAt: string | null;
	acknowledgedByName: string | null;
};

/** What one act told whom. Instants are ISO strings. */
export type Notice = {
	id: string;
	incidentId: string;
	text: string;
	informedAt: string;
	byUnitId: string;
	byUnitName: string;
	byName: string;
	/** In the order of their ids. */
	units: InformedUnit[];
};

/** A notice as the unit that was told has it on its desk and wall. */
export type OwnNotice = Omit<Notice, 'units'> &
	Pick<InformedUnit, 'acknowledgedAt' | 'acknowledgedByName'> & {
		title: string;
		incidentLevel: Level | null;
		frame: Frame;
		/** The incident that shows it: another one than `incidentId` where that was merged. */
		shownInId: string;
	};

/** Why a thing of an incident is there no longer: it was taken off the map, or withdrawn. */
export type Gone = 'removed' | 'withdrawn';

/** A thing of an incident, as others refer to it: its subject in the journal (`noun:id`) and what it is called. */
export type Thing = { subject: string; title: string; gone: Gone | null };

/** Which incidents a list shows. `merged`: those that went into another. */
export const IncidentFilter = z.object({
	status: z.enum(['open', 'closed', 'merged', 'all']).default('open'),
	level: Level.nullable().default(null),
	/** Each word must be in the title, the place or the owner's name. */
	text: searchText().default('')
});
export type IncidentFilter = z.infer<typeof IncidentFilter>;

/** Those opened before `before` (an incident's id), the newest first. */
export const IncidentSearch = IncidentFilter.extend({
	before: Id.nullable().default(null),
	limit: z.int().min(1).max(200).default(50)
});
export type IncidentSearch = z.infer<typeof IncidentSearch>;

/** What lies in reach of the incident's shape. */
export const IncidentReach = ReachQuestion.omit({ shape: true }).extend({ id: Id });
export type IncidentReach = z.infer<typeof IncidentReach>;

/** Lines before `before` (a line's id), newest first. */
export const TimelinePage = z.object({
	id: Id,
	before: Id.nullable().default(null),
	limit: z.int().min(1).max(200).default(50)
});
export type TimelinePage = z.infer<typeof TimelinePage>;

/** An existing incident that a report is likely about. `score` 0…1. */
export type Candidate = {
	card: IncidentCard;
	distanceKm: number;
	minutesApart: number;
	score: number;
};
