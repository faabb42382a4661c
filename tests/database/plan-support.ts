import { v7 as uuidv7 } from 'uuid';
import type { PlanAction, PlanContent, WhoRef } from '#lib/features/plan/schema.ts';
import { callerFor } from '#lib/features/list.server.ts';
import { shift } from '#lib/features/shift/tables.server.ts';
import { unit } from '#lib/features/unit/tables.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { JILIN, JILIN_CITY, testPerson, YONGJI } from '../support/person.ts';
import { incidentWorld } from './incident-support.ts';

export const plansOf = (db: Db, who: Who | null) => callerFor({ db, who }).plan;

/** The city's water agency; the county has none. */
export const CITY_WATER = `${JILIN_CITY}-shuili`;

/** The incident world with planners, a second leader, an agency of the city, and somebody on duty at city and county. */
export async function planWorld(db: Db) {
	const world = await incidentWorld(db);
	await db.insert(unit).values({
		...{ id: CITY_WATER, kind: 'agency', agency: 'shuili', name: '吉林市水利局' },
		...{ nameEn: 'Water', shortName: '市水利局', parentId: JILIN_CITY, code: null },
		...{ path: [CITY_WATER, JILIN_CITY, JILIN], validFrom: '2000-01-01' }
	});
	const planner = (unitId: string, name: string) =>
		testPerson(db, { unitId, name, roles: ['planner'] });
	const yongjiDesk = await testPerson(db, {
		unitId: YONGJI,
		name: '永吉主班',
		roles: ['dutyOfficer']
	});
	const onDuty = (who: Who, role: 'leader' | 'main') => ({
		...{ id: uuidv7(), unitId: who.unitId, role, personId: who.personId },
		startsAt: new Date(Date.now() - 3_600_000),
		endsAt: new Date(Date.now() + 3_600_000)
	});
	await db
		.insert(shift)
		.values([
			onDuty(world.city, 'main'),
			onDuty(world.cityLeader, 'leader'),
			onDuty(yongjiDesk, 'main')
		]);
	return {
		...world,
		yongjiDesk,
		planner: await planner(JILIN_CITY, '吉林市预案员'),
		planner2: await planner(JILIN_CITY, '吉林市预案员乙'),
		provincePlanner: await planner(JILIN, '省预案员'),
		provinceLeader: await testPerson(db, { unitId: JILIN, name: '省带班', roles: ['dutyLeader'] }),
		waterLiaison: await testPerson(db, {
			unitId: CITY_WATER,
			name: '水利联络员',
			roles: ['liaison']
		})
	};
}
export type PlanWorld = Awaited<ReturnType<typeof planWorld>>;

export const place = (of: 'county' | 'city' | 'province'): WhoRef => ({ kind: 'place', of });

export const action = (
	id: string,
	who: WhoRef | null,
	levels: PlanAction['levels'],
	more: Partial<PlanAction> = {}
): PlanAction => ({
	...{ id, who, levels, paragraph: `5.${id}`, what: `行动${id}`, withinMinutes: 30, detail: '' },
	...{ resources: null, consultation: false },
	...more
});

/** A flood plan: three actions at Ⅳ, one more at Ⅱ, one that only Ⅳ asks for, one for the province. */
export const floodPlan = (more: Partial<PlanContent> = {}): PlanContent => ({
	...{
		title: '吉林市防汛应急预案',
		kind: 'special',
		classCodes: ['11A'],
		areaUnitIds: [JILIN_CITY]
	},
	triggers: '江河发生洪水。',
	levels: ([1, 2, 3, 4] as const).map((level) => ({
		...{ level, conditions: `${level}级条件`, consequences: '', ringKm: level === 2 ? 10 : 5 }
	})),
	groups: [
		{
			...{ id: 'rescue', name: '抢险救援组', duty: '转移群众' },
			lead: { kind: 'agency', of: 'city', agency: 'shuili' },
			members: [{ kind: 'place', of: 'county' }]
		}
	],
	roles: [
		{
			...{ id: 'chief', name: '总指挥' },
			by: { kind: 'shift', unit: { kind: 'place', of: 'city' }, role: 'leader' }
		},
		{
			...{ id: 'field', name: '现场指挥' },
			by: { kind: 'shift', unit: { kind: 'place', of: 'county' }, role: 'leader' }
		}
	],
	actions: [
		action('a', place('county'), [1, 2, 3, 4], { what: '转移低洼地区群众' }),
		action('b', { kind: 'group', id: 'rescue' }, [1, 2, 3, 4], { withinMinutes: 60 }),
		action('c', { kind: 'agency', of: 'county', agency: 'yingji' }, [4]),
		action('d', place('city'), [1, 2], { withinMinutes: 0 }),
		action('e', place('province'), [1, 2])
	],
	...more
});

/** Written by the planner, approved by the city's leader. */
export async function approvedPlan(db: Db, world: PlanWorld, content = floodPlan()) {
	const [id, versionId] = [uuidv7(), uuidv7()];
	const planner = plansOf(db, world.planner);
	const ownerUnitId = world.planner.unitId;
	await planner.create({ actId: uuidv7(), id, versionId, ownerUnitId, content });
	await planner.submit({ actId: uuidv7(), versionId, revision: 1 });
	await plansOf(db, world.cityLeader).approve({
		...{ actId: uuidv7(), versionId, revision: 1 },
		validFrom: '2020-01-01'
	});
	return { id, versionId };
}
