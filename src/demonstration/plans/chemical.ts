import {
	actionsOf,
	city,
	county,
	DEMONSTRATION_NOTE,
	group,
	ofCity,
	ofProvince,
	onShift,
	team,
	type DemoPlan
} from './writing.ts';

/** 危化品泄漏: of a city with a chemical industry on a great river. */
export const chemical: DemoPlan = {
	slug: 'chemical',
	ownerUnitId: '220200',
	content: {
		title: '吉林市危险化学品泄漏事故应急预案（演示）',
		kind: 'special',
		classCodes: ['12D', '12P'],
		areaUnitIds: ['220200'],
		triggers: `${DEMONSTRATION_NOTE}\n危险化学品在生产、储存、运输中泄漏，或容器落入水体，可能危及公众、水源时，由市应急管理部门会商后提出建议。`,
		levels: [
			{
				level: 1,
				conditions: '剧毒物质大量泄漏，可能造成 30 人以上死亡；松花江干流水质严重超标并将出省。',
				consequences: '市主要领导指挥，提请省指挥部接管；停止下游取水。',
				ringKm: 10
			},
			{
				level: 2,
				conditions: '有毒或遇水反应物质大量进入水体；需要转移 1 万人以上；跨县（区）影响。',
				consequences: '市分管领导到现场，设现场指挥部，沿江拦截。',
				ringKm: 5
			},
			{
				level: 3,
				conditions: '泄漏已得到初步控制，但影响厂区外公众；需要转移 1000 人以上。',
				consequences: '市应急管理局牵头处置，有关部门派员到现场。',
				ringKm: 3
			},
			{
				level: 4,
				conditions: '少量泄漏，影响限于厂区或事故路段。',
				consequences: '事发地县（区）处置，市有关部门指导。',
				ringKm: 1
			}
		],
		groups: [
			team('command', '综合协调组', ofCity('yingji'), [city], '研判、调度、报告'),
			team(
				'disposal',
				'工程抢险组',
				ofCity('xiaofang'),
				[ofCity('yingji'), county],
				'堵漏、稀释、回收、洗消'
			),
			team(
				'monitor',
				'环境监测组',
				ofCity('shuili'),
				[ofCity('qixiang'), ofProvince('shuili')],
				'大气和水质监测、扩散预测'
			),
			team(
				'evacuation',
				'警戒疏散组',
				ofCity('gongan'),
				[ofCity('jiaotong'), county],
				'警戒、管制、疏散'
			),
			team('medical', '医疗救治组', ofCity('weisheng'), [], '中毒和灼伤救治'),
			team(
				'river',
				'沿江拦截组',
				ofCity('shuili'),
				[ofCity('yingji'), ofCity('jiaotong'), county],
				'布设拦截线、打捞、看守'
			)
		],
		roles: [
			onShift('commander', '现场总指挥', city, 'leader'),
			onShift('desk', '市级值班联络', city, 'main'),
			onShift('deputy', '市级信息专报', city, 'deputy'),
			onShift('countyCommander', '事发地县现场指挥', county, 'leader'),
			onShift('countyDesk', '事发地县值班联络', county, 'main')
		],
		actions: actionsOf([
			[
				'4.1.1',
				1,
				4,
				county,
				15,
				'核实物质名称、数量、泄漏方式和周边人口',
				{ detail: '查 UN 编号和安全技术说明书，注明是否遇水反应。' }
			],
			[
				'4.1.2',
				1,
				4,
				group('disposal'),
				20,
				'初到力量在上风向侦检，划定初始隔离区',
				{ near: [['team', 'equipment'], 30] }
			],
			['4.1.3', 1, 4, county, 20, '停止事故装置或车辆，切断火源'],
			['4.1.4', 1, 4, group('evacuation'), 30, '设置警戒，禁止无关人员和船只进入'],
			['4.1.5', 1, 4, ofCity('qixiang'), 20, '提供现场风向风速和 3 小时预报'],
			[
				'4.1.6',
				1,
				4,
				ofCity('weisheng'),
				30,
				'通知定点医院准备解毒药品和洗消',
				{ near: [['hospital'], 30] }
			],
			[
				'4.1.7',
				1,
				4,
				ofCity('yingji'),
				30,
				'查明周边危险源和防护目标，防止次生事故',
				{ near: [['hazard', 'protectedSite'], 5] }
			],
			['4.1.8', 3, 4, county, 60, '组织企业自行堵漏、收集和洗消'],
			[
				'4.2.1',
				1,
				3,
				group('command'),
				30,
				'召开视频会商，确定处置方案和专家',
				{ consultation: true }
			],
			[
				'4.2.2',
				1,
				3,
				group('disposal'),
				60,
				'调专业堵漏和危化救援队到场',
				{ near: [['team', 'equipment'], 100] }
			],
			[
				'4.2.3',
				1,
				3,
				group('evacuation'),
				60,
				'疏散下风向群众，逐户核对',
				{ near: [['shelter', 'protectedSite'], 10] }
			],
			[
				'4.2.4',
				1,
				3,
				group('monitor'),
				60,
				'在下风向和取水口布点监测，每小时一报',
				{ near: [['protectedSite'], 30] }
			],
			['4.2.5', 1, 3, group('medical'), 60, '设现场急救点，登记接触人员'],
			['4.2.6', 1, 3, ofCity('jiaotong'), 60, '关闭事故路段，安排绕行'],
			['4.2.7', 1, 3, ofCity('gongan'), 60, '控制责任单位有关人员，封存台账'],
			['4.2.8', 1, 3, city, 60, '统一发布信息，告知公众防护方法'],
			['4.3.1', 1, 2, city, 30, '设现场指挥部，指定现场指挥官和新闻发言人'],
			[
				'4.3.2',
				1,
				2,
				group('river'),
				60,
				'沿江布设拦截线，第一道在落水点下游',
				{
					near: [['team', 'equipment'], 50],
					detail: '桶体漂浮时先围后捞，不得敲击、不得近火近水操作。'
				}
			],
			['4.3.3', 1, 2, city, 60, '通知下游县（市、区）和取水单位，约定漂浮物到达时间'],
			['4.3.4', 1, 2, ofCity('shuili'), 60, '协调上游水库减小下泄流量'],
			['4.3.5', 1, 2, group('monitor'), 90, '断面加密监测，给出特征污染物浓度'],
			[
				'4.3.6',
				1,
				2,
				ofCity('yingji'),
				90,
				'逐家核对企业库存，给出冲走容器的总数和空满',
				{ detail: '数字变化须说明原因。' }
			],
			['4.3.7', 1, 2, ofCity('jiaotong'), 90, '停航事发江段，调集打捞船只'],
			['4.3.8', 1, 2, group('river'), 120, '回收的容器编号登记，运到指定场所看守'],
			['4.3.9', 1, 2, county, 120, '发动沿江乡镇看守江岸，发现容器立即报告'],
			['4.3.10', 1, 2, ofCity('renfang'), 120, '组织防化力量洗消'],
			['4.3.11', 1, 2, ofCity('weisheng'), 120, '启用备用水源卫生检测'],
			['4.4.1', 1, 1, city, 30, '提请省指挥部接管，报告可能出省的时间'],
			['4.4.2', 1, 1, city, 60, '停止受影响取水口取水，启用应急供水', { near: [['supply'], 50] }],
			[
				'4.4.3',
				1,
				1,
				group('evacuation'),
				60,
				'扩大疏散范围，组织大规模转移',
				{ near: [['shelter'], 50] }
			],
			['4.4.4', 1, 1, group('command'), 60, '请求驻军和跨市专业力量支援'],
			['4.4.5', 1, 1, group('monitor'), 60, '与下游市、省交换监测数据'],
			[
				'4.4.6',
				1,
				1,
				group('medical'),
				90,
				'启动全市医疗应急，开辟床位',
				{ near: [['hospital'], 100] }
			]
		])
	}
};
