import { z } from 'zod';
import type { Frame } from '#lib/frame.ts';
import { ActId, Id, line, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RoomRules } from '../../../../media-server/contract/room-rules.ts';
import { UnitId } from '../unit/schema.ts';

/** What an invited unit said; null: nothing yet, so its screens ring. */
export type Answer = 'joined' | 'declined';

/** A unit that was called. Instants are ISO strings. */
export type InvitedUnit = {
	unitId: string;
	unitName: string;
	invitedAt: string;
	answer: Answer | null;
	answeredAt: string | null;
	answeredByName: string | null;
	/** Why it does not take part; empty otherwise. */
	reason: string;
};

/** Somebody who is in the room, or was: one row for each time he came. */
export type Attendance = {
	id: string;
	personId: string;
	name: string;
	unitId: string;
	unitName: string;
	joinedAt: string;
	leftAt: string | null;
};

/** How one unit answered a roll call. `seconds` after its start; null: not yet, and absent once it is closed. */
export type RollCallAnswer = {
	unitId: string;
	unitName: string;
	answeredAt: string | null;
	byName: string | null;
	seconds: number | null;
};

/** 点名: one sheet of it. */
export type RollCall = {
	id: string;
	startedAt: string;
	startedByName: string;
	/** After this many seconds it closes by itself. */
	limitS: number;
	closedAt: string | null;
	answers: RollCallAnswer[];
};

/**
 * A consultation as lists, walls, rooms and events carry it, with the rules of its room: all of it, so that an older
 * event cannot bring anything back.
 */
export type ConsultationCard = RoomRules & {
	id: string;
	incidentId: string;
	incidentTitle: string;
	title: string;
	/** 主会场. */
	mainVenueUnitId: string;
	openedAt: string;
	openedByName: string;
	openedByUnitId: string;
	openedByUnitName: string;
	closedAt: string | null;
	closedByName: string | null;
	/** The person who has the chair; everybody on duty in their unit may act for them. */
	chair: { personId: string; name: string; unitId: string; unitName: string };
	frame: Frame;
	version: number;
	/** In the order in which they were called. */
	units: InvitedUnit[];
	/** Who is in the room now, in the order in which they came. */
	present: Attendance[];
	/** The newest roll call. */
	rollCall: RollCall | null;
};

/** Everything that is kept of it: who came and went, and all sheets, the oldest first. */
export type ConsultationRecord = { attendances: Attendance[]; rollCalls: RollCall[] };

const unitIds = z.array(UnitId).max(300);

/** Opens a consultation about an incident and calls the units. */
export const OpenConsultation = z.object({
	actId: ActId,
	/** Made by the client. */
	id: Id,
	incidentId: Id,
	title: line(2, 120, m.consultation_title_wrong),
	mainVenueUnitId: UnitId,
	unitIds: unitIds.min(1, { error: () => m.consultation_units_missing() })
});
export type OpenConsultation = z.infer<typeof OpenConsultation>;

/** Calls further units; those that declined are called again. */
export const Invite = z.object({ actId: ActId, id: Id, unitIds: unitIds.min(1) });
export type Invite = z.infer<typeof Invite>;

export const ConsultationAct = z.object({ actId: ActId, id: Id });
export type ConsultationAct = z.infer<typeof ConsultationAct>;

export const Decline = z.object({
	actId: ActId,
	id: Id,
	reason: text(200, 2, m.consultation_reason_wrong)
});
export type Decline = z.infer<typeof Decline>;

export const ROLL_CALL_LIMIT_S = 60;
export const StartRollCall = z.object({
	/** Also the id of the roll call. */
	actId: ActId,
	id: Id,
	limitS: z.int().min(10).max(600).default(ROLL_CALL_LIMIT_S)
});
export type StartRollCall = z.infer<typeof StartRollCall>;

/** `unitId` of another unit than one's own: the chair notes who answered by telephone. */
export const AnswerRollCall = z.object({
	actId: ActId,
	rollCallId: Id,
	unitId: UnitId
});
export type AnswerRollCall = z.infer<typeof AnswerRollCall>;

export const CloseRollCall = z.object({ actId: ActId, rollCallId: Id });
export type CloseRollCall = z.infer<typeof CloseRollCall>;

export const ConsultationSearch = z.object({
	incidentId: Id.nullable().default(null),
	/** Opened before this consultation (an id). */
	before: Id.nullable().default(null),
	limit: z.int().min(1).max(100).default(30)
});
export type ConsultationSearch = z.infer<typeof ConsultationSearch>;
