import {
	definePermissions,
	duty,
	isAllowed,
	mayBy,
	onTheDesk,
	readers,
	type Permission
} from '#lib/permission.ts';
import type { Who } from '#lib/who.ts';

export const incidentPermissions = definePermissions({
	'incident.read': { roles: readers, reach: 'below', scope: 'read' },
	'incident.open': { roles: onTheDesk, reach: 'below', scope: 'incident' },
	'incident.edit': { roles: duty, reach: 'below', scope: 'incident' },
	'incident.grade': { roles: duty, reach: 'below', scope: 'incident' },
	'incident.merge': { roles: onTheDesk, reach: 'below', scope: 'incident' },
	'incident.close': { roles: duty, reach: 'below', scope: 'incident' },
	'incident.inform': { roles: duty, reach: 'below', scope: 'incident' },
	// An agency without a desk of its own has its liaison.
	'incident.hear': { roles: [...onTheDesk, 'liaison'], reach: 'own', scope: 'incident' }
});

export const may = mayBy(incidentPermissions);

/** How a person's unit lies to an incident. */
export type Relation = {
	/** The owner's unit first, then each above it. */
	ownerPath: string[];
	/** The unit accepted one of its reports. */
	takesPart: boolean;
	/** The unit was given something to do there. */
	isAdmitted: boolean;
};

/**
 * May the person do it at this incident: for the desks that take part and those above its owner (IN1); where the
 * permission says so, also for units that were only given something to do (IN24). For every noun that is worked on there.
 */
export function mayAt(who: Who, permission: Permission, relation: Relation): boolean {
	const { ownerPath, takesPart, isAdmitted } = relation;
	if (!isAllowed(who, permission, who.unitPath)) return false;
	const isInside = takesPart || (permission.helpers === true && isAdmitted);
	return isInside || isAllowed(who, permission, ownerPath);
}

/** What its page offers to do to the incident itself. */
const onPage = [
	'incident.edit',
	'incident.grade',
	'incident.merge',
	'incident.close',
	'incident.inform'
] as const;
export type IncidentAct = (typeof onPage)[number];

/** Those that the person may do, as far as it depends on office and unit. */
export const incidentActs = (who: Who, relation: Relation): IncidentAct[] =>
	onPage.filter((name) => mayAt(who, incidentPermissions[name], relation));
