import { v7 as uuidv7 } from 'uuid';
import { eventClass } from '#lib/features/event-class/tables.server.ts';
import { fileReport } from '#lib/features/report/mutations.server.ts';
import { ReportDraft, type ReportDraftInput } from '#lib/features/report/schema.ts';
import type { Authority, DueKind, Teller } from '#lib/features/reporting-rule/schema.ts';
import { reportingRule } from '#lib/features/reporting-rule/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import {
	DUNHUA,
	JILIN,
	JILIN_CITY,
	seedSmallTree,
	testPerson,
	YANBIAN,
	YONGJI
} from '../support/person.ts';

/** 永吉县口前镇. */
export const KOUQIAN = { lon: 126.5, lat: 43.66 };

/** Counties write to city and province within the hour, the city to the province and then twice a day, the province to the state. */
async function seedRules(db: Db) {
	const rule = (from: Teller, to: Authority, minutes: number) => ({
		id: uuidv7(),
		key: `${from}-${to}`,
		name: `${from}-${to}`,
		levels: [1, 2, 3, 4] as (1 | 2 | 3 | 4)[],
		sensitive: false,
		from,
		to,
		channel: 'written' as const,
		kind: 'first' as DueKind,
		minutes: minutes as number | null,
		startsAt: 'received' as const,
		fixedTimes: [] as string[],
		sourceDocument: '测试规定'
	});
	await db.insert(reportingRule).values([
		rule('county', 'city', 60),
		rule('county', 'province', 60),
		rule('city', 'province', 60),
		rule('province', 'state', 240),
		{
			...rule('city', 'province', 60),
			key: 'city-province-daily',
			kind: 'followup',
			minutes: null,
			fixedTimes: ['08:00', '17:00']
		}
	]);
	const classes = [
		{ code: '11A01', name: '洪水', nameEn: 'Flood' },
		{ code: '12A01', name: '瓦斯爆炸', nameEn: 'Gas explosion' }
	];
	await db
		.insert(eventClass)
		.values(classes.map((row) => ({ id: uuidv7(), sourceDocument: '测试编码', ...row })));
}

/** Two counties with their cities under one province, somebody at each desk, and the rules that bind them. */
export async function incidentWorld(db: Db) {
	await seedSmallTree(db);
	await seedRules(db);
	const desk = (unitId: string, name: string) =>
		testPerson(db, { unitId, name, roles: ['dutyOfficer'] });
	return {
		yongji: await testPerson(db, { unitId: YONGJI, name: '永吉报送员', roles: ['reporter'] }),
		dunhua: await testPerson(db, { unitId: DUNHUA, name: '敦化报送员', roles: ['reporter'] }),
		city: await desk(JILIN_CITY, '吉林市主班'),
		cityDeputy: await testPerson(db, { unitId: JILIN_CITY, name: '吉林市副班', roles: ['deputy'] }),
		cityLeader: await testPerson(db, {
			unitId: JILIN_CITY,
			name: '吉林市带班',
			roles: ['dutyLeader']
		}),
		yanbian: await desk(YANBIAN, '延边主班'),
		province: await desk(JILIN, '省主班'),
		dunhuaDesk: await desk(DUNHUA, '敦化主班'),
		auditor: await testPerson(db, { unitId: JILIN, name: '审计员', roles: ['auditAdmin'] })
	};
}
export type World = Awaited<ReturnType<typeof incidentWorld>>;

/** A first report of a flood at 口前镇, or what `draft` makes of it. Returns its card. */
export function filed(db: Db, who: Who, draft: Partial<ReportDraftInput> = {}) {
	const now = Date.now();
	const isoBefore = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
	return fileReport(
		db,
		who,
		ReportDraft.parse({
			id: uuidv7(),
			kind: 'first',
			classCode: '11A01',
			title: '口前镇洪水',
			occurredAt: isoBefore(30),
			knownAt: isoBefore(20),
			placeText: '永吉县口前镇',
			at: who.unitId === DUNHUA ? { lon: 128.2, lat: 43.4 } : KOUQIAN,
			source: { kind: 'unit', name: '口前镇政府' },
			writtenAt: isoBefore(0),
			...draft
		})
	);
}

/** A figure as a report states it. */
export const figure = (value: number, minutesAgo = 10, source = '县应急局') => ({
	value,
	source,
	at: new Date(Date.now() - minutesAgo * 60_000).toISOString()
});

export const incidentsOf = (db: Db, who: Who | null) => callerFor({ db, who }).incident;

/** Opens an incident from the report at the person's desk and returns its id. */
export async function opened(db: Db, who: Who, reportId: string, title = '永吉县口前镇洪水') {
	const incidentId = uuidv7();
	await incidentsOf(db, who).accept({ actId: uuidv7(), reportId, incidentId, open: { title } });
	return incidentId;
}
