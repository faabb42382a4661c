import type { Level } from '../event-class/schema.ts';
import type { IncidentCard } from '../incident/schema.ts';
import type { TaskCard } from '../task/schema.ts';
import type { ActivationCard } from './activation-schema.ts';
import type { PlanCard } from './schema.ts';

/** `card` is the plan's, as it is after the act. `number`: of the version. */
type LibraryPayload = {
	'plan.created': { card: PlanCard; number: number };
	/** How many actions the saving added, removed and changed. */
	'plan.saved': {
		card: PlanCard;
		number: number;
		actions: { added: number; removed: number; changed: number };
	};
	'plan.versionStarted': { card: PlanCard; number: number };
	'plan.submitted': { card: PlanCard; number: number };
	'plan.sentBack': { card: PlanCard; number: number; reason: string };
	'plan.approved': { card: PlanCard; number: number };
	'plan.withdrawn': { card: PlanCard; number: number; reason: string };
};

export type PlanEvent = {
	[T in keyof LibraryPayload]: {
		type: T;
		subject: `plan:${string}`;
		scope: string[];
		payload: LibraryPayload[T];
	};
}[keyof LibraryPayload];

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
