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

/** 防汛: four levels; most of it is for the county and the city at the place. */
export const flood: DemoPlan = {
	slug: 'flood',
	ownerUnitId: '220000',
	content: {
		title: '吉林省防汛应急预案（演示）',
		kind: 'special',
		classCodes: ['11A', '11B03'],
		areaUnitIds: ['220000'],
		triggers: `${DEMONSTRATION_NOTE}\n江河洪水、渍涝、山洪、水库堤防险情达到下列条件之一，由省防汛抗旱指挥机构办公室会商后提出建议，按权限启动响应。`,
		levels: [
			{
				level: 1,
				conditions:
					'大江大河发生特大洪水；大江大河干流重要河段堤防决口；大型水库垮坝；数市同时发生特大洪涝灾害。',
				consequences:
					'省长任总指挥，指挥部全体成员到岗，全省停课停工按需实行，请求国家防总和部队支援。',
				ringKm: 30
			},
			{
				level: 2,
				conditions:
					'一条大江大河发生大洪水；一个市多个县发生严重洪涝灾害，城镇进水、通信中断；大中型水库出现重大险情。',
				consequences: '分管副省长坐镇指挥，前方工作组 2 小时内出发，成员单位主要负责人到岗。',
				ringKm: 20
			},
			{
				level: 3,
				conditions: '江河发生较大洪水；县级以上城市发生内涝；小型水库出现险情。',
				consequences: '指挥部办公室主持会商，有关成员单位派员联合值守。',
				ringKm: 10
			},
			{
				level: 4,
				conditions: '江河将发生一般洪水；发布暴雨蓝色以上预警并已出现强降雨。',
				consequences: '有关市县加强值守，指挥部办公室跟踪调度。',
				ringKm: 5
			}
		],
		groups: [
			team(
				'coordination',
				'综合协调组',
				ofProvince('yingji'),
				[province, city],
				'会商研判、上传下达、统计灾情'
			),
			team(
				'monitoring',
				'监测预报组',
				ofProvince('shuili'),
				[ofProvince('qixiang'), ofCity('shuili'), ofCity('qixiang')],
				'雨情水情工情监测和预报'
			),
			team(
				'rescue',
				'抢险救援组',
				ofProvince('xiaofang'),
				[ofProvince('yingji'), ofCity('xiaofang'), county],
				'抢险、搜救、转移被困群众'
			),
			team(
				'transport',
				'交通通信保障组',
				ofProvince('jiaotong'),
				[ofProvince('gongan'), ofCity('jiaotong'), ofCity('gongan')],
				'道路抢通、交通管制、通信保障'
			),
			team(
				'medical',
				'医疗防疫组',
				ofProvince('weisheng'),
				[ofCity('weisheng')],
				'伤员救治、灾后防疫'
			),
			team(
				'relief',
				'转移安置组',
				ofProvince('minzheng'),
				[ofCity('minzheng'), county],
				'群众安置、生活救助'
			)
		],
		roles: [
			onShift('commander', '总指挥', province, 'leader'),
			onShift('desk', '省级值班联络', province, 'main'),
			onShift('cityCommander', '事发地市指挥', city, 'leader'),
			onShift('cityDesk', '事发地市值班联络', city, 'main'),
			onShift('countyCommander', '事发地县现场指挥', county, 'leader'),
			onShift('countyDesk', '事发地县值班联络', county, 'main')
		],
		actions: actionsOf([
			['5.1.1', 1, 4, county, 15, '启动县级防汛响应，主要负责同志到岗指挥'],
			[
				'5.1.2',
				1,
				4,
				county,
				30,
				'核报险情、受灾人数和失联村屯',
				{ detail: '首报可不完整，30 分钟内先报有什么、在哪里、要什么。' }
			],
			['5.1.3', 1, 4, city, 30, '调度雨情、水情、险情，提出响应级别建议'],
			['5.1.4', 1, 4, group('monitoring'), 30, '发布洪水预报，之后每小时滚动更新'],
			['5.1.5', 1, 4, ofProvince('qixiang'), 30, '发布短时临近降雨预报'],
			[
				'5.1.6',
				1,
				4,
				ofCity('shuili'),
				60,
				'检查水库、堤防、闸门，落实巡查责任人',
				{ detail: '小型水库巡查每两小时一次，漫坝险情立即报告。' }
			],
			['5.1.7', 1, 4, county, 60, '转移低洼地带、河道两岸和危房群众', { near: [['shelter'], 20] }],
			['5.1.8', 1, 4, ofCity('jiaotong'), 60, '封闭漫水桥和积水路段，设置警示'],
			['5.2.1', 1, 3, group('coordination'), 30, '组织成员单位联合值守，开始每 2 小时一报'],
			[
				'5.2.2',
				1,
				3,
				group('coordination'),
				60,
				'召开视频会商，明确转移和抢险任务',
				{ consultation: true }
			],
			['5.2.3', 1, 3, city, 60, '派出市级工作组赶赴现场'],
			[
				'5.2.4',
				1,
				3,
				group('rescue'),
				60,
				'前置救援队伍和冲锋舟到受威胁地段',
				{ near: [['team', 'equipment'], 50] }
			],
			['5.2.5', 1, 3, ofCity('gongan'), 60, '对转移区域实行交通管制和治安巡逻'],
			[
				'5.2.6',
				1,
				3,
				ofCity('weisheng'),
				90,
				'医疗队到安置点待命，核对可收治床位',
				{ near: [['hospital'], 50] }
			],
			[
				'5.2.7',
				1,
				3,
				ofCity('minzheng'),
				90,
				'开放安置点，登记安置人员',
				{ near: [['shelter', 'supply'], 30] }
			],
			[
				'5.2.8',
				1,
				3,
				ofCity('yingji'),
				90,
				'排查沿岸危险化学品、尾矿库等危险源，落实加固或转移',
				{ near: [['hazard'], 20], detail: '防止储罐、桶装原料被洪水冲走。' }
			],
			['5.2.9', 1, 3, county, 120, '向下游县（市、区）通报洪峰和漂浮物情况'],
			['5.3.1', 1, 2, province, 30, '向省委、省政府主要领导报告并提请总指挥部署'],
			['5.3.2', 1, 2, group('coordination'), 60, '启用现场指挥部，明确现场指挥官'],
			['5.3.3', 1, 2, ofProvince('yingji'), 60, '派出省级前方工作组'],
			[
				'5.3.4',
				1,
				2,
				group('rescue'),
				60,
				'搜救被困群众，逐户确认不漏一人',
				{ near: [['team', 'equipment'], 100] }
			],
			['5.3.5', 1, 2, ofProvince('shuili'), 60, '实施水库群联合调度，拦洪削峰错峰'],
			['5.3.6', 1, 2, group('transport'), 90, '抢通生命线道路，开辟救援绿色通道'],
			[
				'5.3.7',
				1,
				2,
				ofProvince('gongan'),
				90,
				'派出应急通信车，恢复中断地区通信',
				{ near: [['equipment'], 100] }
			],
			[
				'5.3.8',
				1,
				2,
				ofProvince('xiaofang'),
				90,
				'调集跨区域水域救援力量',
				{ near: [['team'], 100] }
			],
			['5.3.9', 1, 2, group('medical'), 120, '开展灾区防疫和饮用水检测'],
			[
				'5.3.10',
				1,
				2,
				group('relief'),
				120,
				'调拨帐篷、食品、饮用水等救灾物资',
				{ near: [['supply'], 100] }
			],
			['5.3.11', 1, 2, city, 120, '统一发布灾情信息，回应停水停电等传言'],
			[
				'5.3.12',
				1,
				2,
				ofCity('yingji'),
				120,
				'沿江布设拦截线，打捞危险漂浮物',
				{ near: [['team', 'equipment'], 50] }
			],
			['5.3.13', 1, 2, ofProvince('weisheng'), 120, '组织省级医疗专家支援'],
			['5.4.1', 1, 1, province, 30, '宣布进入防汛紧急状态，总指挥主持会商', { consultation: true }],
			['5.4.2', 1, 1, province, 60, '请求国家防总和驻军支援'],
			[
				'5.4.3',
				1,
				1,
				group('coordination'),
				60,
				'组织跨市转移，确定接收地和路线',
				{ near: [['shelter'], 100] }
			],
			['5.4.4', 1, 1, ofProvince('jiaotong'), 90, '征用车船，保障大规模转移运力'],
			['5.4.5', 1, 1, ofProvince('shuili'), 60, '论证启用蓄滞洪区，预先通知区内群众'],
			['5.4.6', 1, 1, ofProvince('minzheng'), 180, '启动救灾捐赠接收和应急救助'],
			['5.5.1', 4, 4, county, 120, '通知学校、企业、景区做好停课停工准备'],
			['5.5.2', 3, 4, ofCity('qixiang'), 60, '向乡镇、村屯责任人点对点发送预警']
		])
	}
};
