import { z } from 'zod';
import { ActId, coded, Day, Id, line, RowVersion, searchText, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { Level } from '../event-class/schema.ts';
import { ShiftRole } from '../shift/schema.ts';
import { Agency, UnitId } from '../unit/schema.ts';

/** 总体, 专项, 部门 and 现场: the four kinds of plan of 《突发事件应急预案管理办法》. */
export const PlanKind = z.enum(['overall', 'special', 'department', 'site']);
export type PlanKind = z.infer<typeof PlanKind>;

export const VersionState = z.enum(['draft', 'submitted', 'approved', 'superseded', 'withdrawn']);
export type VersionState = z.infer<typeof VersionState>;

/** Of a group, role or action: made once, and the same in every later version (PL3). */
const ElementId = coded(/^[\w-]{1,40}$/);

/** Which government is meant, seen from where it happens: 事发地县, 事发地市, 省. */
export const PlaceLevel = z.enum(['county', 'city', 'province']);
export type PlaceLevel = z.infer<typeof PlaceLevel>;

const aUnit = z.object({ kind: z.literal('unit'), unitId: UnitId });
const aPlace = z.object({ kind: z.literal('place'), of: PlaceLevel });
const anAgency = z.object({ kind: z.literal('agency'), of: PlaceLevel, agency: Agency });
/** What the planner wrote and nobody could place yet. A version with such an owner is not submitted. */
const someWords = z.object({ kind: z.literal('words'), text: line(0, 60) });

/** A unit, named outright or by what it is to the place: 省级气象部门. */
export const UnitRef = z.discriminatedUnion('kind', [aUnit, aPlace, anAgency, someWords]);
export type UnitRef = z.infer<typeof UnitRef>;

/** Who does something. A group's action is its lead's; a role's, the unit's of whoever fills it. */
export const WhoRef = z.discriminatedUnion('kind', [
	...UnitRef.options,
	z.object({ kind: z.literal('group'), id: ElementId }),
	z.object({ kind: z.literal('role'), id: ElementId })
]);
export type WhoRef = z.infer<typeof WhoRef>;

export const PlanGroup = z.object({
	id: ElementId,
	name: line(0, 40),
	lead: UnitRef.nullable(),
	members: z.array(UnitRef).max(60),
	duty: text(600)
});
export type PlanGroup = z.infer<typeof PlanGroup>;

/** Who fills a role: whoever is on duty there then, or a person by name. */
export const RoleFiller = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('shift'), unit: UnitRef, role: ShiftRole }),
	z.object({ kind: z.literal('person'), personId: Id, name: line(0, 60) })
]);
export type RoleFiller = z.infer<typeof RoleFiller>;

export const PlanRole = z.object({
	id: ElementId,
	name: line(0, 40),
	by: RoleFiller.nullable()
});
export type PlanRole = z.infer<typeof PlanRole>;

export const MOST_MINUTES = 7 * 24 * 60;

export const PlanAction = z.object({
	id: ElementId,
	/** Number of the paragraph that says it: 5.2.1. */
	paragraph: line(0, 20),
	/** The response levels at which it is done. */
	levels: z.array(Level).max(4),
	who: WhoRef.nullable(),
	what: line(0, 120),
	/** From the activation; null: not said yet. */
	withinMinutes: z
		.int({ error: () => m.plan_minutes_wrong() })
		.min(0, { error: () => m.plan_minutes_wrong() })
		.max(MOST_MINUTES, { error: () => m.plan_minutes_wrong() })
		.nullable(),
	detail: text(1000),
	/** What to look for around the place. */
	resources: z
		.object({
			kinds: z.array(line(0, 30)).max(12),
			radiusKm: z.number().min(1).max(500)
		})
		.nullable(),
	/** A video consultation belongs to it. */
	consultation: z.boolean()
});
export type PlanAction = z.infer<typeof PlanAction>;

export const PlanLevel = z.object({
	level: Level,
	/** When the response is started at this level. */
	conditions: text(2000),
	/** What starting it means: who leads, who sits, what is suspended. */
	consequences: text(2000),
	/** Impact ring around the place; null: none is drawn. */
	ringKm: z.number().min(0.1).max(500).nullable()
});
export type PlanLevel = z.infer<typeof PlanLevel>;

/** `11`, `11A` or `11A01`: the beginning of the codes of the classes that it is for. */
export const ClassPrefix = coded(/^1\d([0-9A-HJ-NP-Z](\d{2})?)?$/, m.plan_class_wrong);

/** All that a version says. What is not filled in yet may be missing; `blockingProblems` says what must not. */
export const PlanContent = z.object({
	title: line(2, 80, m.plan_title_wrong),
	kind: PlanKind,
	classCodes: z.array(ClassPrefix).max(40),
	/** Units in whose area it holds. */
	areaUnitIds: z.array(UnitId).max(80),
	triggers: text(4000),
	levels: z.array(PlanLevel).max(4),
	groups: z.array(PlanGroup).max(40),
	roles: z.array(PlanRole).max(60),
	actions: z.array(PlanAction).max(300)
});
export type PlanContent = z.infer<typeof PlanContent>;

/** A version as lists name it. Instants are ISO strings. */
export type VersionCard = {
	id: string;
	number: number;
	state: VersionState;
	/** Grows with every saving: two planners on one draft notice each other. */
	revision: number;
	validFrom: string | null;
	reviewDueAt: string | null;
	approvedAt: string | null;
	approvedByName: string | null;
	submittedByName: string | null;
	savedAt: string;
	savedByName: string;
	/** Why the leader sent it back, until it is submitted again. */
	sentBack: { reason: string; byName: string } | null;
	actionCount: number;
};

/** A plan as the library lists it. */
export type PlanCard = {
	id: string;
	title: string;
	kind: PlanKind;
	ownerUnitId: string;
	ownerName: string;
	classCodes: string[];
	areaUnitIds: string[];
	/** The version that can be activated, or null. */
	approved: VersionCard | null;
	/** The one being written or waiting for approval, or null. Not for those who only read. */
	open: VersionCard | null;
	/** The newest that was withdrawn, where nothing else stands. */
	withdrawn: VersionCard | null;
};

export type PlanFull = PlanCard & { scope: string[]; versions: VersionCard[] };

export type VersionFull = VersionCard & { planId: string; content: PlanContent };

const act = { actId: ActId };

export const PlanCreation = z.object({
	...act,
	id: Id,
	versionId: Id,
	ownerUnitId: UnitId,
	content: PlanContent
});
export type PlanCreation = z.infer<typeof PlanCreation>;

/** `revision`: the one that the planner began from. */
export const VersionSaving = z.object({
	...act,
	versionId: Id,
	revision: RowVersion,
	content: PlanContent
});
export type VersionSaving = z.infer<typeof VersionSaving>;

/** The next version, a copy of the approved one. */
export const VersionStart = z.object({ ...act, planId: Id, versionId: Id });
export type VersionStart = z.infer<typeof VersionStart>;

export const VersionSubmission = z.object({ ...act, versionId: Id, revision: RowVersion });
export type VersionSubmission = z.infer<typeof VersionSubmission>;

/** Of the revision that the leader read. */
export const VersionApproval = z.object({
	...act,
	versionId: Id,
	revision: RowVersion,
	validFrom: Day
});
export type VersionApproval = z.infer<typeof VersionApproval>;

export const VersionRefusal = z.object({
	...act,
	versionId: Id,
	reason: text(300, 2, m.plan_reason_wrong)
});
export type VersionRefusal = z.infer<typeof VersionRefusal>;

export const PlanSearch = z.object({
	text: searchText().default(''),
	state: z.enum(['all', 'approved', 'open', 'reviewDue', 'withdrawn']).default('all')
});
export type PlanSearch = z.infer<typeof PlanSearch>;
