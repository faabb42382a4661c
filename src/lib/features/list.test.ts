import { describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { audited, auditNouns, features, journalSentence } from './list.ts';

const line = (type: string, payload: unknown, actorName = '李某') => ({
	type,
	actorName,
	subject: 'incident:0',
	payload
});

const card = { title: '口前镇洪水', ownerName: '吉林市' };

describe('a line of the journal as a sentence', () => {
	test.each([
		[
			'report.filed',
			{
				card: {
					title: '口前镇洪水',
					unitName: '永吉县',
					kind: 'followup',
					number: 2,
					isCorrection: false
				}
			},
			'永吉县报送续报二：口前镇洪水'
		],
		['report.acknowledged', { receipt: { unitName: '吉林市' } }, '吉林市李某签收报告'],
		['incident.opened', { card }, '吉林市李某受理为事件“口前镇洪水”'],
		[
			'incident.opened',
			{ card, reportId: null, warning: { headline: '暴雨橙色预警信号' } },
			'吉林市李某据预警“暴雨橙色预警信号”新开事件“口前镇洪水”'
		],
		[
			'incident.warningLinked',
			{ card, warning: { headline: '暴雨橙色预警信号' } },
			'李某将预警“暴雨橙色预警信号”关联到事件“口前镇洪水”'
		],
		[
			'incident.graded',
			{ card, which: 'responseLevel', to: 2, reason: '影响饮用水' },
			'李某将事件“口前镇洪水”的响应级别定为Ⅱ 重大：影响饮用水'
		],
		['plan.submitted', { title: '防汛预案', number: 2 }, '李某将《防汛预案》第 2 版报批'],
		['plan.submitted', { title: null, number: 1 }, '李某将新预案第 1 版报批'],
		[
			'plan.activated',
			{
				card: {
					activatedByUnitName: '吉林市',
					planTitle: '防汛预案',
					number: 2,
					level: 2,
					frame: 'exercise'
				},
				tasks: [{}, {}]
			},
			'【演练】吉林市李某启动《防汛预案》（第 2 版）Ⅱ级响应，下达任务 2 项'
		],
		[
			'warning.issued',
			{
				card: {
					frame: 'exercise',
					source: { senderName: '吉林省气象台' },
					level: 2,
					headline: '暴雨橙色预警信号',
					units: [{ name: '敦化市' }, { name: '安图县' }]
				}
			},
			'【演练】吉林省气象台发布橙色预警（Ⅱ级）：暴雨橙色预警信号（敦化市、安图县）'
		],
		[
			'feed.silent',
			{ card: { name: '省气象局预警', unitName: '吉林省气象局' } },
			'数据源“省气象局预警”（吉林省气象局）超过约定时间没有数据'
		],
		[
			'incident.edited',
			{ card, changes: { title: {}, shape: {} } },
			'李某修改事件“口前镇洪水”的标题、范围'
		],
		[
			'incident.informed',
			{
				card,
				notice: {
					byUnitName: '吉林省',
					text: '化工桶傍晚到达。',
					units: ['丰满区', '昌邑区', '龙潭区', '舒兰市'].map((unitName) => ({ unitName }))
				}
			},
			'吉林省李某就事件“口前镇洪水”通报丰满区、昌邑区、龙潭区等 4 个单位：化工桶傍晚到达。'
		],
		[
			'incident.informAcknowledged',
			{ card, unit: { unitName: '舒兰市' } },
			'舒兰市李某签收事件“口前镇洪水”的通报'
		],
		['incident.closed', { card, reason: '' }, '李某办结事件“口前镇洪水”']
	])('%s names who, what and which', (type, payload, sentence) => {
		overwriteGetLocale(() => 'zh-CN');
		expect(journalSentence(line(type, payload))).toBe(sentence);
	});

	test('a line that no person wrote is the system’s, in the reader’s language', () => {
		const escalated = line(
			'report.escalated',
			{ receipt: { unitName: 'Jilin' }, to: 'deputy', title: 'Flood' },
			'system'
		);
		overwriteGetLocale(() => 'en');
		expect(journalSentence(escalated)).toContain('Jilin did not acknowledge in time');
	});

	test.each([
		[
			'incident.warningUnlinked',
			{ card, warning: { headline: 'Orange rainstorm warning' } },
			'李某 unlinked the warning “Orange rainstorm warning” from the incident “口前镇洪水”'
		],
		[
			'warning.cancelled',
			{
				card: {},
				replaced: [
					{
						frame: 'real',
						source: { senderName: 'Jilin Weather' },
						level: 2,
						headline: 'Rainstorm',
						units: [{ name: 'Dunhua' }]
					}
				]
			},
			'Jilin Weather lifted orange warning (II): Rainstorm (Dunhua)'
		]
	])('%s reads in English too', (type, payload, sentence) => {
		overwriteGetLocale(() => 'en');
		expect(journalSentence(line(type, payload))).toBe(sentence);
	});

	test.each(['weather.opened', 'toString', ''])(
		'the unknown type "%s" is said to be unknown',
		(type) => {
			overwriteGetLocale(() => 'zh-CN');
			expect(journalSentence(line(type, {}))).toContain('本版本尚不认识');
		}
	);

	test.each([null, {}, { card: null, receipt: 7, clocks: 'none', after: [] }])(
		'a line of another release, with the payload %j, has a sentence all the same',
		(payload) => {
			for (const type of ['report.filed', 'clock.started', 'unit.changed', 'plan.activated']) {
				expect(journalSentence(line(type, payload))).toMatch(/\S/);
			}
		}
	);
});

describe('[JO4] the auditor can choose every noun that writes lines', () => {
	const events = features.flatMap(({ noun, lines }) =>
		Object.entries(lines).map(([type, { noun: under }]) => ({ noun, type, under }))
	);

	test.each(events)('$type', ({ type, under }) => {
		const noun = under ?? type.split('.')[0] ?? '';
		expect(Object.keys(auditNouns)).toContain(noun);
		expect(audited.nouns[noun]).toContain(type);
		for (const locale of ['zh-CN', 'en'] as const) {
			overwriteGetLocale(() => locale);
			expect(auditNouns[noun]?.()).toMatch(/\S/);
		}
	});

	test('plans, responses, resources and knowledge too, and no two by one name', () => {
		expect(Object.keys(auditNouns)).toEqual(
			expect.arrayContaining(['plan', 'response', 'resource', 'knowledge', 'task', 'sign', 'joint'])
		);
		const titles = Object.values(auditNouns).map((title) => title());
		expect(new Set(titles).size).toBe(titles.length);
	});

	test('[JO4] and every subject', () => {
		expect(audited.subjects).toEqual(
			expect.arrayContaining(['plan', 'resource', 'knowledge', 'task', 'sign', 'consultation'])
		);
	});
});

test('[JO3] only lines about administration are open to the auditor', () => {
	expect(audited.readable.toSorted()).toEqual([
		'account',
		'event-class',
		'person',
		'reporting-rule',
		'shift',
		'unit'
	]);
});
