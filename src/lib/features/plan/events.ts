import { isEventOf } from '#lib/event.ts';
import type { Level } from '../event-class/schema.ts';
import type { CarriesIncident } from '../incident/events.ts';
import type { CarriesTasks } from '../task/events.ts';
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
	'plan.activated': Changed & CarriesTasks;
	/** `kept`: tasks that were ended already and stay as they are. */
	'plan.activationUndone': Changed & CarriesTasks & { kept: number };
	'plan.levelChanged': Changed & CarriesTasks & { from: Level; reason: string };
	'plan.responseEnded': Changed & { reason: string };
};
type Changed = { card: ActivationCard } & CarriesIncident;

/** A line about a response: it stands in its incident's log. */
export type ResponseEvent = {
	[T in keyof ResponsePayload]: {
		type: T;
		subject: `incident:${string}`;
		scope: string[];
		payload: ResponsePayload[T];
	};
}[keyof ResponsePayload];

export const isPlanEvent = isEventOf<PlanEvent | ResponseEvent>('plan');

const responses: ReadonlySet<string> = new Set<keyof ResponsePayload>([
	'plan.activated',
	'plan.activationUndone',
	'plan.levelChanged',
	'plan.responseEnded'
]);
export const isResponse = <L extends { type: string }>(line: L): line is L & ResponseEvent =>
	responses.has(line.type);
