import type { Role } from '#lib/who.ts';

type PersonPayload = {
	'person.changed': { name: string; unitId: string; post: string; created: boolean };
	'person.rolesChanged': { name: string; from: Role[]; to: Role[] };
	'person.deactivated': { name: string; roles: Role[] };
	'person.reactivated': { name: string };
	'person.passwordReset': { name: string };
};

/** Written without scope: who works here with what rights is for administrators, not for walls. */
export type PersonEvent = {
	[T in keyof PersonPayload]: {
		type: T;
		subject: `person:${string}`;
		scope: string[];
		payload: PersonPayload[T];
	};
}[keyof PersonPayload];
