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
