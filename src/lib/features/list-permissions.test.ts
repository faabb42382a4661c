import { describe, expect, test } from 'vitest';
import { Role, TokenScope, type Who } from '#lib/who.ts';
import { isAllowed } from '#lib/permission.ts';
import { permissions, startPage } from './list.ts';

/** 永吉县 acts; the thing belongs to… */
const relations = {
	own: ['220221', '220200', '220000'],
	below: ['220221-x', '220221', '220200', '220000'],
	above: ['220200', '220000'],
	beside: ['222403', '222400', '220000']
};
type Relation = keyof typeof relations;

const reaches: Record<string, Relation[]> = {
	own: ['own'],
	below: ['own', 'below'],
	any: ['own', 'below', 'above', 'beside']
};

const everyRole = Role.options;
const duty: Role[] = ['dutyOfficer', 'deputy', 'dutyLeader'];
const desk: Role[] = ['dutyOfficer', 'deputy'];
const readers: Role[] = [...duty, 'reporter', 'screen', 'planner', 'liaison'];

/** The whole table once more, as the customer would say it: who, where, by which token. */
const expected: Record<string, [roles: Role[], reach: string, scope: TokenScope | null]> = {
	'report.file': [[...duty, 'reporter'], 'own', 'report'],
	'report.read': [readers, 'below', 'read'],
	'report.handle': [desk, 'own', 'incident'],
	'report.watch': [duty, 'own', null],
	'incident.read': [readers, 'below', 'read'],
	'incident.open': [desk, 'below', 'incident'],
	'incident.edit': [duty, 'below', 'incident'],
	'incident.grade': [duty, 'below', 'incident'],
	'incident.merge': [desk, 'below', 'incident'],
	'incident.close': [duty, 'below', 'incident'],
	'incident.inform': [duty, 'below', 'incident'],
	'incident.hear': [[...desk, 'liaison'], 'own', 'incident'],
	'warning.read': [readers, 'below', 'read'],
	'feed.read': [[...readers, 'systemAdmin'], 'below', 'read'],
	'feed.push': [['liaison'], 'own', 'feed'],
	'feed.edit': [['systemAdmin'], 'below', null],
	'joint.make': [[...duty, 'planner'], 'below', 'incident'],
	'sign.draw': [[...duty, 'planner'], 'below', 'incident'],
	'task.read': [readers, 'below', 'read'],
	'task.assign': [duty, 'below', 'incident'],
	'task.answer': [[...duty, 'reporter', 'liaison'], 'own', 'incident'],
	'resource.read': [[...readers, 'expert'], 'any', 'read'],
	'resource.edit': [[...duty, 'planner', 'liaison'], 'below', 'incident'],
	'plan.read': [[...duty, 'reporter', 'planner', 'expert', 'liaison'], 'any', 'read'],
	'plan.edit': [['planner'], 'below', null],
	'plan.approve': [['dutyLeader'], 'own', null],
	'plan.activate': [duty, 'below', 'incident'],
	'knowledge.read': [[...duty, 'reporter', 'planner', 'expert', 'liaison'], 'any', 'read'],
	'knowledge.edit': [['planner', 'expert'], 'below', null],
	'consultation.open': [duty, 'below', 'incident'],
	'consultation.chair': [duty, 'own', null],
	'consultation.join': [[...duty, 'reporter', 'planner', 'expert', 'liaison'], 'own', null],
	'clock.read': [readers, 'below', 'read'],
	'clock.phoned': [[...duty, 'reporter'], 'own', 'report'],
	'clock.stop': [[...duty, 'reporter'], 'own', 'incident'],
	'shift.read': [readers, 'any', 'read'],
	'shift.edit': [['dutyLeader', 'dutyOfficer'], 'own', null],
	'unit.edit': [['systemAdmin'], 'below', null],
	'account.keep': [everyRole, 'any', null],
	'token.make': [everyRole.filter((role) => role !== 'screen'), 'any', null],
	'person.read': [
		[...duty, 'planner', 'systemAdmin', 'securityAdmin', 'auditAdmin'],
		'below',
		'read'
	],
	'person.edit': [['systemAdmin'], 'below', null],
	'person.grant': [['securityAdmin'], 'below', null],
	'event-class.edit': [['systemAdmin'], 'any', null],
	'reporting-rule.edit': [['systemAdmin'], 'any', null],
	'node.read': [everyRole.filter((role) => role !== 'screen'), 'any', 'read'],
	'journal.read': [readers, 'below', 'read'],
	'journal.audit': [['auditAdmin'], 'below', null]
};
const actNames = Object.keys(expected);

function expectedOf(name: string) {
	const found = expected[name];
	if (!found) throw new Error(`Nothing is expected of ${name}`);
	return found;
}

function actor(roles: Role[], via: Who['via'] = { kind: 'session', sessionId: 's' }) {
	return { roles, unitId: '220221', unitPath: relations.own, via };
}

function may(who: ReturnType<typeof actor>, name: string, path: string[]) {
	const permission = permissions[name];
	if (!permission) throw new Error(`There is no permission ${name}`);
	return isAllowed(who, permission, path);
}

test('[PE1] the table is whole', () => {
	expect(Object.keys(permissions).sort()).toEqual(actNames.toSorted());
});

describe('[PE1] what a person may do follows from role and unit alone', () => {
	test.each(actNames)('%s: every role, every relation', (act) => {
		const [roles, reach] = expectedOf(act);
		for (const role of everyRole) {
			for (const [relation, path] of Object.entries(relations) as [Relation, string[]][]) {
				const right = roles.includes(role) && (reaches[reach] ?? []).includes(relation);
				expect(may(actor([role]), act, path), `${role}, ${relation}`).toBe(right);
			}
		}
	});

	test.each(actNames.filter((act) => act !== 'account.keep'))(
		'%s: nobody without a role',
		(act) => {
			for (const path of Object.values(relations)) expect(may(actor([]), act, path)).toBe(false);
		}
	);
});

describe('[PE2] a token may do what its owner may, and of that only what its scopes name', () => {
	test.each(actNames)('%s', (act) => {
		const [roles, , needed] = expectedOf(act);
		for (const scope of TokenScope.options) {
			const program = actor(roles.slice(0, 1), { kind: 'token', tokenId: 't', scopes: [scope] });
			expect(may(program, act, relations.own), scope).toBe(scope === needed);
		}
		const without = actor(roles, { kind: 'token', tokenId: 't', scopes: [] });
		expect(may(without, act, relations.own)).toBe(false);
		const stranger = everyRole.filter((role) => !roles.includes(role));
		const program = actor(stranger, { kind: 'token', tokenId: 't', scopes: TokenScope.options });
		expect(may(program, act, relations.own)).toBe(false);
	});
});

test('[PE3] none of the three administrators may read or write reports or incidents by office', () => {
	const administrators: Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];
	for (const act of actNames.filter((name) => /^(report|incident|clock)\./.test(name))) {
		for (const role of administrators) {
			expect(may(actor([role]), act, relations.own), `${role} ${act}`).toBe(false);
		}
	}
});

test.each([
	[['screen'], '/wall'],
	[['dutyOfficer'], '/desk'],
	[['deputy', 'reporter'], '/desk'],
	[['dutyLeader'], '/desk'],
	[['reporter'], '/report'],
	[['systemAdmin'], '/admin/person'],
	[['securityAdmin'], '/admin/person'],
	[['auditAdmin'], '/admin/person'],
	[['planner'], '/incident'],
	[['expert'], null],
	[[], null]
] satisfies [Role[], string | null][])('[PE9] the work of %j begins at %s', (roles, page) => {
	expect(startPage(actor(roles))).toBe(page);
});
