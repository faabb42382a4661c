import type { Level } from '../event-class/schema.ts';
import type { IncidentCard } from '../incident/schema.ts';
import type { TaskCard } from '../task/schema.ts';
import type { ActivationCard } from './activation-schema.ts';
import type { PlanCard } from './schema.ts';

/**
 * A line goes to every screen of the units in its scope, and a draft is not for all who sit there (PL2): its lines have
 * no word of it. `title`: the one in force, null while nothing was approved. `number`: of the version.
 */
type DraftLine = { title: string | null; number: number };

type DraftPayload = {
	'plan.created': DraftLine;
	'plan.saved': DraftLine & { actions: { added: number; removed: number; changed: number } };
	'plan.versionStarted': DraftLine;
	'plan.submitted': DraftLine;
	'plan.sentBack': DraftLine & { reason: string };
};

/** `card` is the plan's, as it is after the act, without what is being written. `number`: of the version. */
type VersionPayload = {
	'plan.approved': { card: PlanCard; number: number };
	'plan.withdrawn': { card: PlanCard; number: number; reason: string };
};

type LineOf<Payloads> = {
	[T in keyof Payloads]: {
		type: T;
		subject: `plan:${string}`;
		scope: string[];
		payload: Payloads[T];
	};
}[keyof Payloads];

export type DraftEvent = LineOf<DraftPayload>;
export type PlanEvent = DraftEvent | LineOf<VersionPayload>;

/** `card` is the activation as it is after the act; `incident` and `tasks` what the act made of them. */
type ResponsePayload = {
	'plan.activated': { card: ActivationCard; incident: IncidentCard; tasks: TaskCard[] };
	/** `kept`: tasks that were ended already and stay as they are. */
	'plan.activationUndone': {
		card: ActivationCard;
		incident: IncidentCard;
		tasks: TaskCard[];
		kept: number;
	};
	'plan.levelChanged': {
		card: ActivationCard;
		incident: IncidentCard;
		tasks: TaskCard[];
		from: Level;
		reason: string;
	};
	'plan.responseEnded': { card: ActivationCard; incident: IncidentCard; reason: string };
};

/** A line about a response: it stands in its incident's log. */
export type ResponseEvent = {
	[T in keyof ResponsePayload]: {
		type: T;
		subject: `incident:${string}`;
		scope: string[];
		payload: ResponsePayload[T];
	};
}[keyof ResponsePayload];

export const isResponse = (event: { type: string }): event is ResponseEvent =>
	event.type === 'plan.activated' ||
	event.type === 'plan.activationUndone' ||
	event.type === 'plan.levelChanged' ||
	event.type === 'plan.responseEnded';
