import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import type { Authority, Channel, DueKind } from '../reporting-rule/schema.ts';

/** Why a clock's rule binds no more: another level or class, no more follow-ups, or one incident made of two. */
export const Unbound = z.enum(['regraded', 'closed', 'merged']);
export type Unbound = z.infer<typeof Unbound>;

/**
 * What ended a clock. `report`: the written report. `phone`: the call. `sent`: in writing, outside this
 * program, to an authority beyond this node. `waived`: a person's reason. `unbound`: its rule binds no
 * more; it starts again if the rule does.
 */
export const ClockStop = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('report'), reportId: z.uuid() }),
	z.object({ kind: z.literal('phone'), told: z.string(), note: z.string() }),
	z.object({ kind: z.literal('sent'), told: z.string(), note: z.string() }),
	z.object({ kind: z.literal('waived'), reason: z.string() }),
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
	actId: z.uuid(),
	clockId: z.uuid(),
	/** Who took the call: unit, name. */
	told: z
		.string()
		.trim()
		.min(2, { error: () => m.clock_wrong_told() })
		.max(80, { error: () => m.clock_wrong_told() }),
	note: z.string().trim().max(500)
});
export type Phoned = z.infer<typeof Phoned>;

export const Waive = z.object({
	actId: z.uuid(),
	clockId: z.uuid(),
	reason: z
		.string()
		.trim()
		.min(4, { error: () => m.clock_wrong_reason() })
		.max(300, { error: () => m.clock_wrong_reason() })
});
export type Waive = z.infer<typeof Waive>;
