import { z } from 'zod';
import { ActId, Id, line, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Authority, Channel, DueKind } from '../reporting-rule/schema.ts';

/** Why a clock's rule binds no more: another level or class, no more follow-ups, or one incident made of two. */
export const Unbound = z.enum(['regraded', 'closed', 'merged']);
export type Unbound = z.infer<typeof Unbound>;

/** Who took the call: unit, name. */
const told = line(2, 80, m.clock_wrong_told);
const note = text(500);
const reason = text(300, 4, m.clock_wrong_reason);

/**
 * What ended a clock. `report`: the written report. `phone`: the call. `sent`: in writing, outside this
 * program, to an authority beyond this node. `waived`: a person's reason. `unbound`: its rule binds no
 * more; it starts again if the rule does.
 */
export const ClockStop = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('report'), reportId: Id }),
	z.object({ kind: z.literal('phone'), told, note }),
	z.object({ kind: z.literal('sent'), told, note }),
	z.object({ kind: z.literal('waived'), reason }),
	z.object({ kind: z.literal('unbound'), because: Unbound })
]);
export type ClockStop = z.infer<typeof ClockStop>;

/** A reporting clock as lists and events carry it. Instants are ISO strings. */
export type ClockCard = {
	id: string;
	/** The first report's id while no incident is open, and for the county's own clocks ever after. */
	threadId: string | null;
	incidentId: string | null;
	/** What it is about: the title of the report or incident. */
	title: string;
	fromUnitId: string;
	fromName: string;
	to: Authority;
	/** Null: an authority beyond this node. */
	toUnitId: string | null;
	toName: string;
	channel: Channel;
	kind: DueKind;
	ruleKey: string;
	ruleName: string;
	sourceDocument: string;
	basis: 'occurred' | 'received';
	startedAt: string;
	dueAt: string;
	stoppedAt: string | null;
	stop: ClockStop | null;
	stoppedByName: string | null;
};

/**
 * "I have told them": by phone, which stops a phone clock; or, to an authority beyond this node, in writing
 * by other means.
 */
export const Phoned = z.object({
	actId: ActId,
	clockId: Id,
	told,
	note
});
export type Phoned = z.infer<typeof Phoned>;

export const Waive = z.object({
	actId: ActId,
	clockId: Id,
	reason
});
export type Waive = z.infer<typeof Waive>;
