import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { getArrived } from '#lib/features/attachment/queries.server.ts';
import { attachment } from '#lib/features/attachment/tables.server.ts';
import { takeIn } from '#lib/features/feed/intake.server.ts';
import { earthquake } from '#lib/features/feed/tables.server.ts';
import type { ReportCard, ReportDraftInput } from '#lib/features/report/schema.ts';
import { resource } from '#lib/features/resource/tables.server.ts';
import { callerFor } from '#lib/features/list.server.ts';
import type { TaskState } from '#lib/features/task/schema.ts';
import type { Topic } from '#lib/realtime/protocol.ts';
import type { Who } from '#lib/who.ts';
import { mayFollow } from '#src/push-access.ts';
import { bytesOf, capTime, capXml, geocodeXml, infoXml, type CapParts } from '../support/cap.ts';
import { testDatabase } from '../support/database.ts';
import { JILIN, JILIN_CITY, testPerson, YONGJI } from '../support/person.ts';
import { openedBy } from './consultation-support.ts';
import { filed, incidentsOf, opened } from './incident-support.ts';
import { CITY_WATER, planWorld, type PlanWorld } from './plan-support.ts';
import { resourceRow } from './resource-support.ts';
import { assigned, drawn, tasksOf } from './task-support.ts';
import {
	everyReader,
	relations,
	shownTo,
	wanted,
	type Door,
	type ReaderOf
} from './visible-support.ts';
import { newFeed } from './warning-support.ts';

const db = await testDatabase();
let world: PlanWorld;
let readerOf: ReaderOf;
beforeAll(async () => {
	world = await planWorld(db);
	readerOf = await everyReader(db);
});
const as = (who: Who) => callerFor({ db, who });
const table = (doors: Record<string, Door>) => shownTo(readerOf, doors);
let count = 0;
/** Reports some 20 km apart, so that none is like another. */
const apart = () => ({
	lon: 125.7 + (count % 8) * 0.2,
	lat: 43.8 + (Math.floor(count++ / 8) % 4) * 0.2
});

const nobody = 'hidden hidden hidden hidden hidden';
const refused = 'forbidden forbidden forbidden forbidden forbidden';
/** Duty, reporters, planners, liaisons and walls, in person or by a token that reads. */
const READERS =
	'dutyOfficer, deputy, dutyLeader, reporter, planner, liaison, screen, planner by token, dutyOfficer by token';
const OTHERS = 'expert, systemAdmin, securityAdmin, auditAdmin';
const forReaders = (cells: string, others = refused) =>
	wanted({ [READERS]: cells, [OTHERS]: others });

/** A report of the city itself about a place of its own. */
const ofCity = (draft: Partial<ReportDraftInput> = {}) =>
	filed(db, readerOf('reporter', 'own'), {
		...{ at: apart(), placeText: '吉林市', title: `水情${uuidv7().slice(-6)}`, ...draft }
	});
const photo = () => ({ id: uuidv7(), name: '水位.jpg', size: 1000 });

describe('[RP1] [RP14] a report, in every state', () => {
	const doorsTo = (card: ReportCard): Record<string, Door> => ({
		get: async (who) => (await as(who).report.get({ id: card.id })).report.id === card.id,
		incoming: async (who) =>
			(await as(who).report.incoming({ hours: 24 })).reports.some(({ id }) => id === card.id),
		similar: async (who) => {
			const { at, classCode, occurredAt, title } = card;
			const question = { at, classCode, occurredAt, text: title, exceptThreadId: null };
			const found = await as(who).report.similar(question);
			return found.some(({ threadId }) => threadId === card.threadId);
		},
		candidates: async (who) =>
			Array.isArray(await as(who).incident.candidates({ reportId: card.id })),
		attachments: async (who) =>
			(await as(who).attachment.of({ reportIds: [card.id] })).some(
				({ reportId }) => reportId === card.id
			)
	});
	const withPhoto = () => ofCity({ body: { attachments: [photo()] } });
	const province = () => as(world.province).report;
	const follow = (card: ReportCard, draft: Partial<ReportDraftInput>) =>
		ofCity({ at: card.at, title: card.title, previousId: card.id, kind: 'followup', ...draft });

	test.each<[string, () => Promise<ReportCard>]>([
		['filed', withPhoto],
		[
			'acknowledged',
			async () => {
				const card = await withPhoto();
				await province().acknowledge({ actId: uuidv7(), reportId: card.id });
				return card;
			}
		],
		[
			'returned',
			async () => {
				const card = await withPhoto();
				await province().return({
					actId: uuidv7(),
					reportId: card.id,
					reason: '缺伤亡数字',
					fields: {}
				});
				return card;
			}
		],
		[
			'accepted',
			async () => {
				const card = await withPhoto();
				await opened(db, world.province, card.id);
				return card;
			}
		],
		[
			'corrected since',
			async () => {
				const card = await withPhoto();
				await follow(card, { isCorrection: true });
				return card;
			}
		],
		[
			'final',
			async () => follow(await ofCity(), { kind: 'final', body: { attachments: [photo()] } })
		]
	])('%s: by its own unit and those above it', async (_state, made) => {
		expect(await table(doorsTo(await made()))).toEqual(
			forReaders('seen seen hidden hidden hidden')
		);
	});

	test('about a place of the county below: there as well', async () => {
		const card = await ofCity({
			...{ at: { lon: 126.5, lat: 43.66 }, placeText: '永吉县口前镇' },
			body: { attachments: [photo()] }
		});
		expect(await table(doorsTo(card))).toEqual(forReaders('seen seen seen hidden hidden'));
	});

	test('[RP20] the inbox is that of whom it was addressed to, the own threads are the reporter’s unit’s', async () => {
		const card = await ofCity();
		const inbox: Door = async (who) =>
			(await as(who).report.inbox()).reports.some(({ id }) => id === card.id);
		const mine: Door = async (who) =>
			(await as(who).report.mine()).threads.some(({ threadId }) => threadId === card.threadId);
		expect(await table({ inbox })).toEqual(forReaders('hidden seen hidden hidden hidden'));
		expect(await table({ mine })).toEqual(forReaders('seen hidden hidden hidden hidden'));
	});

	test('[CL8] its clocks and its lines in the log: the same, and nothing for others', async () => {
		const card = await ofCity();
		const doors: Record<string, Door> = {
			clocks: async (who) =>
				(await as(who).clock.ofThread({ threadId: card.threadId })).clocks.length > 0,
			open: async (who) =>
				(await as(who).clock.open()).clocks.some(({ threadId }) => threadId === card.threadId),
			lines: async (who) => {
				const lines = await as(who).journal.recent({ limit: 200 });
				return lines.some(({ subject }) => subject === `report:${card.id}`);
			}
		};
		expect(await table(doors)).toEqual(forReaders('seen seen hidden hidden hidden', nobody));
	});
});

describe('[AT7] an attachment', () => {
	test.each([
		['has come', new Date(), 'seen seen hidden hidden hidden'],
		['has not come', null, nobody]
	])('%s', async (_state, arrivedAt, cells) => {
		const file = photo();
		const { id: reportId } = await ofCity({ body: { attachments: [file] } });
		await db.insert(attachment).values({ ...file, reportId, mime: 'image/jpeg', arrivedAt });
		const bytes: Door = async (who) => (await getArrived(db, who, file.id)).id === file.id;
		expect(await table({ bytes })).toEqual(forReaders(cells));
	});
});

/** An incident of 永吉 at the city's desk, with the report that it is made of. */
async function incidentOfYongji() {
	const report = await filed(db, world.yongji, { at: { lon: 126.5, lat: 43.66 } });
	return { id: await opened(db, world.city, report.id, `洪水${report.id.slice(-6)}`), report };
}
const act = (id: string) => ({ actId: uuidv7(), id });
const inform = (id: string, unitIds: string[]) =>
	incidentsOf(db, world.city).inform({ ...act(id), text: '请关注。', unitIds });
const city = () => incidentsOf(db, world.city);

describe('[IN1] an incident, in every state', () => {
	const doorsTo = (id: string): Record<string, Door> => ({
		get: async (who) => (await as(who).incident.get({ id })).card.id === id,
		search: async (who) => {
			const { incidents } = await as(who).incident.search({
				status: 'all',
				text: '洪水',
				limit: 200
			});
			return incidents.some((one) => one.id === id);
		},
		timeline: async (who) => (await as(who).incident.timeline({ id })).lines.length > 0,
		signs: async (who) => (await as(who).sign.of({ incidentId: id })).signs.length > 0,
		tasks: async (who) => (await as(who).task.of({ incidentId: id })).tasks.length > 0
	});
	async function withWork() {
		const made = await incidentOfYongji();
		await drawn(db, world.city, made.id);
		await assigned(db, world.city, made.id);
		return made;
	}
	const another = async () => (await incidentOfYongji()).id;

	test.each<[string, (id: string) => Promise<unknown>]>([
		['open', async () => {}],
		['closed', (id) => city().close({ ...act(id), reason: '处置完毕' })],
		[
			'reopened',
			async (id) => {
				await city().close({ ...act(id), reason: '处置完毕' });
				await city().reopen({ ...act(id), reason: '又涨水' });
			}
		],
		['merged into another', async (id) => city().merge({ ...act(id), intoId: await another() })],
		[
			'merged and parted again',
			async (id) => {
				await city().merge({ ...act(id), intoId: await another() });
				await city().unmerge({ ...act(id), reason: '不是一件事' });
			}
		]
	])('%s: by owner, place, reporter and all above these', async (_state, change) => {
		const { id } = await withWork();
		await change(id);
		expect(await table(doorsTo(id))).toEqual(forReaders('seen seen seen hidden hidden'));
	});

	test('[IN17] whoever was informed sees it too, but not the reports and what hangs on them', async () => {
		const { id, report } = await withWork();
		const { id: taskId } = await assigned(db, world.city, id);
		const pair = { a: `report:${report.id}`, b: `task:${taskId}` };
		await as(world.city).joint.connect({ actId: uuidv7(), incidentId: id, ...pair });
		await inform(id, [relations.sibling]);
		expect(await table(doorsTo(id))).toEqual(forReaders('seen seen seen seen hidden'));
		const reportDoors: Record<string, Door> = {
			page: async (who) => (await as(who).incident.get({ id })).threads.length > 0,
			log: async (who) => {
				const { lines } = await as(who).incident.timeline({ id, limit: 200 });
				return lines.some(({ subject }) => subject === `report:${report.id}`);
			},
			joints: async (who) => (await as(who).joint.of({ incidentId: id })).joints.length > 0,
			about: async (who) => (await as(who).joint.about({ subjects: [pair.a, pair.b] })).length > 0,
			jointLines: async (who) => {
				const { lines } = await as(who).incident.timeline({ id, limit: 200 });
				return lines.some(({ type }) => type === 'joint.made');
			}
		};
		const { about, ...rest } = reportDoors;
		expect(await table(rest)).toEqual(forReaders('seen seen seen hidden hidden'));
		expect(await table({ about: about as Door })).toEqual(
			forReaders('seen seen seen hidden hidden')
		);
	});

	test('the desk’s list has the open ones, the sheet of clocks is hidden from the same', async () => {
		const { id } = await incidentOfYongji();
		const list: Door = async (who) =>
			(await as(who).incident.list()).incidents.some((one) => one.id === id);
		expect(await table({ list })).toEqual(forReaders('seen seen seen hidden hidden'));
	});
});

describe('[TK1] a task, in every state', () => {
	const answer = { text: '已完成封闭。' };
	const yongji = () => tasksOf(db, readerOf('dutyOfficer', 'below'));
	test.each<[TaskState, (id: string) => Promise<unknown>, boolean]>([
		['assigned', async () => {}, true],
		['received', (id) => yongji().receive(act(id)), true],
		['underway', (id) => yongji().progress({ ...act(id), ...answer }), true],
		['done', (id) => yongji().finish({ ...act(id), ...answer }), false],
		['declined', (id) => yongji().decline({ ...act(id), ...answer }), false],
		['withdrawn', (id) => tasksOf(db, world.city).withdraw({ ...act(id), ...answer }), false]
	])('%s: by whoever sees its incident', async (state, change, isOpen) => {
		const { id: incidentId } = await incidentOfYongji();
		await inform(incidentId, [relations.sibling]);
		const { id } = await assigned(db, world.city, incidentId);
		await change(id);
		const doors: Record<string, Door> = {
			of: async (who) => {
				const { tasks } = await as(who).task.of({ incidentId });
				return tasks.some((one) => one.id === id && one.state === state);
			},
			lines: async (who) => {
				const { lines } = await as(who).incident.timeline({ id: incidentId, limit: 200 });
				return lines.some(({ subject }) => subject === `task:${id}`);
			}
		};
		const openDoor: Door = async (who) =>
			(await as(who).task.open()).tasks.some((one) => one.id === id);
		const all = isOpen ? { ...doors, open: openDoor } : doors;
		expect(await table(all)).toEqual(forReaders('seen seen seen seen hidden'));
	});
});

describe('[SG1] a sign', () => {
	test('taken off: by whoever sees the incident, as gone', async () => {
		const { id: incidentId } = await incidentOfYongji();
		const { id } = await drawn(db, world.city, incidentId);
		await as(world.city).sign.remove(act(id));
		const of: Door = async (who) =>
			(await as(who).sign.of({ incidentId })).signs.some(
				(one) => one.id === id && one.removedAt !== null
			);
		expect(await table({ of })).toEqual(forReaders('seen seen seen hidden hidden'));
	});
});

describe('[CN3] a consultation', () => {
	const withExperts = (cells: string) =>
		wanted({
			[`${READERS}, expert`]: cells,
			'systemAdmin, securityAdmin, auditAdmin': refused
		});

	test.each([
		['open', false],
		['closed', true]
	])(
		'%s: by the units called and those above, not by who was only informed of the incident',
		async (_state, isClosed) => {
			const { id: incidentId } = await incidentOfYongji();
			await inform(incidentId, [relations.sibling]);
			const id = await openedBy(db, world.city, incidentId, [YONGJI]);
			if (isClosed) await as(world.city).consultation.close(act(id));
			const doors: Record<string, Door> = {
				get: async (who) => (await as(who).consultation.get({ id })).card.id === id,
				search: async (who) => {
					const { consultations } = await as(who).consultation.search({ incidentId });
					return consultations.some((one) => one.id === id);
				}
			};
			expect(await table(doors)).toEqual(withExperts('seen seen seen hidden hidden'));
			const lines: Door = async (who) => {
				const found = await as(who).incident.timeline({ id: incidentId, limit: 200 });
				return found.lines.some(({ subject }) => subject === `consultation:${id}`);
			};
			expect(await table({ lines })).toEqual(forReaders('seen seen seen hidden hidden'));
			const list: Door = async (who) =>
				(await as(who).consultation.list()).consultations.some((one) => one.id === id);
			expect(await table({ list })).toEqual(
				withExperts(isClosed ? nobody : 'seen hidden seen hidden hidden')
			);
		}
	);
});

describe('[WA11] a warning, in every state', () => {
	let feedId: string;
	beforeAll(async () => {
		feedId = await newFeed(db, { unitId: CITY_WATER, frame: 'demonstration' });
	});
	const area = geocodeXml('220200000000', '吉林市');
	const sent = capTime(-1);
	async function taken(parts: CapParts = {}, info: Parameters<typeof infoXml>[0] = {}) {
		const identifier = uuidv7();
		const text = capXml({ identifier, sent, inside: infoXml({ area, ...info }), ...parts });
		const file = { name: 'test', bytes: bytesOf(text), isNew: true };
		const { warnings, faults } = await takeIn(db, world.waterLiaison, feedId, file);
		const [kept] = warnings;
		if (!kept || kept.became === 'ignored') throw new Error(`not kept: ${JSON.stringify(faults)}`);
		return { id: kept.card.id, identifier };
	}
	const replacing = ({ identifier }: { identifier: string }, msgType: string) => ({
		...{ msgType, sent: capTime(-0.5) },
		references: `jlqx@cma.gov.cn,${identifier},${sent}`
	});
	const doorsTo = (id: string): Record<string, Door> => ({
		get: async (who) => (await as(who).warning.get({ id })).id === id,
		history: async (who) =>
			(await as(who).warning.history({ limit: 200 })).warnings.some((one) => one.id === id)
	});
	const active = (id: string): Door => {
		return async (who) => (await as(who).warning.active()).warnings.some((one) => one.id === id);
	};
	const SEEN = forReaders('seen seen seen hidden hidden');

	test('in force, and one for rehearsal: by every government in its area and those above', async () => {
		for (const parts of [{}, { status: 'Exercise' }]) {
			const { id } = await taken(parts);
			expect(await table({ ...doorsTo(id), active: active(id) })).toEqual(SEEN);
		}
	});

	test.each<[string, () => Promise<{ id: string }>]>([
		[
			'updated',
			async () => {
				const first = await taken();
				await taken(replacing(first, 'Update'));
				return first;
			}
		],
		[
			'cancelled',
			async () => {
				const first = await taken();
				await taken(replacing(first, 'Cancel'));
				return first;
			}
		],
		['a cancelling', async () => taken(replacing(await taken(), 'Cancel'))],
		['over', () => taken({}, { expires: capTime(-0.5) })]
	])('%s: in the history of the same, on no screen', async (_state, made) => {
		const { id } = await made();
		expect(await table(doorsTo(id))).toEqual(SEEN);
		expect(await table({ active: active(id) })).toEqual(forReaders(nobody));
	});

	test('[IN21] its incidents are told to who sees the warning and the incident, and to nobody else', async () => {
		const { id: warningId } = await taken({
			inside: infoXml({ area: geocodeXml('222400000000', '延边') })
		});
		const { id } = await incidentOfYongji();
		await as(world.province).incident.linkWarning({ ...act(id), warningId });
		const incidents: Door = async (who) =>
			(await as(who).incident.ofWarning({ warningId })).some((one) => one.id === id);
		expect(await table({ incidents })).toEqual(forReaders('hidden seen hidden hidden hidden'));
		const page: Door = async (who) =>
			(await as(who).incident.get({ id })).warnings.some(({ card }) => card.id === warningId);
		expect(await table({ page })).toEqual(forReaders('hidden seen hidden hidden hidden'));
	});
});

describe('[FE15] a feed, and [FE11] a reading', () => {
	test.each([true, false])('enabled: %s', async (enabled) => {
		const id = await newFeed(db, { unitId: CITY_WATER, enabled });
		const list: Door = async (who) =>
			(await as(who).feed.list()).feeds.some((one) => one.id === id);
		expect(await table({ list })).toEqual(
			wanted({
				[`${READERS}, systemAdmin`]: 'seen seen hidden hidden hidden',
				'expert, securityAdmin, auditAdmin': refused
			})
		);
		const doors: Record<string, Door> = {
			toEdit: async (who) => (await as(who).feed.toEdit({ id })).id === id,
			history: async (who) => Array.isArray(await as(who).feed.history({ id }))
		};
		expect(await table(doors)).toEqual(
			wanted({
				systemAdmin: 'seen seen forbidden forbidden forbidden',
				[`${READERS}, expert, securityAdmin, auditAdmin`]: refused
			})
		);
	});

	test('an earthquake: by the units that it was told to', async () => {
		const id = uuidv7();
		const at = { lon: 126.5, lat: 43.8 };
		await db.insert(earthquake).values({
			...{
				id,
				feedId: await newFeed(db, { kind: 'usgs', unitId: CITY_WATER }),
				sourceName: '测试',
				frame: 'real'
			},
			...{ eventId: id, ids: [id], kind: 'earthquake', magnitude: 4, magnitudeType: 'ML', at },
			...{ placeText: '吉林市', occurredAt: new Date(), updatedAt: new Date(), status: 'reviewed' },
			...{ origin: 'test', scope: [JILIN_CITY, JILIN] }
		});
		const recent: Door = async (who) =>
			(await as(who).feed.earthquakes({ days: 7 })).earthquakes.some((one) => one.id === id);
		expect(await table({ recent })).toEqual(
			wanted({
				[READERS]: 'seen seen hidden hidden hidden',
				systemAdmin: 'seen seen hidden hidden hidden',
				'expert, securityAdmin, auditAdmin': refused
			})
		);
	});
});

describe('[RS1] a resource, in every state', () => {
	const RESOURCES = (cells: string) =>
		wanted({ [`${READERS}, expert`]: cells, 'systemAdmin, securityAdmin, auditAdmin': refused });
	async function stored(given: Partial<typeof resource.$inferInsert>) {
		const row = resourceRow({
			...{ name: `队${uuidv7()}`, kind: 'team', code: '42E99', unitId: JILIN_CITY },
			...{ at: { lon: 126.5, lat: 44.3 }, placeUnitId: JILIN_CITY, scope: [JILIN_CITY, JILIN] },
			...given
		});
		await db.insert(resource).values(row);
		const [id, text] = [String(row.id), row.name];
		const doors: Record<string, Door> = {
			get: async (who) => (await as(who).resource.get({ id })).id === id,
			list: async (who) =>
				(await as(who).resource.list({ text })).resources.some((one) => one.id === id),
			spots: async (who) => (await as(who).resource.spots({})).spots.some((one) => one.id === id),
			export: async (who) => JSON.stringify(await as(who).resource.export({ text })).includes(text)
		};
		return doors;
	}

	test.each(['available', 'committed', 'released', 'outOfService'] as const)(
		'%s: by its owner and those above',
		async (state) => {
			expect(await table(await stored({ state }))).toEqual(
				RESOURCES('seen seen hidden hidden hidden')
			);
		}
	);
	test('on the county’s ground: there, too', async () => {
		const doors = await stored({
			...{ at: { lon: 126.5, lat: 43.66 }, placeUnitId: YONGJI, scope: [YONGJI, JILIN_CITY, JILIN] }
		});
		expect(await table(doors)).toEqual(RESOURCES('seen seen seen hidden hidden'));
	});
	test('[RS6] removed: by nobody', async () => {
		const { export: _, ...doors } = await stored({ removedAt: new Date() });
		expect(await table(doors)).toEqual(RESOURCES(nobody));
	});
});

describe('[KN2] a sheet', () => {
	const SHEETS = (cells: string) =>
		wanted({
			'dutyOfficer, deputy, dutyLeader, reporter, planner, expert, liaison, planner by token, dutyOfficer by token':
				cells,
			'screen, systemAdmin, securityAdmin, auditAdmin': refused
		});
	const everywhere = 'seen seen seen hidden hidden';
	async function written() {
		const [id, title] = [uuidv7(), `规程${uuidv7()}`];
		await as(world.planner).knowledge.save({
			...{ actId: uuidv7(), id, basedOn: 0, ownerUnitId: JILIN_CITY, kind: 'handling', title },
			...{ classCodes: ['11A'], source: '市防办', body: '先转移，后加固。' }
		});
		const get: Door = async (who) => (await as(who).knowledge.get({ id })).title === title;
		const search: Door = async (who) =>
			(await as(who).knowledge.search({ text: title })).sheets.some((one) => one.id === id);
		return { id, get, search };
	}

	test('that holds: by its owner’s unit, those above and those below', async () => {
		const { get, search } = await written();
		expect(await table({ get, search })).toEqual(SHEETS(everywhere));
	});
	test('[KN6] withdrawn: its page by the same, in no list', async () => {
		const { id, get, search } = await written();
		await as(world.planner).knowledge.withdraw({ ...act(id), reason: '已有新规程' });
		expect(await table({ get })).toEqual(SHEETS(everywhere));
		expect(await table({ search })).toEqual(SHEETS(nobody));
	});
});

describe('[PE11] a person', () => {
	const seers =
		'dutyOfficer, deputy, dutyLeader, planner, planner by token, dutyOfficer by token, systemAdmin, securityAdmin, auditAdmin';
	const PEOPLE = (cells: string) =>
		wanted({ [seers]: cells, 'reporter, expert, liaison, screen': refused });

	test.each([true, false])(
		'active: %s: by duty, planners and administrators of the unit and above',
		async (active) => {
			const admin = readerOf('systemAdmin', 'own');
			const { personId: id, name } = await testPerson(db, { unitId: JILIN_CITY, roles: [] });
			if (!active) await as(admin).person.deactivate(act(id));
			const doors: Record<string, Door> = {
				get: async (who) => (await as(who).person.get({ id })).active === active,
				list: async (who) =>
					(await as(who).person.list({ text: name, all: true })).people.some((one) => one.id === id)
			};
			expect(await table(doors)).toEqual(PEOPLE('seen seen hidden hidden hidden'));
			const duty: Door = async (who) =>
				(await as(who).person.list({ text: name })).people.some((one) => one.id === id);
			expect(await table({ duty })).toEqual(
				PEOPLE(active ? 'seen seen hidden hidden hidden' : nobody)
			);
		}
	);
});

describe('[RT7] a topic of the push line', () => {
	/** As in person: a token follows nothing without the scope `push`, which `mayPush` asks for. */
	const follow = (topic: Topic): Door => {
		return (who) => mayFollow(db, who, topic);
	};

	test('a unit’s lines: its own readers and those above it', async () => {
		expect(await table({ follow: follow(`unit:${JILIN_CITY}`) })).toEqual(
			forReaders('seen seen hidden hidden hidden', nobody)
		);
	});
	test('who is present in an incident: whoever sees it', async () => {
		const { id } = await incidentOfYongji();
		expect(await table({ follow: follow(`incident:${id}`) })).toEqual(
			forReaders('seen seen seen hidden hidden', nobody)
		);
	});
	test('[CN3] who is present in a consultation: the units called, and no administrator of theirs', async () => {
		const { id: incidentId } = await incidentOfYongji();
		const id = await openedBy(db, world.city, incidentId, [YONGJI]);
		expect(await table({ follow: follow(`consultation:${id}`) })).toEqual(
			wanted({
				[`${READERS}, expert`]: 'seen hidden seen hidden hidden',
				'systemAdmin, securityAdmin, auditAdmin': nobody
			})
		);
	});
});
