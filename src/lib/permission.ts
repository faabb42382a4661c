import type { Role, TokenScope, Who } from './who.ts';

export const duty: readonly Role[] = ['dutyOfficer', 'deputy', 'dutyLeader'];
export const onTheDesk: readonly Role[] = ['dutyOfficer', 'deputy'];
export const administrators: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];
/** Who watches what is reported; administrators do not, by their office alone (等保 三权分立). */
export const readers: readonly Role[] = [...duty, 'reporter', 'screen', 'planner', 'liaison'];
/** Everybody with a face. */
export const people: readonly Role[] = [
	...duty,
	'reporter',
	'planner',
	'expert',
	'liaison',
	...administrators
];

/** How the acting person's unit must lie to the unit of the thing. */
export type Reach =
	/** The thing is the own unit's. */
	| 'own'
	/** The own unit's or that of one below it. */
	| 'below'
	/** Anywhere; what is found there is limited by the query. */
	| 'any';

type Rule = {
	roles: readonly Role[] | 'everybody';
	reach: Reach;
	/** The token scope that it needs; null: never by token. */
	scope: TokenScope | null;
	/** Of a matter that many units share: also for those that were only given something to do there. */
	helpers?: true;
};

/** What a person may do: who, where, and with which token scope. */
export type Permission<Name extends string = string> = Rule & { readonly name: Name };
export type Permissions = Readonly<Record<string, Permission>>;

/** A noun's permissions by name, each of which knows its name. */
export function definePermissions<const T extends Record<string, Rule>>(rules: T) {
	const named = Object.entries(rules).map(([name, rule]) => [name, { ...rule, name }]);
	return Object.fromEntries(named) as { readonly [Name in keyof T & string]: Permission<Name> };
}

/** What is asked of a person: only this of `Who`, so that a page can ask for itself. */
export type Asking = Pick<Who, 'roles' | 'unitId' | 'via'>;

/**
 * May `who` do it to something of the unit whose path (own id first, root last) is `unitPath`?
 * Pure, so that a button is greyed by the very function that the server refuses by.
 */
export function isAllowed(
	who: Asking,
	{ roles, reach, scope }: Permission,
	unitPath: readonly string[]
): boolean {
	if (who.via.kind === 'token' && (scope === null || !who.via.scopes.includes(scope))) return false;
	if (roles !== 'everybody' && !who.roles.some((role) => roles.includes(role))) return false;
	switch (reach) {
		case 'own':
			return unitPath[0] === who.unitId;
		case 'below':
			return unitPath.includes(who.unitId);
		case 'any':
			return true;
	}
}

/** `isAllowed` for the names of one table: `may(who, 'report.file', path)`. */
export const mayBy =
	<Name extends string>(table: Readonly<Record<Name, Permission>>) =>
	(who: Asking, name: Name, unitPath: readonly string[]): boolean =>
		isAllowed(who, table[name], unitPath);
