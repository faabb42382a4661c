import { v7 as uuidv7 } from 'uuid';
import { resource } from '#lib/features/resource/tables.server.ts';
import { takeIn } from '#lib/features/feed/intake.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import { Role, type Who } from '#lib/who.ts';
import { bytesOf, capXml } from '../support/cap.ts';
import { JILIN, JILIN_CITY, testPerson, YONGJI } from '../support/person.ts';
import { filed, opened } from './incident-support.ts';
import { approvedPlan, floodPlan, planWorld } from './plan-support.ts';
import { resourceRow } from './resource-support.ts';
import { assigned, drawn } from './task-support.ts';
import { newFeed, WEATHER } from './warning-support.ts';

/**
 * One of everything, so that an input that names it comes past "not found"; and two people who hold every role, in the
 * city that owns it all and in the province. `idOf`: of which thing a field of a procedure's input is the id.
 */
export async function fuzzWorld(db: Db) {
	const world = await planWorld(db);
	const everybody = (unitId: string) =>
		testPerson(db, { unitId, roles: Role.options.filter((role) => role !== 'screen') });
	const [city, province] = [await everybody(JILIN_CITY), await everybody(JILIN)];
	await db.insert(unit).values({
		...{ id: WEATHER, kind: 'agency', agency: 'qixiang', name: '吉林省气象局', nameEn: 'Weather' },
		...{ shortName: '气象局', path: [WEATHER, JILIN], parentId: JILIN, validFrom: '2000-01-01' }
	});
	const doors = callerFor({ db, who: city });

	const report = await filed(db, world.yongji);
	const incidentId = await opened(db, city, report.id);
	const other = await filed(db, world.yongji, { title: '口前镇内涝' });
	const intoId = await opened(db, city, other.id);
	const waiting = await filed(db, world.yongji, { title: '口前镇洪水二' });

	const plan = await approvedPlan(db, world);
	const draft = { id: uuidv7(), versionId: uuidv7() };
	const made = { actId: uuidv7(), ...draft, ownerUnitId: JILIN_CITY, content: floodPlan() };
	await callerFor({ db, who: world.planner }).plan.create(made);
	const activationId = uuidv7();
	const activation = { actId: uuidv7(), id: activationId, incidentId: intoId };
	await doors.plan.activate({ ...activation, versionId: plan.versionId, level: 4 });

	const task = await assigned(db, city, incidentId, { ownerUnitId: JILIN_CITY });
	const sign = await drawn(db, city, incidentId);
	const consultationId = uuidv7();
	const called = { title: '口前镇洪水会商', mainVenueUnitId: JILIN_CITY, unitIds: [JILIN, YONGJI] };
	await doors.consultation.open({ actId: uuidv7(), id: consultationId, incidentId, ...called });
	const rollCallId = uuidv7();
	await doors.consultation.startRollCall({ actId: rollCallId, id: consultationId });
	const noticeId = uuidv7();
	const told = { text: '洪峰将到', unitIds: [YONGJI] };
	await doors.incident.inform({ actId: noticeId, id: incidentId, ...told });

	const feedId = await newFeed(db);
	const document = { name: 'x', bytes: bytesOf(capXml()), isNew: true };
	await takeIn(db, city, feedId, document);
	const [warning] = (await callerFor({ db, who: province }).warning.active()).warnings;
	const place = resourceRow({ name: '口前中学', at: { lon: 126.5, lat: 43.66 } });
	await db.insert(resource).values(place);
	const sheetId = uuidv7();
	const sheet = {
		kind: 'substance' as const,
		title: '氯气',
		classCodes: ['12D'],
		source: '说明书'
	};
	await doors.knowledge.save({
		...{ actId: uuidv7(), id: sheetId, basedOn: 0, ownerUnitId: JILIN_CITY },
		...{ ...sheet, body: '有毒。' }
	});
	const { clocks } = await doors.clock.ofIncident({ incidentId });
	const clock = clocks.find(({ fromUnitId }) => fromUnitId === JILIN_CITY);
	const { personId } = world.cityDeputy;
	const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000);

	/** What a field of this name is in any procedure, */
	const everywhere: Record<string, unknown> = {
		...{ incidentId, intoId, reportId: waiting.id, previousId: report.id, threadId: report.id },
		...{ versionId: draft.versionId, planId: plan.id, activationId, personId, noticeId },
		...{ ownerPersonId: personId, clockId: clock?.id, rollCallId, warningId: warning?.id },
		...{ unitId: YONGJI, ownerUnitId: JILIN_CITY, mainVenueUnitId: JILIN_CITY, parentId: JILIN },
		...{ near: YONGJI, classCode: '11A01', subject: `incident:${incidentId}`, version: 1 },
		...{ a: `sign:${sign.id}`, b: `task:${task.id}`, about: `report:${report.id}`, revision: 1 },
		...{ at: { lon: 126.5, lat: 43.66 }, lon: 126.5, lat: 43.66, unitIds: [JILIN, YONGJI] },
		...{ shape: { type: 'Point', coordinates: [126.5, 43.66] }, rings: [5, 10], kinds: [] },
		...{ occurredAt: soon(-1).toISOString(), knownAt: soon(-0.5).toISOString() },
		...{ writtenAt: soon(0).toISOString(), sentAt: soon(0).toISOString() },
		...{ dueAt: soon(1).toISOString(), startsAt: soon(30), endsAt: soon(32) },
		...{ from: soon(1), to: soon(5), basedOn: 1, levels: [1, 2, 3, 4], resources: null }
	};
	/** and what it is in one of them: the thing that the procedure is about, or a new one. */
	const own: Record<string, unknown> = {
		...{ incident: incidentId, report: report.id, plan: plan.id, task: task.id, sign: sign.id },
		...{ consultation: consultationId, feed: feedId, knowledge: sheetId, resource: place.id },
		...{ warning: warning?.id, person: personId, unit: YONGJI, clock: clock?.id },
		...{ 'plan.version': draft.versionId, 'plan.checks': draft.versionId },
		...{ 'plan.changeLevel': activationId, 'plan.endResponse': activationId },
		...{ 'plan.undoActivation': activationId, 'plan.changeLevel.seen': 4 },
		...{ 'feed.edit.source': 'pushed', 'feed.edit.address': '', 'feed.edit.aliveBy': 'data' },
		...{ 'feed.edit.unitId': WEATHER, 'feed.edit.kind': 'cap', 'sign.draw.code': 'D6' },
		...{ 'shift.edit.unitId': JILIN_CITY, 'shift.edit.role': 'deputy', 'report.file.body': {} },
		...{ 'report.file.kind': 'first', 'resource.edit.kind': 'protectedSite' },
		...{ 'resource.edit.code': '31B06', 'plan.create.content': floodPlan() },
		...{ 'unit.edit.kind': 'county', 'unit.edit.code': YONGJI, 'unit.edit.parentId': JILIN_CITY },
		...{
			'unit.edit.validTo': null,
			'unit.edit.agency': null,
			'plan.approve.validFrom': '2026-01-01'
		}
	};
	const fresh = [
		...[
			'knowledge.save',
			'report.file',
			'sign.draw',
			'task.assign',
			'plan.create',
			'plan.activate'
		],
		...['consultation.open', 'shift.edit', 'account.makeToken']
	];
	const idOf = (procedure: string) => (field: string) => {
		if (field === 'actId') return uuidv7();
		const one = own[`${procedure}.${field}`];
		if (one !== undefined) return one;
		if (fresh.includes(procedure) && ['id', 'versionId'].includes(field)) return uuidv7();
		if (procedure === 'knowledge.save' && field === 'basedOn') return 0;
		if (field !== 'id') return everywhere[field];
		return own[procedure] ?? own[procedure.split('.')[0] ?? ''];
	};
	const ids = [
		incidentId,
		report.id,
		plan.id,
		draft.id,
		draft.versionId,
		plan.versionId,
		activationId
	];
	ids.push(
		task.id,
		sign.id,
		consultationId,
		feedId,
		sheetId,
		place.id,
		personId,
		noticeId,
		rollCallId
	);
	return { people: [city, province] satisfies Who[], idOf, ids };
}
