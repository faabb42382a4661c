import {
	actionsOf,
	city,
	county,
	DEMONSTRATION_NOTE,
	group,
	ofCity,
	ofProvince,
	onShift,
	province,
	team,
	type DemoPlan
} from './writing.ts';

/** 地震: of the province; the first hour decides. */
export const earthquake: DemoPlan = {
	slug: 'earthquake',
	ownerUnitId: '220000',
	content: {
		title: '吉林省地震应急预案（演示）',
		kind: 'special',
		classCodes: ['11C'],
		areaUnitIds: ['220000'],
		triggers: `${DEMONSTRATION_NOTE}\n本省发生地震，或邻省地震对本省造成较大影响时，依震级、人口密度和初步灾情确定响应级别。`,
		levels: [
			{
				level: 1,
				conditions: '7.0 级以上地震；或造成 300 人以上死亡。',
				consequences: '省长任总指挥，请求国务院抗震救灾指挥机构支援。',
				ringKm: 100
			},
			{
				level: 2,
				conditions: '6.0 级以上、7.0 级以下地震；或造成 50 人以上、300 人以下死亡。',
				consequences: '分管副省长任总指挥，前方指挥部 3 小时内开设。',
				ringKm: 50
			},
			{
				level: 3,
				conditions: '5.0 级以上、6.0 级以下地震；或造成 10 人以上、50 人以下死亡。',
				consequences: '事发地市指挥，省有关部门派工作组。',
				ringKm: 30
			},
			{
				level: 4,
				conditions: '4.0 级以上、5.0 级以下地震；有感强烈、有轻微损失。',
				consequences: '事发地县处置，市指导，做好信息发布。',
				ringKm: 10
			}
		],
		groups: [
			team(
				'coordination',
				'综合协调组',
				ofProvince('yingji'),
				[province, ofProvince('dizhen')],
				'会商、调度、统计'
			),
			team(
				'search',
				'搜索救援组',
				ofProvince('xiaofang'),
				[ofProvince('yingji'), ofCity('xiaofang')],
				'搜索、营救、破拆'
			),
			team(
				'seismic',
				'震情监测组',
				ofProvince('dizhen'),
				[ofCity('dizhen')],
				'速报、烈度评定、余震趋势'
			),
			team(
				'medical',
				'医疗防疫组',
				ofProvince('weisheng'),
				[ofCity('weisheng')],
				'救治、转运、防疫'
			),
			team(
				'lifeline',
				'生命线抢修组',
				ofProvince('jiaotong'),
				[ofProvince('shuili'), ofCity('jiaotong')],
				'道路、供水、通信抢修'
			),
			team(
				'relief',
				'群众安置组',
				ofProvince('minzheng'),
				[ofCity('minzheng'), county],
				'避难、物资、救助'
			),
			team(
				'order',
				'治安和交通组',
				ofProvince('gongan'),
				[ofCity('gongan')],
				'治安、管制、身份核对'
			)
		],
		roles: [
			onShift('commander', '总指挥', province, 'leader'),
			onShift('desk', '省级值班联络', province, 'main'),
			onShift('cityCommander', '事发地市指挥', city, 'leader'),
			onShift('cityDesk', '事发地市值班联络', city, 'main'),
			onShift('countyCommander', '事发地县现场指挥', county, 'leader')
		],
		actions: actionsOf([
			['6.1.1', 1, 4, group('seismic'), 10, '速报震中、震级、深度，给出预估烈度圈'],
			[
				'6.1.2',
				1,
				4,
				county,
				15,
				'报告有感、倒塌、伤亡和通信情况',
				{ detail: '无人应答的乡镇即列为可能重灾区。' }
			],
			['6.1.3', 1, 4, county, 30, '开放避难场所，疏散危房内群众', { near: [['shelter'], 10] }],
			['6.1.4', 1, 4, city, 30, '调度全市灾情，派员核查无应答乡镇'],
			['6.1.5', 1, 4, group('seismic'), 60, '会商余震趋势，发布避免恐慌的权威信息'],
			['6.1.6', 1, 4, ofCity('shuili'), 60, '检查水库、堤防震损', { near: [['hazard'], 30] }],
			[
				'6.1.7',
				1,
				4,
				ofCity('yingji'),
				60,
				'排查危险化学品、矿山次生灾害',
				{ near: [['hazard'], 30] }
			],
			['6.1.8', 1, 4, ofCity('jiaotong'), 60, '检查桥梁、隧道和主要道路'],
			['6.1.9', 4, 4, county, 120, '统计损失，回访群众，解除避险'],
			[
				'6.2.1',
				1,
				3,
				group('coordination'),
				30,
				'召开视频会商，判定极震区和救援重点',
				{ consultation: true }
			],
			[
				'6.2.2',
				1,
				3,
				group('search'),
				30,
				'首批救援队出动，携带生命探测和破拆装备',
				{ near: [['team', 'equipment'], 100] }
			],
			['6.2.3', 1, 3, ofCity('xiaofang'), 20, '就近消防力量进入倒塌现场', { near: [['team'], 50] }],
			[
				'6.2.4',
				1,
				3,
				group('medical'),
				45,
				'医疗队出发，通知医院腾出床位',
				{ near: [['hospital'], 100] }
			],
			['6.2.5', 1, 3, group('order'), 45, '管制通往震区道路，只放救援车辆'],
			['6.2.6', 1, 3, group('lifeline'), 60, '查明道路、供水、通信中断点并开始抢通'],
			[
				'6.2.7',
				1,
				3,
				group('relief'),
				90,
				'调运帐篷、棉被、食品和饮用水',
				{ near: [['supply', 'shelter'], 100] }
			],
			['6.2.8', 1, 3, city, 60, '开设现场指挥部，划分救援责任区'],
			['6.2.9', 1, 3, ofProvince('yingji'), 60, '派出省级工作组'],
			['6.2.10', 1, 3, ofCity('weisheng'), 120, '设置伤员分类点和转运点'],
			['6.2.11', 1, 3, county, 60, '逐户清点人数，提交被埋人员名单'],
			['6.3.1', 1, 2, province, 30, '向国务院抗震救灾指挥机构报告'],
			[
				'6.3.2',
				1,
				2,
				group('coordination'),
				180,
				'开设前方指挥部，实行联合值守',
				{ consultation: true }
			],
			[
				'6.3.3',
				1,
				2,
				group('search'),
				60,
				'分片搜救，建立救援现场标记',
				{ detail: '每个现场挂牌：何时何队搜过、还有几人。' }
			],
			[
				'6.3.4',
				1,
				2,
				ofProvince('gongan'),
				90,
				'派出应急通信保障，恢复震区通信',
				{ near: [['equipment'], 100] }
			],
			['6.3.5', 1, 2, ofProvince('jiaotong'), 120, '协调铁路、民航运送救援力量'],
			['6.3.6', 1, 2, group('medical'), 180, '重伤员跨市转运'],
			['6.3.7', 1, 2, ofProvince('qixiang'), 60, '提供震区天气预报'],
			['6.3.8', 1, 2, ofProvince('shuili'), 120, '排查堰塞湖和水库险情'],
			['6.3.9', 1, 2, ofProvince('minzheng'), 180, '建立集中安置点管理和遇难者善后'],
			[
				'6.3.10',
				1,
				2,
				ofProvince('renfang'),
				120,
				'开放人防工程安置群众',
				{ near: [['shelter'], 50] }
			],
			['6.3.11', 1, 2, group('seismic'), 180, '现场调查，发布烈度图'],
			['6.3.12', 1, 2, city, 120, '召开新闻发布会，公布伤亡和寻亲热线'],
			['6.4.1', 1, 1, province, 30, '宣布全省进入抗震救灾紧急状态'],
			['6.4.2', 1, 1, province, 60, '请求国家救援队和驻军支援'],
			['6.4.3', 1, 1, group('coordination'), 120, '建立外省救援力量接收、引导和分区机制'],
			[
				'6.4.4',
				1,
				1,
				group('relief'),
				240,
				'启动对口支援和救灾捐赠接收',
				{ near: [['supply'], 100] }
			],
			['6.4.5', 1, 1, group('lifeline'), 240, '抢建应急供电、供水和临时机降点'],
			[
				'6.4.6',
				1,
				1,
				group('medical'),
				240,
				'开设方舱医院，组织灾后防疫',
				{ near: [['hospital'], 100] }
			]
		])
	}
};
