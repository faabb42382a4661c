import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { callerFor } from '#lib/features/list.server.ts';
import { journal } from '#lib/server/journal/tables.server.ts';
import { Role, SYSTEM, type Actor, type Who } from '#lib/who.ts';
import { testDatabase } from '../support/database.ts';
import {
	DUNHUA,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	whoOf,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

const db = await testDatabase();
type Asked = Parameters<ReturnType<typeof callerFor>['journal']['audit']>[0];
const audit = (who: Who | null, asked: Asked = {}) => callerFor({ db, who }).journal.audit(asked);

let auditor: Who, cityAuditor: Who, otherAuditor: Who, officer: Who, dunhua: Who, above: Who;

const SECRET = '口前镇堤防决口';
type Given = { type: string; subject: string; scope?: string[]; at?: string; payload?: unknown };

/** A line as any act would have written it; returns its id. */
async function write(who: Actor, { type, subject, scope = [], at, payload = {} }: Given) {
	const id = uuidv7();
	await db.insert(journal).values({
		id,
		origin: 'test',
		actor: who.personId,
		actorName: who.name,
		type,
		subject,
		scope,
		payload,
		...(at && { at: new Date(at) })
	});
	return id;
}

const up = {
	yongji: [YONGJI, JILIN_CITY, JILIN],
	dunhua: [DUNHUA, YANBIAN, JILIN]
};
const lines: Record<string, string> = {};
const namesIn = (found: { lines: { id: string }[] }) =>
	found.lines.map(({ id }) => Object.entries(lines).find(([, value]) => value === id)?.[0] ?? id);

beforeAll(async () => {
	await seedSmallTree(db);
	auditor = await testPerson(db, { unitId: JILIN, roles: ['auditAdmin'] });
	cityAuditor = await testPerson(db, { unitId: JILIN_CITY, roles: ['auditAdmin'] });
	otherAuditor = await testPerson(db, { unitId: YANBIAN, roles: ['auditAdmin'] });
	officer = await testPerson(db, { unitId: YONGJI, roles: ['dutyOfficer'], name: '王永吉' });
	dunhua = await testPerson(db, { unitId: DUNHUA, roles: ['dutyOfficer'], name: '李敦化' });
	above = await testPerson(db, { unitId: JILIN, roles: ['systemAdmin'], name: '省管理员' });

	lines['filed'] = await write(officer, {
		type: 'report.filed',
		subject: 'report:r1',
		scope: up.yongji,
		at: '2026-07-01T01:00:00Z',
		payload: { card: { title: SECRET } }
	});
	lines['opened'] = await write(dunhua, {
		type: 'incident.opened',
		subject: 'incident:i1',
		scope: up.dunhua,
		at: '2026-07-02T01:00:00Z',
		payload: { card: { title: SECRET } }
	});
	lines['signedIn'] = await write(officer, {
		type: 'account.signedIn',
		subject: `person:${officer.personId}`,
		at: '2026-07-03T01:00:00Z',
		payload: { address: '10.1.2.3' }
	});
	lines['locked'] = await write(SYSTEM, {
		type: 'account.lockedOut',
		subject: `person:${officer.personId}`,
		at: '2026-07-04T01:00:00Z',
		payload: { username: 'wang', address: null }
	});
	lines['roles'] = await write(above, {
		type: 'person.rolesChanged',
		subject: `person:${dunhua.personId}`,
		at: '2026-07-05T01:00:00Z',
		payload: { name: '李敦化', from: [], to: ['dutyOfficer'] }
	});
	lines['drafted'] = await write(above, {
		type: 'plan.created',
		subject: 'plan:p0',
		scope: [JILIN],
		at: '2026-06-01T01:00:00Z'
	});
	lines['activated'] = await write(above, {
		type: 'plan.activated',
		subject: 'incident:i0',
		scope: [JILIN],
		at: '2026-06-02T01:00:00Z'
	});
	lines['withdrawn'] = await write(above, {
		type: 'knowledge.withdrawn',
		subject: 'knowledge:k1',
		scope: [JILIN],
		at: '2026-06-03T01:00:00Z'
	});
	lines['rule'] = await write(above, {
		type: 'reporting-rule.changed',
		subject: 'reporting-rule:x',
		scope: [JILIN],
		at: '2026-07-06T01:00:00Z',
		payload: { before: null, after: { name: '市级时限' } }
	});
});

describe('who may not', () => {
	test('[JO1] nobody but an audit administrator reads the audit', async () => {
		for (const role of Role.options.filter((one) => one !== 'auditAdmin')) {
			const who = await testPerson(db, { unitId: JILIN, roles: [role] });
			await expect(audit(who), role).rejects.toMatchObject({ code: 'FORBIDDEN' });
		}
		await expect(audit(null)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
	});

	test('[JO1] no program reads it, whatever its token may', async () => {
		const program = await whoOf(db, auditor.personId, ['read', 'report', 'incident', 'push']);
		await expect(audit(program)).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('[JO2] an auditor reads the lines of his own unit and those below it, and no other’s', async () => {
		expect(namesIn(await audit(cityAuditor))).toEqual(['locked', 'signedIn', 'filed']);
		expect(namesIn(await audit(otherAuditor))).toEqual(['roles', 'opened']);
	});

	test('[JO2] he cannot ask for a unit that is not below his', async () => {
		for (const unitId of [DUNHUA, YANBIAN, JILIN]) {
			await expect(audit(cityAuditor, { unitId }), unitId).rejects.toMatchObject({
				code: 'FORBIDDEN'
			});
		}
	});

	test('[JO3] what was reported and done about it is not in what he gets', async () => {
		const found = await audit(auditor);
		expect(JSON.stringify(found)).not.toContain(SECRET);
		const filed = found.lines.find(({ id }) => id === lines['filed']);
		expect(filed).toMatchObject({
			payload: null,
			type: 'report.filed',
			subject: 'report:r1',
			actorName: '王永吉',
			actorUnit: '永吉县',
			scope: [{ name: '永吉县' }, { name: '吉林市' }, { name: '吉林省' }]
		});
	});

	test('[JO3] a kind of line that this version does not know stays closed', async () => {
		const id = await write(officer, {
			type: 'plan.changed',
			subject: 'plan:p1',
			scope: up.yongji,
			payload: { text: SECRET }
		});
		const found = await audit(auditor, { subject: 'plan:p1' });
		expect(found.lines).toMatchObject([{ id, payload: null }]);
		lines['unknown'] = id;
	});
});

test('[JO2] the auditor at the top reads all, newest first, with the content of administration', async () => {
	const found = await audit(auditor, {
		from: '2026-07-01T00:00:00Z',
		to: '2026-08-01T00:00:00Z'
	});
	expect(namesIn(found)).toEqual(['rule', 'roles', 'locked', 'signedIn', 'opened', 'filed']);
	const payloads = found.lines.map(({ payload }) => payload);
	expect(payloads.slice(0, 4)).toEqual([
		{ before: null, after: { name: '市级时限' } },
		{ name: '李敦化', from: [], to: ['dutyOfficer'] },
		{ username: 'wang', address: null },
		{ address: '10.1.2.3' }
	]);
});

test.each([
	[
		'a time range',
		{ from: '2026-07-02T01:00:00Z', to: '2026-07-04T01:00:00Z' },
		['signedIn', 'opened']
	],
	['part of a name', { name: '敦化' }, ['opened']],
	['a name with a sign of LIKE', { name: '%' }, []],
	['what the lines are about', { noun: 'account' }, ['locked', 'signedIn']],
	['a unit', { unitId: YONGJI, noun: 'report' }, ['filed']],
	['a unit, and its people’s lines without scope', { unitId: DUNHUA }, ['roles', 'opened']],
	['a noun of what others keep', { noun: 'response' }, ['activated']],
	['a kind whose other lines stand under their own noun', { noun: 'plan' }, ['unknown', 'drafted']],
	['a subject of such a noun by its id alone', { subject: 'k1' }, ['withdrawn']],
	['a subject', { subject: 'incident:i1' }, ['opened']],
	['a subject’s id alone', { subject: 'r1' }, ['filed']],
	['several at once', { name: '王', noun: 'account', subject: 'r1' }, []]
] as [string, Asked, string[]][])('[JO4] %s narrows the lines', async (_title, asked, expected) => {
	expect(namesIn(await audit(auditor, asked))).toEqual(expected);
});

test('[JO5] pages lead back to the first line, each line once, also while others write', async () => {
	const seen: string[] = [];
	let before: string | null = null;
	do {
		const page = await audit(cityAuditor, { limit: 2, before });
		seen.push(...page.lines.map(({ id }) => id));
		before = page.next;
		await write(officer, { type: 'report.opened', subject: 'report:r1', scope: up.yongji });
	} while (before !== null);
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen.at(-1)).toBe(lines['filed']);
	expect(seen).toEqual(expect.arrayContaining([lines['locked'], lines['signedIn']]));
});

test('[JO5] a line waits until nothing older can come before it', async () => {
	const subject = 'report:waits';
	let settled = '';
	await db.transaction(async (open) => {
		await open.execute('select pg_current_xact_id()');
		settled = await write(officer, { type: 'report.opened', subject, scope: up.yongji });
		expect((await audit(cityAuditor, { subject })).lines).toEqual([]);
	});
	const found = await audit(cityAuditor, { subject });
	expect(found.lines.map(({ id }) => id)).toEqual([settled]);
});
