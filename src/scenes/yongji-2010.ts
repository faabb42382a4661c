import type { FirstWords, ReportWords, Scene, Step, Words } from './scene.ts';

/**
 * 28 July to 1 August 2010, 永吉县. What happened, when, and every number come from the public reports of those
 * days (中新社, CCTV, 新浪/东北网, 黑龙江卫视), each line below names which. Who pressed which key, the levels that
 * desks gave, and the minutes between, are made up (`STAGED`); so are all names of people.
 */
const RAIN =
	'防汛、水文：7月27日20时至28日12时永吉县平均120.7毫米，官厅254.9毫米；温德河为有记录以来最大';
const KOUQIAN =
	'永吉县，7月28日早：口前镇进水最深约3米，约3万人待转移，口前、旺起、桦甸、磐石通信中断，口前站两列货车被冲出50米，杏山水库漫坝顶';
const WATER = '吉林市，7月28日6时：部分城区停水（称系供电检修）';
const LEVEL_TWO = '省防汛抗旱指挥部，7月28日9时：启动防汛Ⅱ级应急响应';
const DRUMS =
	'永吉县、吉林市，7月28日10时前后：新亚强化工厂（永吉县经济开发区）三甲基一氯硅烷桶1000余只经温德河冲入松花江，每桶160至170公斤，遇水放出氯化氢';
const LINES =
	'吉林市、省，7月28日：松花江设八道拦截线，冲锋舟30艘、快艇8艘；副省长在现场；通信车6辆、指挥车3辆、26人；区内官兵近万人';
const QUALITY = '环保部门，7月28日晚：pH、高锰酸盐指数、氨氮正常，检出微量六甲基二硅氧烷';
const CORRECTED =
	'吉林市，7月29日上午：两家企业（新亚强、吉林众鑫）库存被冲走，空桶约4000只、装料桶约3000只；已回收400余只';
const RECOVERED = '省，7月30日12时：已回收2978只';
const TOTAL =
	'省，8月1日16时：共7138只，其中空桶3476只；回收6387只，定位684只；无一出省；搜索江段235公里、632平方公里';
const FLOOD_PLAN = '吉林省防汛应急预案（演示）';
const CHEMICAL_PLAN = '吉林市危险化学品泄漏事故应急预案（演示）';
const STAGED = '演示编排';

const yongji = 'yongji.baosong';
const city = 'jilin.zhuban';
const cityLeader = 'jilin.daiban';
const province = 'sheng.zhuban';
const provinceLeader = 'sheng.daiban';
const weather = 'sheng.qixiang';
const fengman = 'fengman.zhuban';
const shulan = 'shulan.zhuban';

/** Along the 松花江 below 永吉: 丰满 昌邑 龙潭 舒兰 榆树 德惠 扶余 松原. */
const downstream = ['220211', '220202', '220203', '220283', '220182', '220183', '220781', '220700'];

const step = (
	at: string,
	who: string,
	act: Step['act'],
	source: string,
	zh: string,
	en: string
): Step => ({
	...{ at, who, act, source },
	tells: { zh, en } satisfies Words
});

const kouqian: FirstWords = {
	classCode: '11A01',
	title: '永吉县口前镇洪水进镇',
	placeText: '永吉县口前镇',
	at: { lon: 126.498, lat: 43.673 },
	source: { kind: 'unit', name: '永吉县防汛抗旱指挥部' },
	level: 2,
	figures: { affected: { value: 30_000, source: '永吉县防汛抗旱指挥部' } },
	body: {
		cause: '2010年7月27日20时起吉林市普降大到暴雨，温德河、饮马河、岔路河同时涨水。',
		course: '2010年7月28日早，洪水进入口前镇，街道最深处约3米。',
		impact: '约3万人等待转移。',
		requests: '请求支援冲锋舟和救援力量。'
	}
};

const waterSupply: FirstWords = {
	classCode: '12P12',
	title: '吉林市部分城区停水',
	placeText: '吉林市城区',
	at: { lon: 126.549, lat: 43.838 },
	source: { kind: 'person', name: '市民来电' },
	level: 4,
	body: { course: '2010年7月28日6时起，吉林市部分城区停水，称系供电检修，正在核实。' }
};

const drums: FirstWords = {
	classCode: '12D99',
	title: '化工桶被洪水冲入松花江',
	placeText: '永吉县经济开发区',
	at: { lon: 126.515, lat: 43.7 },
	source: { kind: 'unit', name: '永吉县经济开发区管委会' },
	level: 2,
	body: {
		cause: '新亚强化工厂存放的桶被洪水冲走。',
		course:
			'2010年7月28日10时许，1000余只三甲基一氯硅烷原料桶（每桶160至170公斤）经温德河漂入松花江。该物质遇水放出氯化氢。',
		impact: '桶数为目测，正在清点。',
		requests: '请求通知下游各县（市、区），组织沿江拦截。'
	},
	otherFigures: [{ label: '冲走的桶', unit: '只', value: 1000, source: '永吉县，1000余只' }]
};

const drumsOfCity: FirstWords = {
	classCode: '12D99',
	title: '温德河口发现大量化工桶入江',
	placeText: '吉林市温德河口',
	at: { lon: 126.528, lat: 43.806 },
	source: { kind: 'unit', name: '吉林市防汛抗旱指挥部' },
	level: 2,
	body: {
		course:
			'2010年7月28日10时许，化工桶经温德河口进入松花江，初步了解约3000只，与永吉县所报1000余只不一致，正在核对。',
		measures: '已通知沿江各区。'
	},
	otherFigures: [{ label: '冲走的桶', unit: '只', value: 3000, source: '吉林市，约3000只' }]
};

const intercepting: ReportWords = {
	body: {
		measures: '2010年7月28日，松花江上已设八道拦截线，投入冲锋舟30艘、快艇8艘。'
	}
};

const correctedCount: ReportWords = {
	body: {
		course:
			'更正：2010年7月29日上午核对库存，被冲走的是新亚强、吉林众鑫两家企业的桶，共约7000只：空桶约4000只，装料桶约3000只。',
		impact: '更正原因：核对的是两家企业的全部库存，空桶也计算在内。已回收400余只。'
	},
	otherFigures: [
		{
			label: '冲走的桶',
			unit: '只',
			value: 7000,
			source: '两家企业库存，约数',
			reason: '核对的是两家企业的全部库存，空桶也计算在内'
		},
		{ label: '其中空桶', unit: '只', value: 4000, source: '两家企业库存，约4000只' },
		{ label: '已回收的桶', unit: '只', value: 400, source: '吉林市，400余只' }
	]
};

const finalCount: ReportWords = {
	body: {
		course:
			'截至2010年8月1日16时，经逐桶清点，共冲走7138只，其中空桶3476只；已回收6387只，另有684只已定位。',
		impact: '没有一只流出省界。累计搜索江段235公里、632平方公里。'
	},
	otherFigures: [
		{ label: '冲走的桶', unit: '只', value: 7138, source: '省，逐桶清点' },
		{
			label: '其中空桶',
			unit: '只',
			value: 3476,
			source: '省，逐桶清点',
			reason: '4000只为企业库存约数，现为逐桶清点数'
		},
		{ label: '已回收的桶', unit: '只', value: 6387, source: '省' },
		{ label: '已定位的桶', unit: '只', value: 684, source: '省' },
		{ label: '搜索江段', unit: '公里', value: 235, source: '省' }
	]
};

const steps: Step[] = [
	step(
		'2010-07-28T05:30',
		weather,
		{
			kind: 'warn',
			as: 'rain',
			holdsHours: 12,
			says: {
				event: '暴雨',
				severity: 'Severe',
				senderName: '吉林省气象台（演示）',
				headline: '永吉县暴雨橙色预警信号（演示）',
				description:
					'2010年7月27日20时起吉林市普降大到暴雨，预计永吉县强降雨仍将持续。本条为演示编排，不是真实预警。',
				instruction: '注意防范温德河、饮马河、岔路河沿岸洪水和山洪。',
				areaDesc: '永吉县',
				code: '220221000000'
			}
		},
		`${RAIN}；预警为${STAGED}`,
		'省气象局推送永吉县暴雨橙色预警。看大屏：预警区域出现在地图上，省、吉林市、永吉县都有，敦化没有。',
		'The Meteorological Bureau sends an orange rainstorm warning for Yongji County. Watch the walls: its area stands on the map of the province, the city and the county, and on no other.'
	),
	step(
		'2010-07-28T06:10',
		yongji,
		{ kind: 'file', as: 'flood-1', occurredMinutesAgo: 40, knownMinutesAgo: 12, words: kouqian },
		KOUQIAN,
		'永吉县报送首报：洪水进了口前镇，约3万人待转移。看大屏：三级同时出现。',
		'Yongji County files a first report: the flood is in Kouqian, some 30,000 people wait to be moved. Watch the walls: it stands on all three levels at once.'
	),
	step(
		'2010-07-28T06:12',
		city,
		{ kind: 'acknowledge', reports: ['flood-1'] },
		STAGED,
		'吉林市主班签收。',
		'The duty officer of Jilin City acknowledges.'
	),
	step(
		'2010-07-28T06:13',
		province,
		{ kind: 'acknowledge', reports: ['flood-1'] },
		STAGED,
		'省总值班室主班签收。',
		'The duty officer of the province acknowledges.'
	),
	step(
		'2010-07-28T06:15',
		yongji,
		{
			kind: 'tell',
			about: { report: 'flood-1' },
			told: '吉林市总值班室主班',
			note: '电话报告口前镇进水情况。'
		},
		STAGED,
		'永吉县电话报告，电话时限停止计时。',
		'Yongji reports by telephone; its telephone clocks stop.'
	),
	step(
		'2010-07-28T06:20',
		city,
		{ kind: 'open', report: 'flood-1', as: 'flood', title: '永吉县口前镇洪水' },
		STAGED,
		'吉林市立为突发事件，市向省报告的时限开始计时。',
		'Jilin City opens an incident; its own clocks towards the province start.'
	),
	step(
		'2010-07-28T06:22',
		cityLeader,
		{
			kind: 'grade',
			incident: 'flood',
			which: 'incidentLevel',
			level: 2,
			reason: '约3万人待转移，先按重大（Ⅱ级）掌握（演示）'
		},
		STAGED,
		'吉林市带班领导定级：Ⅱ级。',
		'The duty leader of Jilin City grades it: level II.'
	),
	step(
		'2010-07-28T06:24',
		city,
		{
			kind: 'tell',
			about: { incident: 'flood' },
			told: '省总值班室主班',
			note: '电话报告永吉县口前镇洪水。'
		},
		STAGED,
		'吉林市电话报省。',
		'Jilin City telephones the province.'
	),
	step(
		'2010-07-28T06:25',
		city,
		{ kind: 'linkWarning', warning: 'rain', incident: 'flood' },
		STAGED,
		'吉林市把暴雨预警关联到这起事件。',
		'Jilin City links the rainstorm warning to the incident.'
	),
	step(
		'2010-07-28T06:26',
		province,
		{ kind: 'join', report: 'flood-1', incident: 'flood' },
		STAGED,
		'省总值班室并入同一事件，省的时限也开始计时。',
		'The province joins the same incident; its clocks start too.'
	),
	step(
		'2010-07-28T06:40',
		city,
		{ kind: 'file', as: 'water-1', occurredMinutesAgo: 40, knownMinutesAgo: 5, words: waterSupply },
		WATER,
		'吉林市报：部分城区停水，称系供电检修，在核实。',
		'Jilin City reports: no water in parts of the city, said to be a power repair, being checked.'
	),
	step(
		'2010-07-28T06:43',
		province,
		{ kind: 'acknowledge', reports: ['water-1'] },
		STAGED,
		'省签收停水报告。',
		'The province acknowledges the report on the water.'
	),
	step(
		'2010-07-28T06:45',
		province,
		{ kind: 'open', report: 'water-1', as: 'water', title: '吉林市部分城区停水' },
		STAGED,
		'省立为单独的事件，跟踪核实。',
		'The province opens an incident of its own for it.'
	),
	step(
		'2010-07-28T07:30',
		yongji,
		{
			kind: 'continue',
			as: 'flood-2',
			report: 'flood-1',
			words: {
				body: {
					course:
						'2010年7月28日早，口前镇街道最深处约3米；口前站两列货车被冲出约50米；杏山水库水位超过坝顶。',
					impact: '约3万人等待转移。口前、旺起、桦甸、磐石通信中断。'
				}
			}
		},
		KOUQIAN,
		'永吉县续报一：通信中断，货车被冲走，杏山水库漫坝顶。',
		'Yongji, follow-up 1: lines cut, goods waggons swept away, Xingshan Reservoir above its crest.'
	),
	step(
		'2010-07-28T07:33',
		city,
		{ kind: 'acknowledge', reports: ['flood-2'] },
		STAGED,
		'吉林市签收续报一。',
		'Jilin City acknowledges follow-up 1.'
	),
	step(
		'2010-07-28T07:34',
		province,
		{ kind: 'acknowledge', reports: ['flood-2'] },
		STAGED,
		'省签收续报一。',
		'The province acknowledges follow-up 1.'
	),
	step(
		'2010-07-28T08:10',
		city,
		{
			kind: 'fileUp',
			as: 'flood-city',
			incident: 'flood',
			words: {
				body: { measures: '已调集救援力量赶赴口前镇，组织群众转移。' }
			}
		},
		STAGED,
		'吉林市书面报省，书面时限停止计时。',
		'Jilin City reports to the province in writing; its written clock stops.'
	),
	step(
		'2010-07-28T08:12',
		province,
		{ kind: 'acknowledge', reports: ['flood-city'] },
		STAGED,
		'省签收吉林市的报告。',
		'The province acknowledges.'
	),
	step(
		'2010-07-28T08:14',
		province,
		{ kind: 'join', report: 'flood-city', incident: 'flood' },
		STAGED,
		'并入同一事件。',
		'It joins the same incident.'
	),
	step(
		'2010-07-28T08:20',
		province,
		{ kind: 'activate', incident: 'flood', as: 'flood-response', plan: FLOOD_PLAN, level: 3 },
		STAGED,
		'省总值班室启动防汛预案Ⅲ级响应：任务同时下到县、市和各部门的屏幕上。',
		'The province activates its flood plan at level III: tasks stand on the screens of county, city and agencies at once.'
	),
	step(
		'2010-07-28T08:22',
		yongji,
		{ kind: 'receive', activation: 'flood-response', paragraphs: ['5.1.1', '5.1.2', '5.1.7'] },
		STAGED,
		'永吉县签收三项任务。',
		'Yongji receives three tasks.'
	),
	step(
		'2010-07-28T08:50',
		yongji,
		{
			kind: 'finish',
			activation: 'flood-response',
			paragraph: '5.1.2',
			result: '约3万人待转移，口前、旺起、桦甸、磐石通信中断。'
		},
		KOUQIAN,
		'永吉县办结“核报险情”：约3万人待转移。',
		'Yongji finishes “report the danger”: some 30,000 people wait to be moved.'
	),
	step(
		'2010-07-28T09:00',
		provinceLeader,
		{
			kind: 'changeLevel',
			activation: 'flood-response',
			level: 2,
			reason: '省防汛抗旱指挥部2010年7月28日9时启动防汛Ⅱ级应急响应'
		},
		LEVEL_TWO,
		'省将响应提升为Ⅱ级：只增加Ⅱ级才要的任务。响应级别与事件级别是两回事。',
		'The province raises the response to level II: only what level II adds is assigned. The response level is not the incident level.'
	),
	step(
		'2010-07-28T09:05',
		province,
		{
			kind: 'tell',
			about: { incident: 'flood' },
			told: '国务院总值班室',
			note: '报告永吉县洪水和Ⅱ级响应。'
		},
		STAGED,
		'省报国务院，对上的时限停止计时。',
		'The province reports to the State Council; that clock stops.'
	),
	step(
		'2010-07-28T09:10',
		province,
		{
			kind: 'consult',
			incident: 'flood',
			title: '永吉县口前镇洪水会商（演示）',
			units: ['220200', '220221']
		},
		STAGED,
		'省发起视频会商：市、县的屏幕振铃，一点即入。会商室一直开着，您也可以进去。',
		'The province opens a video consultation: the screens of city and county ring, one tap leads in. The room stays open, for you as well.'
	),

	step(
		'2010-07-28T10:15',
		yongji,
		{ kind: 'file', as: 'drums-1', occurredMinutesAgo: 15, knownMinutesAgo: 10, words: drums },
		DRUMS,
		'天灾变成事故：永吉县报，1000余只化工桶被冲入松花江。',
		'A disaster becomes an accident: Yongji reports more than 1,000 chemical drums washed into the Songhua River.'
	),
	step(
		'2010-07-28T10:16',
		yongji,
		{
			kind: 'tell',
			about: { report: 'drums-1' },
			told: '吉林市总值班室主班',
			note: '电话报告化工桶入江。'
		},
		STAGED,
		'永吉县电话报告。',
		'Yongji telephones.'
	),
	step(
		'2010-07-28T10:17',
		province,
		{ kind: 'acknowledge', reports: ['drums-1'] },
		STAGED,
		'省签收。',
		'The province acknowledges.'
	),
	step(
		'2010-07-28T10:18',
		city,
		{ kind: 'acknowledge', reports: ['drums-1'] },
		STAGED,
		'吉林市签收。',
		'Jilin City acknowledges.'
	),
	step(
		'2010-07-28T10:20',
		city,
		{ kind: 'open', report: 'drums-1', as: 'drums', title: '化工桶被洪水冲入松花江' },
		STAGED,
		'吉林市另立事件：洪水和化工桶各有各的时限。',
		'Jilin City opens a second incident: flood and drums each have their own clocks.'
	),
	step(
		'2010-07-28T10:21',
		city,
		{
			kind: 'tell',
			about: { incident: 'drums' },
			told: '省总值班室主班',
			note: '电话报告化工桶入江。'
		},
		STAGED,
		'吉林市电话报省。',
		'Jilin City telephones the province.'
	),
	step(
		'2010-07-28T10:22',
		province,
		{ kind: 'join', report: 'drums-1', incident: 'drums' },
		STAGED,
		'省并入。',
		'The province joins it.'
	),
	step(
		'2010-07-28T10:25',
		province,
		{
			kind: 'inform',
			incident: 'drums',
			as: 'drums-downstream',
			units: downstream,
			text: '1000余只化工桶（三甲基一氯硅烷，遇水放出氯化氢）在永吉县冲入松花江，正向下游漂流。请立即沿江设岗，发现漂浮桶不得靠近、不得擅自打捞，随时报告。（演示；2010年扶余为县）'
		},
		STAGED,
		'省通报下游八地，要赶在桶到之前：一秒内，事件上了他们的大屏和值班台。',
		'The province informs the eight units downstream before the drums arrive: within a second it stands on their walls and desks.'
	),
	step(
		'2010-07-28T10:26',
		fengman,
		{ kind: 'hear', notice: 'drums-downstream' },
		STAGED,
		'丰满区签收通报。',
		'Fengman acknowledges the notice.'
	),
	step(
		'2010-07-28T10:28',
		shulan,
		{ kind: 'hear', notice: 'drums-downstream' },
		STAGED,
		'舒兰市签收。谁还没有签收，省里看得见。',
		'Shulan acknowledges. The province sees who has not.'
	),
	step(
		'2010-07-28T10:30',
		city,
		{
			kind: 'file',
			as: 'drums-city',
			occurredMinutesAgo: 30,
			knownMinutesAgo: 12,
			words: drumsOfCity
		},
		DRUMS,
		'吉林市也报了：约3000只。同一件事，两家报，数字不同。',
		'Jilin City reports too: about 3,000. One event, two reporters, two numbers.'
	),
	step(
		'2010-07-28T10:31',
		city,
		{
			kind: 'tell',
			about: { report: 'drums-city' },
			told: '省总值班室主班',
			note: '电话报告约3000只，与永吉县数字不一致。'
		},
		STAGED,
		'吉林市电话说明两个数字不一致。',
		'Jilin City says by telephone that the numbers differ.'
	),
	step(
		'2010-07-28T10:33',
		province,
		{ kind: 'acknowledge', reports: ['drums-city'] },
		STAGED,
		'省签收。',
		'The province acknowledges.'
	),
	step(
		'2010-07-28T10:35',
		province,
		{ kind: 'join', report: 'drums-city', incident: 'drums' },
		STAGED,
		'省判断是同一件事，并入；两份原件都在。',
		'The province sees that it is one event and joins them; both originals stay.'
	),
	step(
		'2010-07-28T10:38',
		provinceLeader,
		{
			kind: 'grade',
			incident: 'drums',
			which: 'incidentLevel',
			level: 2,
			reason: '危险化学品进入松花江，跨县（市、区），先按重大（Ⅱ级）掌握（演示）'
		},
		STAGED,
		'省带班领导定级：Ⅱ级。',
		'The duty leader of the province grades it: level II.'
	),
	step(
		'2010-07-28T10:40',
		city,
		{ kind: 'activate', incident: 'drums', as: 'drums-response', plan: CHEMICAL_PLAN, level: 2 },
		STAGED,
		'吉林市启动危险化学品泄漏预案Ⅱ级响应：防汛响应还在进行。',
		'Jilin City activates its plan for chemical releases at level II, while the flood response goes on.'
	),
	step(
		'2010-07-28T10:42',
		yongji,
		{ kind: 'receive', activation: 'drums-response', paragraphs: ['4.1.1', '4.3.9'] },
		STAGED,
		'永吉县签收：核实物质和数量，发动沿江乡镇看守江岸。',
		'Yongji receives: find out substance and number, have the villages watch the banks.'
	),
	step(
		'2010-07-28T10:45',
		province,
		{
			kind: 'tell',
			about: { incident: 'drums' },
			told: '国务院总值班室',
			note: '报告化工桶入江：1000余只（永吉县）、约3000只（吉林市），正在核对。'
		},
		DRUMS,
		'省报国务院，两个数字都写明出处。',
		'The province reports to the State Council, both numbers with their source.'
	),
	step(
		'2010-07-28T10:55',
		city,
		{
			kind: 'note',
			incident: 'drums',
			text: '市民来电询问停水是否因化工桶入江。停水始于6时，桶入江在10时前后，先后清楚；停水原因以供水、供电单位答复为准，不传播未经核实的说法。（演示）'
		},
		STAGED,
		'有人传停水是化工桶造成的。记录在案：停水在先，桶在后。',
		'A rumour: the drums cut the water. The log says which came first: the water stopped four hours before.'
	),
	step(
		'2010-07-28T11:40',
		city,
		{ kind: 'fileUp', as: 'drums-up', incident: 'drums', words: intercepting },
		LINES,
		'吉林市从事件中报省：八道拦截线，30艘冲锋舟，8艘快艇。',
		'Jilin City reports from the incident: eight interception lines, 30 assault boats, 8 speedboats.'
	),
	step(
		'2010-07-28T11:42',
		province,
		{ kind: 'acknowledge', reports: ['drums-up'] },
		STAGED,
		'省签收。',
		'The province acknowledges.'
	),
	step(
		'2010-07-28T11:43',
		province,
		{ kind: 'join', report: 'drums-up', incident: 'drums' },
		STAGED,
		'省受理，此后续报自动归入。',
		'The province takes it; follow-ups now come in by themselves.'
	),
	step(
		'2010-07-28T12:05',
		yongji,
		{
			kind: 'continue',
			as: 'flood-3',
			report: 'flood-2',
			words: {
				body: {
					cause:
						'2010年7月27日20时至28日12时，永吉县平均降雨120.7毫米，官厅254.9毫米；温德河为有记录以来最大，口前站推算为1600年一遇。'
				}
			}
		},
		RAIN,
		'永吉县续报二：雨量出来了，温德河推算为1600年一遇。',
		'Yongji, follow-up 2: the rainfall is known; the Wende is a 1600-year flood by calculation.'
	),
	step(
		'2010-07-28T12:07',
		city,
		{ kind: 'acknowledge', reports: ['flood-3'] },
		STAGED,
		'吉林市签收。',
		'Jilin City acknowledges.'
	),
	step(
		'2010-07-28T12:08',
		province,
		{ kind: 'acknowledge', reports: ['flood-3'] },
		STAGED,
		'省签收。',
		'The province acknowledges.'
	),
	step(
		'2010-07-28T15:00',
		province,
		{
			kind: 'note',
			incident: 'drums',
			text: '2010年7月28日：副省长在现场；调通信车6辆、指挥车3辆、26人；区内官兵近万人。'
		},
		LINES,
		'省记录：副省长在现场，区内官兵近万人。',
		'The province notes: the deputy governor is on site, nearly 10,000 soldiers in the region.'
	),
	step(
		'2010-07-28T20:00',
		city,
		{
			kind: 'fileUp',
			as: 'drums-up-2',
			incident: 'drums',
			words: {
				body: {
					trend: '2010年7月28日晚环保部门监测：pH、高锰酸盐指数、氨氮正常，检出微量六甲基二硅氧烷。'
				}
			}
		},
		QUALITY,
		'吉林市续报一：水质正常。',
		'Jilin City, follow-up 1: the water is normal.'
	),
	step(
		'2010-07-28T20:20',
		city,
		{
			kind: 'continue',
			as: 'water-2',
			report: 'water-1',
			final: true,
			words: {
				body: {
					course:
						'2010年7月28日6时起部分城区停水，称系供电检修；停水早于化工桶入江约4小时。当晚水质监测正常。'
				}
			}
		},
		WATER,
		'停水一事终报：谣言有了答案。',
		'Final report on the water: the rumour has its answer.'
	),
	step(
		'2010-07-28T20:22',
		province,
		{ kind: 'acknowledge', reports: ['drums-up-2', 'water-2'] },
		STAGED,
		'省签收两份报告。',
		'The province acknowledges both.'
	),
	step(
		'2010-07-28T20:25',
		provinceLeader,
		{ kind: 'close', incident: 'water', reason: '停水早于化工桶入江，水质监测正常（演示）' },
		STAGED,
		'省带班领导结束停水事件。',
		'The duty leader of the province closes the incident of the water.'
	),
	step(
		'2010-07-29T08:00',
		city,
		{
			kind: 'continue',
			as: 'drums-city-2',
			report: 'drums-city',
			correction: true,
			final: true,
			words: correctedCount
		},
		CORRECTED,
		'第二天，吉林市更正：两家企业，空桶约4000只、装料桶约3000只。原报告不动，更正写明原因。',
		'The next day Jilin City corrects: two firms, about 4,000 empty and 3,000 filled drums. The old report stays; the correction says why.'
	),
	step(
		'2010-07-29T08:10',
		province,
		{ kind: 'acknowledge', reports: ['drums-city-2'] },
		STAGED,
		'省签收更正。',
		'The province acknowledges the correction.'
	),
	step(
		'2010-07-29T08:15',
		province,
		{
			kind: 'inform',
			incident: 'drums',
			as: 'drums-downstream-2',
			units: downstream,
			text: '更正化工桶数字：空桶约4000只、装料桶约3000只，来自两家企业。原要求不变。（演示）'
		},
		STAGED,
		'省把更正后的数字通报下游。',
		'The province informs those downstream of the corrected number.'
	),
	step(
		'2010-07-30T12:00',
		province,
		{ kind: 'note', incident: 'drums', text: '截至2010年7月30日12时，已回收2978只。' },
		RECOVERED,
		'7月30日：已回收2978只。',
		'30 July: 2,978 recovered.'
	),
	step(
		'2010-08-01T16:00',
		city,
		{ kind: 'fileUp', as: 'drums-final', incident: 'drums', final: true, words: finalCount },
		TOTAL,
		'8月1日终报：共7138只，没有一只出省。',
		'1 August, final report: 7,138 drums in all; none has left the province.'
	)
];

export const yongji2010: Scene = {
	name: 'yongji-2010',
	title: {
		zh: '永吉洪水与7138只化工桶（演示）',
		en: 'The flood at Yongji and the 7,138 chemical drums (demonstration)'
	},
	opening: {
		zh: '取材于2010年7月28日至8月1日的公开报道；人名、按键和级别为演示编排。请打开大屏和值班台观看。',
		en: 'From public reports of 28 July to 1 August 2010; names, keystrokes and grades are staged. Open the wall and the desk, and watch.'
	},
	steps,
	closing: {
		zh: '演完了。用 sheng.zhuban 登录省值班台：事件、报告、时限和留痕都在，最后一份终报还等您签收。',
		en: 'That is all. Sign in as sheng.zhuban: incidents, reports, clocks and journal are there, and the final report waits for you to acknowledge it.'
	}
};
