import { z } from 'zod';
import type { Frame } from '#lib/frame.ts';
import { ActId, Id, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { Level } from '../event-class/schema.ts';
import type { IncidentCard } from '../incident/schema.ts';
import type { PlanCard } from './schema.ts';

/** 响应中, 已撤销 (within the first seconds), 已终止. */
export type ActivationState = 'active' | 'undone' | 'ended';

/** Who fills a role of the plan. `personId` null: nobody, and `why` says so. */
export type FilledRole = {
	id: string;
	name: string;
	unitId: string | null;
	unitName: string;
	personId: string | null;
	personName: string;
	post: string;
	phone: string | null;
	why: null | 'noFiller' | 'noUnit' | 'nobodyOnDuty' | 'left';
};

/** An action that made no task. `above`: its owner is not below whoever activates, and is asked, not tasked (PL13). */
export type LeftAction = {
	actionId: string;
	paragraph: string;
	what: string;
	unitName: string;
	why: 'noOwner' | 'above';
};

/** An activation as the incident's page and events carry it. Instants are ISO strings. */
export type ActivationCard = {
	id: string;
	incidentId: string;
	incidentTitle: string;
	planId: string;
	planTitle: string;
	versionId: string;
	number: number;
	level: Level;
	state: ActivationState;
	activatedAt: string;
	/** Until then it can be undone. */
	undoUntil: string;
	activatedByName: string;
	activatedByUnitId: string;
	activatedByUnitName: string;
	/** 响应级别 before it. */
	responseLevelBefore: Level | null;
	ringKm: number | null;
	roles: FilledRole[];
	left: LeftAction[];
	/** The plan's groups with the actions that are theirs; the last one has those of no group. */
	groups: { name: string; actionIds: string[] }[];
	/** Actions with a task that the level, since it was changed, no longer asks for. */
	notRequired: string[];
	changes: { from: Level; to: Level; at: string; byName: string; reason: string }[];
	/** Since when its level calls for a consultation (会商); null: it does not. */
	consultationSince: string | null;
	endedAt: string | null;
	endedByName: string | null;
	endReason: string;
	frame: Frame;
	version: number;
};

/** A plan that may fit an incident, with why. */
export type Proposal = {
	plan: PlanCard;
	versionId: string;
	number: number;
	/** The beginning of the class's code that it names, and the smallest unit of its area around the place. */
	classPrefix: string;
	areaUnitName: string;
	levels: { level: Level; conditions: string; consequences: string; actionCount: number }[];
	/** False: it belongs to a unit above, which activates it. */
	canActivate: boolean;
	/** It is active here already. */
	activationId: string | null;
};

/** One task that an activation or a change of level would make. */
export type PlannedTask = {
	actionId: string;
	paragraph: string;
	what: string;
	group: string;
	unitId: string;
	unitName: string;
	/** Who is on duty there and would answer for it; empty: nobody. */
	personName: string;
	minutes: number;
	/** The government's own desk, because it has no such agency. */
	instead: boolean;
};

/** What would happen, told before it does. */
export type Consequences = {
	tasks: PlannedTask[];
	left: LeftAction[];
	roles: FilledRole[];
	/** Units that see the incident from then on and did not before. */
	admitted: { id: string; name: string }[];
	responseLevel: { from: Level | null; to: Level };
	ringKm: number | null;
	/** By kind, how many lie within `radiusKm`. */
	resources: { kind: string; count: number; available: number; radiusKm: number }[];
	/** Of a lower level: what it no longer asks for. Nothing is withdrawn by itself. */
	notRequired: { actionId: string; what: string }[];
	consultation: boolean;
};

export const ConsequencesQuestion = z.object({
	incidentId: Id,
	versionId: Id,
	level: Level,
	/** Of a change of level: the activation. */
	activationId: Id.nullable().default(null)
});
export type ConsequencesQuestion = z.infer<typeof ConsequencesQuestion>;

export const PlanActivation = z.object({
	actId: ActId,
	/** Made by whoever activates. */
	id: Id,
	incidentId: Id,
	versionId: Id,
	level: Level
});
export type PlanActivation = z.infer<typeof PlanActivation>;

const reason = text(300, 2, m.plan_reason_wrong);

export const ActivationUndo = z.object({ actId: ActId, id: Id });
export type ActivationUndo = z.infer<typeof ActivationUndo>;

/** `seen`: the level that he saw. */
export const LevelChange = z.object({
	actId: ActId,
	id: Id,
	seen: Level,
	level: Level,
	reason
});
export type LevelChange = z.infer<typeof LevelChange>;

export const ResponseEnd = z.object({ actId: ActId, id: Id, reason });
export type ResponseEnd = z.infer<typeof ResponseEnd>;

/** What an act on an activation answers with. */
export type Activated = { card: ActivationCard; incident: IncidentCard };
