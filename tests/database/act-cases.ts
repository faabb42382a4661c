import { v7 as uuidv7 } from 'uuid';
import { callerFor } from '#lib/features/list.server.ts';
import type { Db } from '#lib/server/db/client.ts';
import type { Who } from '#lib/who.ts';
import { JILIN, JILIN_CITY, YONGJI } from '../support/person.ts';
import type { ActWorld } from './act-support.ts';
import { KOUQIAN } from './incident-support.ts';
import { approvedPlan, floodPlan } from './plan-support.ts';
import { inMinutes } from './task-support.ts';

/** One act of a mutation that `who` may do now. */
export type Case = {
	who: Who;
	/** What he sends, without the id of the act. */
	input: object;
	/** What makes another input of it. */
	other: object;
	/** Parts of the answer that are told once, or only of the first time. */
	once?: string[];
	/** The field that carries the act's id. */
	idField?: 'actId' | 'id';
};
type Cases = Record<string, () => Promise<Case>>;

const OTHER_REASON = { reason: '另有原因' };
const OTHER_TEXT = { text: '另一段话' };
const POINT = { type: 'Point', coordinates: [126.5, 43.66] };

/** One case for every mutation of the product, by the path of its procedure. */
export function actCases(db: Db, world: ActWorld): Cases {
	return {
		...accountCases(world),
		...incidentCases(db, world),
		...reportCases(world),
		...taskCases(db, world),
		...consultationCases(db, world),
		...planCases(db, world),
		...libraryCases(db, world),
		...officeCases(db, world)
	};
}

const accountCases = (world: ActWorld): Cases => ({
	'account.signOut': async () => ({ who: world.city, input: {}, other: {} }),
	'account.revokeSession': async () => {
		const id = await world.session(world.city);
		return { who: world.city, input: { id }, other: { id: uuidv7() } };
	},
	'account.changePassword': async () => {
		const current = 'Erst-das-alte-11';
		const who = await world.withPassword(current);
		const input = { current, next: 'Dann-das-neue-22' };
		return { who, input, other: { next: 'Und-noch-eins-33' } };
	},
	'account.makeToken': async () => {
		const input = { id: uuidv7(), name: '值守程序', scopes: ['read'], days: 2 };
		return { who: world.city, input, other: { days: 3 }, once: ['text'] };
	},
	'account.revokeToken': async () => {
		const { id } = await world.token(world.city);
		return { who: world.city, input: { id }, other: { id: uuidv7() } };
	}
});

const incidentCases = (db: Db, world: ActWorld): Cases => {
	const who = world.city;
	const incidents = callerFor({ db, who }).incident;
	return {
		'incident.accept': async () => ({
			who,
			input: {
				...{ reportId: (await world.report()).id, incidentId: uuidv7() },
				open: { title: '口前镇洪水' }
			},
			other: { open: { title: '口前镇山洪' } },
			once: ['opened']
		}),
		'incident.edit': async () => {
			const id = await world.incident();
			const { version } = (await incidents.get({ id })).card;
			return { who, input: { id, version, title: '口前镇山洪' }, other: { title: '口前镇内涝' } };
		},
		'incident.grade': async () => {
			const [id, which] = [await world.incident(), 'incidentLevel'];
			const input = { id, which, seen: null, level: 3, reason: '伤亡扩大' };
			return { who, input, other: { level: 2 } };
		},
		'incident.merge': async () => {
			const input = { id: await world.incident(), intoId: await world.incident() };
			return { who, input, other: { intoId: await world.incident() } };
		},
		'incident.unmerge': async () => {
			const [id, intoId] = [await world.incident(), await world.incident()];
			await incidents.merge({ actId: uuidv7(), id, intoId });
			return { who, input: { id, reason: '并错了' }, other: OTHER_REASON };
		},
		'incident.close': async () => ({
			who,
			input: { id: await world.incident(), reason: '处置完毕' },
			other: OTHER_REASON
		}),
		'incident.reopen': async () => {
			const id = await world.incident();
			await incidents.close({ actId: uuidv7(), id });
			return { who, input: { id, reason: '又起' }, other: OTHER_REASON };
		},
		'incident.note': async () => ({
			who,
			input: { id: await world.incident(), text: '已电话核实' },
			other: OTHER_TEXT
		}),
		'incident.inform': async () => ({
			who,
			input: { id: await world.incident(), text: '请作准备', unitIds: [YONGJI] },
			other: { unitIds: [JILIN] }
		}),
		'incident.acknowledgeInform': async () => ({
			who: world.yongjiDesk,
			input: { noticeId: await world.notice() },
			other: { noticeId: await world.notice() }
		}),
		'incident.openFromWarning': async () => ({
			who,
			input: {
				...{ warningId: await world.warning(), incidentId: uuidv7(), title: '永吉县暴雨' },
				...{ classCode: '11A01', placeText: '永吉县' }
			},
			other: { title: '永吉县大雨' },
			once: ['opened']
		}),
		'incident.linkWarning': async () => ({
			who,
			input: { id: await world.incident(), warningId: await world.warning() },
			other: { warningId: await world.warning() }
		}),
		'incident.unlinkWarning': async () => {
			const input = { id: await world.incident(), warningId: await world.warning() };
			await incidents.linkWarning({ actId: uuidv7(), ...input });
			return { who, input, other: { warningId: await world.warning() } };
		}
	};
};

const reportCases = (world: ActWorld): Cases => {
	const told = { told: '国务院总值班室', note: '' };
	const about = async () => ({ reportId: (await world.report()).id });
	return {
		'report.file': async () => {
			const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
			const times = { occurredAt: ago(30), knownAt: ago(20), writtenAt: ago(0) };
			const input = {
				...{ kind: 'first', classCode: '11A01', placeText: '永吉县口前镇', at: KOUQIAN },
				...{ ...times, source: { kind: 'unit', name: '口前镇政府' } }
			};
			return { who: world.yongji, input, other: { placeText: '永吉县北大湖镇' }, idField: 'id' };
		},
		'report.open': async () => ({ who: world.city, input: await about(), other: await about() }),
		'report.acknowledge': async () => ({
			...{ who: world.city, input: await about(), other: await about() }
		}),
		'report.return': async () => ({
			who: world.city,
			input: { ...(await about()), reason: '请补充伤亡' },
			other: OTHER_REASON
		}),
		'clock.phoned': async () => ({
			who: world.province,
			input: { clockId: await world.clock(), ...told },
			other: { told: '应急管理部' }
		}),
		'clock.waive': async () => ({
			who: world.province,
			input: { clockId: await world.clock(), reason: '已合并报告' },
			other: { reason: '不属报告范围' }
		})
	};
};

const taskCases = (db: Db, world: ActWorld): Cases => {
	const who = world.city;
	const pair = async () => {
		const incidentId = await world.incident();
		const [a, b, c] = [await world.sign(incidentId), await world.sign(incidentId), uuidv7()];
		return { incidentId, a: `sign:${a}`, b: `sign:${b}`, other: { b: `sign:${c}` } };
	};
	const answering = (text?: string) => async () => ({
		who: world.yongjiDesk,
		input: { id: await world.task(), ...(text !== undefined && { text }) },
		other: text === undefined ? { id: await world.task() } : OTHER_TEXT
	});
	const giving = async () => ({
		who,
		input: { id: await world.task(), text: '不再需要' },
		other: OTHER_TEXT
	});
	return {
		'task.assign': async () => ({
			who,
			input: {
				...{ id: uuidv7(), incidentId: await world.incident(), title: '封闭沿江道路' },
				...{ ownerUnitId: YONGJI, dueAt: inMinutes(30) }
			},
			other: { title: '封闭沿河道路' }
		}),
		'task.receive': answering(),
		'task.progress': answering('已出发'),
		'task.finish': answering('已完成'),
		'task.decline': answering('没有船'),
		'task.withdraw': giving,
		'task.supervise': giving,
		'task.moveDeadline': async () => {
			const input = { id: await world.task(), version: 1, dueAt: inMinutes(60), reason: '路断' };
			return { who, input, other: { dueAt: inMinutes(90) } };
		},
		'sign.draw': async () => ({
			who,
			input: {
				id: uuidv7(),
				incidentId: await world.incident(),
				code: 'D6',
				label: '口前中学',
				shape: POINT
			},
			other: { label: '口前小学' }
		}),
		'sign.change': async () => ({
			who,
			input: { id: await world.sign(await world.incident()), version: 1, label: '口前小学' },
			other: { label: '口前一中' }
		}),
		'sign.remove': async () => ({
			who,
			input: { id: await world.sign(await world.incident()) },
			other: { id: await world.sign(await world.incident()) }
		}),
		'joint.connect': async () => {
			const { other, ...input } = await pair();
			return { who, input, other };
		},
		'joint.disconnect': async () => {
			const { other, ...input } = await pair();
			await callerFor({ db, who }).joint.connect({ actId: uuidv7(), ...input });
			return { who, input, other };
		}
	};
};

const consultationCases = (db: Db, world: ActWorld): Cases => {
	const who = world.city;
	const personId = world.yongjiDesk.personId;
	const chaired = (more: object, other: object) => async () => ({
		who,
		input: { id: await world.consultation(), ...more },
		other
	});
	const otherPerson = { personId: world.province.personId };
	return {
		'consultation.open': async () => ({
			who,
			input: {
				...{ id: uuidv7(), incidentId: await world.incident(), title: '口前镇洪水会商' },
				...{ mainVenueUnitId: JILIN_CITY, unitIds: [YONGJI] }
			},
			other: { unitIds: [JILIN] }
		}),
		'consultation.invite': chaired({ unitIds: [world.stranger.unitId] }, { unitIds: [JILIN] }),
		'consultation.join': async () => ({
			who: world.province,
			input: { id: await world.consultation() },
			other: { id: await world.consultation() }
		}),
		'consultation.decline': async () => ({
			who: world.province,
			input: { id: await world.consultation(), reason: '另有会议' },
			other: OTHER_REASON
		}),
		'consultation.control': chaired(
			{ control: { kind: 'mute', personId, isMuted: true } },
			{ control: { kind: 'mute', ...otherPerson, isMuted: true } }
		),
		'consultation.startRollCall': chaired({ limitS: 60 }, { limitS: 90 }),
		'consultation.answerRollCall': async () => ({
			who: world.yongjiDesk,
			input: { rollCallId: await world.rollCall(), unitId: YONGJI },
			other: { rollCallId: await world.rollCall() }
		}),
		'consultation.closeRollCall': async () => ({
			who,
			input: { rollCallId: await world.rollCall() },
			other: { rollCallId: await world.rollCall() }
		}),
		'consultation.close': async () => ({
			who,
			input: { id: await world.consultation() },
			other: { id: await world.consultation() }
		})
	};
};

const planCases = (db: Db, world: ActWorld): Cases => {
	const { planner, cityLeader, city } = world;
	const content = floodPlan({ title: '吉林市防凌应急预案' });
	const refusing = async () => ({
		who: cityLeader,
		input: { versionId: (await world.submitted()).versionId, reason: '请补分工' },
		other: OTHER_REASON
	});
	return {
		'plan.create': async () => ({
			who: planner,
			input: { id: uuidv7(), versionId: uuidv7(), ownerUnitId: JILIN_CITY, content },
			other: { content: floodPlan() }
		}),
		'plan.save': async () => ({
			who: planner,
			input: { versionId: (await world.draft()).versionId, revision: 1, content },
			other: { content: floodPlan({ title: '吉林市防旱应急预案' }) }
		}),
		'plan.startVersion': async () => {
			const { id } = await approvedPlan(db, world);
			return {
				who: planner,
				input: { planId: id, versionId: uuidv7() },
				other: { versionId: uuidv7() }
			};
		},
		'plan.submit': async () => ({
			who: planner,
			input: { versionId: (await world.draft()).versionId, revision: 1 },
			other: { revision: 2 }
		}),
		'plan.approve': async () => ({
			who: cityLeader,
			input: {
				...{ versionId: (await world.submitted()).versionId, revision: 1 },
				validFrom: '2020-01-01'
			},
			other: { validFrom: '2021-01-01' }
		}),
		'plan.sendBack': refusing,
		'plan.withdraw': async () => ({
			who: cityLeader,
			input: { versionId: (await approvedPlan(db, world)).versionId, reason: '机构撤并' },
			other: OTHER_REASON
		}),
		'plan.activate': async () => ({
			who: city,
			input: {
				...{ id: uuidv7(), incidentId: await world.incident() },
				...{ versionId: (await approvedPlan(db, world)).versionId, level: 4 }
			},
			other: { level: 2 }
		}),
		'plan.undoActivation': async () => ({
			who: city,
			input: { id: await world.activation() },
			other: { id: await world.activation() }
		}),
		'plan.changeLevel': async () => ({
			who: city,
			input: { id: await world.activation(), seen: 4, level: 2, reason: '水位上涨' },
			other: { level: 3 }
		}),
		'plan.endResponse': async () => ({
			who: city,
			input: { id: await world.activation(), reason: '险情解除' },
			other: OTHER_REASON
		})
	};
};

const libraryCases = (db: Db, world: ActWorld): Cases => {
	const who = world.yongjiDesk;
	const fields = () => ({
		...{ id: uuidv7(), version: 0, kind: 'supply', code: '43C06', name: `帐篷${uuidv7()}` },
		...{ unitId: YONGJI, at: KOUQIAN, shape: null, address: '口前镇', contact: '李海燕' },
		...{ phone: '0432-0123456', quantity: 120, measure: '顶', capacity: 600 },
		...{ state: 'available' as const, note: '', validUntil: null }
	});
	const entered = async () => {
		const one = { ...fields(), kind: 'supply' as const };
		await callerFor({ db, who }).resource.edit({ actId: uuidv7(), ...one });
		return one.id;
	};
	const sheet = () => ({
		...{ id: uuidv7(), basedOn: 0, ownerUnitId: JILIN_CITY, kind: 'substance' as const },
		...{ title: '三甲基一氯硅烷', classCodes: ['12A'], source: '安全技术说明书' },
		body: '遇水放出氯化氢。'
	});
	return {
		'resource.edit': async () => ({ who, input: fields(), other: { quantity: 80 } }),
		'resource.changeState': async () => ({
			who,
			input: { id: await entered(), seen: 'available', state: 'committed' },
			other: { state: 'outOfService' }
		}),
		'resource.remove': async () => ({
			who,
			input: { id: await entered(), version: 1 },
			other: { id: await entered() }
		}),
		'knowledge.save': async () => ({
			who: world.planner,
			input: sheet(),
			other: { body: '另一段正文。' }
		}),
		'knowledge.withdraw': async () => {
			const one = sheet();
			await callerFor({ db, who: world.planner }).knowledge.save({ actId: uuidv7(), ...one });
			return { who: world.planner, input: { id: one.id, reason: '已过时' }, other: OTHER_REASON };
		}
	};
};

const officeCases = (db: Db, world: ActWorld): Cases => {
	const { admin } = world;
	const people = callerFor({ db, who: admin }).person;
	const named = async () => ({ id: (await world.newcomer()).personId });
	const onOne = async () => ({ who: admin, input: await named(), other: await named() });
	return {
		'person.save': async () => ({
			who: admin,
			input: {
				...{ id: uuidv7(), unitId: YONGJI, name: '张新', post: '科员', phone: null },
				...{ mobile: null, username: `z${uuidv7().slice(-12)}` }
			},
			other: { post: '主任科员' },
			once: ['password']
		}),
		'person.grant': async () => ({
			who: world.security,
			input: { ...(await named()), roles: ['reporter'] },
			other: { roles: ['deputy'] }
		}),
		'person.deactivate': onOne,
		'person.reactivate': async () => {
			const input = await named();
			await people.deactivate({ actId: uuidv7(), ...input });
			return { who: admin, input, other: await named(), once: ['password'] };
		},
		'person.resetPassword': async () => ({ ...(await onOne()), once: ['password'] }),
		'unit.edit': async () => ({
			who: admin,
			input: {
				...{ id: `${YONGJI}-shuili`, kind: 'agency', code: null, agency: 'shuili' },
				...{ name: '永吉县水利局', nameEn: '', shortName: '县水利局', parentId: YONGJI },
				...{ validFrom: '2020-01-01', validTo: null, centre: null }
			},
			other: { name: '永吉县水务局' }
		}),
		'shift.edit': async () => {
			const day = 86_400_000;
			const startsAt = new Date(Date.now() + 30 * day);
			const input = {
				...{ id: uuidv7(), unitId: JILIN_CITY, role: 'main', personId: world.city.personId },
				...{ startsAt, endsAt: new Date(startsAt.getTime() + day / 2) }
			};
			return { who: world.city, input, other: { endsAt: new Date(startsAt.getTime() + day / 4) } };
		},
		'feed.edit': async () => ({
			who: admin,
			input: {
				...{ id: uuidv7(), name: '省水文局', unitId: JILIN, kind: 'cap', source: 'pushed' },
				...{ address: '', frame: 'real', enabled: true, aliveBy: 'data', expectedS: 3600 },
				...{ pollS: 60, region: null }
			},
			other: { expectedS: 7200 }
		}),
		'eventClass.edit': async () => ({
			who: admin,
			input: {
				...{ code: '50000', basedOn: null, numericCode: null, name: '凌汛', nameEn: null },
				...{ sensitive: false, sourceDocument: '吉政办测〔2026〕1号' }
			},
			other: { name: '冰凌' }
		}),
		'eventClass.editThreshold': async () => ({
			who: admin,
			input: {
				...{ key: `own.${uuidv7()}`, basedOn: null, classPrefix: '11', exceptPrefixes: [] },
				...{ measure: 'dead', atLeast: 3, level: 3, sourceDocument: '吉政办测〔2026〕1号' }
			},
			other: { atLeast: 5 }
		}),
		'reportingRule.edit': async () => ({
			who: admin,
			input: {
				...{ key: `own.${uuidv7()}`, basedOn: null, name: '县报市', levels: [1], classPrefix: '' },
				...{ sensitive: false, from: 'county', to: 'city', channel: 'written', kind: 'first' },
				...{ minutes: 60, startsAt: 'received', fixedTimes: [], inForce: true },
				sourceDocument: '吉政办测〔2026〕1号'
			},
			other: { minutes: 45 }
		})
	};
};
