import type { Role, TokenScope, Who } from '#lib/who.ts';

const duty: Role[] = ['dutyOfficer', 'deputy', 'dutyLeader'];
const onTheDesk: Role[] = ['dutyOfficer', 'deputy'];
const administrators: Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];
/** Everybody with a face. */
const people: Role[] = [...duty, 'reporter', 'planner', 'expert', 'liaison', ...administrators];

/** How the acting person's unit must lie to the unit of the thing. */
type Reach =
	/** The thing is his own unit's. */
	| 'own'
	/** His unit or one below it. */
	| 'below'
	/** Anywhere; what he finds there is limited by the query. */
	| 'any';

type Act = { roles: Role[] | 'everybody'; reach: Reach; scope: TokenScope | null };

/**
 * What a person may do, in one place: the acts, who may, where, and with which token scope (null: never
 * by token). Buttons are greyed by the same table. Administrators may not read reports by office (等保 三权分立).
 */
const acts = {
	'report.file': { roles: ['reporter', ...duty], reach: 'own', scope: 'report' },
	'report.read': {
		roles: ['reporter', 'screen', 'planner', 'liaison', ...duty],
		reach: 'below',
		scope: 'read'
	},
	'report.handle': { roles: onTheDesk, reach: 'own', scope: 'incident' },
	'report.phoned': { roles: ['reporter', ...duty], reach: 'own', scope: 'report' },
	'incident.read': {
		roles: ['reporter', 'screen', 'planner', 'liaison', ...duty],
		reach: 'below',
		scope: 'read'
	},
	'incident.open': { roles: onTheDesk, reach: 'below', scope: 'incident' },
	'incident.edit': { roles: duty, reach: 'below', scope: 'incident' },
	'incident.grade': { roles: duty, reach: 'below', scope: 'incident' },
	'incident.merge': { roles: onTheDesk, reach: 'below', scope: 'incident' },
	'incident.close': { roles: duty, reach: 'below', scope: 'incident' },
	'incident.inform': { roles: duty, reach: 'below', scope: 'incident' },
	// An agency without a desk of its own has its liaison.
	'incident.hear': { roles: [...onTheDesk, 'liaison'], reach: 'own', scope: 'incident' },
	'warning.read': {
		roles: ['reporter', 'screen', 'planner', 'liaison', ...duty],
		reach: 'below',
		scope: 'read'
	},
	'feed.read': {
		roles: ['reporter', 'screen', 'planner', 'liaison', 'systemAdmin', ...duty],
		reach: 'below',
		scope: 'read'
	},
	'feed.push': { roles: ['liaison'], reach: 'own', scope: 'feed' },
	'feed.edit': { roles: ['systemAdmin'], reach: 'below', scope: null },
	// The province's protected sites and teams are needed by the county that calls for them: the query says which.
	'resource.read': {
		roles: [...duty, 'reporter', 'screen', 'planner', 'expert', 'liaison'],
		reach: 'any',
		scope: 'read'
	},
	'resource.edit': { roles: ['planner', 'liaison', ...duty], reach: 'below', scope: 'incident' },
	'sign.draw': { roles: [...duty, 'planner'], reach: 'below', scope: 'incident' },
	'task.read': {
		roles: [...duty, 'reporter', 'screen', 'planner', 'liaison'],
		reach: 'below',
		scope: 'read'
	},
	'task.assign': { roles: duty, reach: 'below', scope: 'incident' },
	// Answered by whoever watches there: a county has its reporter, an agency its liaison.
	'task.answer': { roles: [...duty, 'reporter', 'liaison'], reach: 'own', scope: 'incident' },
	'plan.read': {
		roles: [...duty, 'reporter', 'planner', 'expert', 'liaison'],
		reach: 'any',
		scope: 'read'
	},
	'plan.edit': { roles: ['planner'], reach: 'below', scope: null },
	'plan.approve': { roles: ['dutyLeader'], reach: 'own', scope: null },
	'plan.activate': { roles: duty, reach: 'below', scope: 'incident' },
	'knowledge.read': {
		roles: [...duty, 'reporter', 'planner', 'expert', 'liaison'],
		reach: 'any',
		scope: 'read'
	},
	'knowledge.edit': { roles: ['planner', 'expert'], reach: 'below', scope: null },
	'consultation.open': { roles: duty, reach: 'below', scope: 'incident' },
	'consultation.chair': { roles: duty, reach: 'own', scope: null },
	'consultation.join': {
		roles: [...duty, 'reporter', 'planner', 'expert', 'liaison'],
		reach: 'own',
		scope: null
	},
	'node.read': { roles: people, reach: 'any', scope: 'read' },
	'clock.stop': { roles: ['reporter', ...duty], reach: 'own', scope: 'incident' },
	'shift.read': {
		roles: ['reporter', 'screen', 'planner', 'liaison', ...duty],
		reach: 'any',
		scope: 'read'
	},
	'shift.edit': { roles: ['dutyLeader', 'dutyOfficer'], reach: 'own', scope: null },
	'unit.edit': { roles: ['systemAdmin'], reach: 'below', scope: null },
	'account.keep': { roles: 'everybody', reach: 'any', scope: null },
	'token.make': { roles: people, reach: 'any', scope: null },
	'person.read': { roles: [...duty, 'planner', ...administrators], reach: 'below', scope: 'read' },
	'person.edit': { roles: ['systemAdmin'], reach: 'below', scope: null },
	'person.grant': { roles: ['securityAdmin'], reach: 'below', scope: null },
	'event-class.edit': { roles: ['systemAdmin'], reach: 'any', scope: null },
	'reporting-rule.edit': { roles: ['systemAdmin'], reach: 'any', scope: null },
	'journal.audit': { roles: ['auditAdmin'], reach: 'below', scope: null }
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;

/**
 * May `who` do `act` to something of the unit whose path (own id first, root last) is `unitPath`?
 * Pure, so that a button is greyed by the very function that the server refuses by.
 */
export function may(
	who: Pick<Who, 'roles' | 'unitId' | 'via'>,
	act: ActName,
	unitPath: readonly string[]
): boolean {
	const { roles, reach, scope }: Act = acts[act];
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

export const isAdministrator = (roles: readonly Role[]) =>
	roles.some((role) => administrators.includes(role));

/** Why these roles may not be held by one person, or null when they may. */
export function rolesConflict(
	roles: readonly Role[]
): 'twoAdministrators' | 'administratorOnDuty' | 'screenWithOther' | null {
	const held = roles.filter((role) => administrators.includes(role));
	if (held.length > 1) return 'twoAdministrators';
	if (held.length === 1 && roles.length > 1) return 'administratorOnDuty';
	// A wall is signed in for a season without anybody before it.
	if (roles.includes('screen') && roles.length > 1) return 'screenWithOther';
	return null;
}

/** Where his work begins; null for somebody who has no role yet. */
export function startPage(
	who: Pick<Who, 'roles' | 'unitId' | 'unitPath' | 'via'>
): '/wall' | '/desk' | '/report' | '/incident' | '/admin' | null {
	const can = (act: ActName) => may(who, act, who.unitPath);
	if (who.roles.includes('screen')) return '/wall';
	if (can('report.handle') || who.roles.includes('dutyLeader')) return '/desk';
	if (can('report.file')) return '/report';
	if (isAdministrator(who.roles)) return '/admin';
	return can('incident.read') ? '/incident' : null;
}
