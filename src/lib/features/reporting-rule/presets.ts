import type { Level } from '../event-class/schema.ts';
import type { Channel, ReportingRuleEdit, Teller } from './schema.ts';

/**
 * Time limits that are, or were, in use somewhere, each with its document and how sure we are of it
 * (高: read; 中: second hand; 未与原文核对: no source could be read). Those of `inForce` bind in the demonstration of Jilin;
 * the others are there to be put in force by an administrator.
 */
export type Preset = Omit<ReportingRuleEdit, 'actId'>;

const all: Level[] = [1, 2, 3, 4];
const grave: Level[] = [1, 2, 3];

const SOURCE = {
	spoken:
		'国务院办公厅要求的通行口径：30分钟内电话报告、1小时内书面报告（各省普遍引用，未查到国家层面明文，未与原文核对，可信度中上）。起算点未见原文，此处按接报时起算。',
	jilinCity:
		'吉林市人民政府办公厅 吉市政办函〔2006〕1号：最迟不得超过事发后1小时，报市政府应急办（可信度高）。原件只约束吉林市，演示中用于全省各市（州）。',
	anhui:
		'安徽省人民政府办公厅 皖政办秘〔2010〕10号：较大以上或敏感事件由县直接报省，最迟2小时，续报至处置结束（可信度高）。此为外省先例，演示借用其做法；起算点未载，从严按事发时起算。',
	henan:
		'河南省应急管理厅：重大、特别重大15分钟电话、35分钟书面；较大1小时、一般6小时书面；较大以上每天8:00前和17:00前各续报一次（可信度高）。此为外省先例；起算点未载，此处按接报时起算。',
	state2006:
		'《国家突发公共事件总体应急预案》（2006）3.2.1：特别重大或重大事件最迟不得超过4小时报告（未与原文核对，可信度高）。该预案已由2025年2月25日《国家突发事件总体应急预案》取代，新文本的时限未能读到。',
	decree493:
		'国务院令第493号《生产安全事故报告和调查处理条例》：单位1小时内报县级，此后逐级上报每级不超过2小时（未与原文核对，可信度高）。',
	lanzhou:
		'兰州市：特别重大、重大、较大事件立即报告，最迟2小时；情况不明的，接报后2小时内先行预报并说明原因（可信度高）。起算点按接报时。',
	template:
		'某市人民政府办公厅（范本）：特别重大、重大15分钟电话、30分钟书面；较大30分钟电话、60分钟书面（可信度中）。起算点未载，此处按接报时起算。',
	county2018:
		'某县2018年规定：20分钟电话、40分钟书面（可信度中）。报送双方未载，此处作为部门报本级政府的预设；起算点按接报时。'
} as const;

type First = {
	key: string;
	name: string;
	from: Teller;
	to: Preset['to'];
	channel: Channel;
	levels: Level[];
	minutes: number;
	startsAt?: Preset['startsAt'];
	sensitive?: boolean;
	classPrefix?: string;
	source: keyof typeof SOURCE;
	inForce?: boolean;
};

/** A first report, due some minutes after the unit knew unless it says otherwise. */
const first = ({ source, ...rule }: First): Preset => ({
	startsAt: 'received',
	sensitive: rule.levels.length === all.length,
	classPrefix: '',
	inForce: false,
	...rule,
	kind: 'first',
	fixedTimes: [],
	sourceDocument: SOURCE[source]
});

/** Henan's daily follow-ups of grave events, by eight and by five. */
const daily = (key: string, name: string, from: Teller, to: Preset['to']): Preset => ({
	key,
	name,
	from,
	to,
	levels: grave,
	sensitive: false,
	classPrefix: '',
	channel: 'written',
	kind: 'followup',
	minutes: null,
	startsAt: 'received',
	fixedTimes: ['08:00', '17:00'],
	sourceDocument: SOURCE.henan,
	inForce: true
});

const spoken = { channel: 'phone', minutes: 30, source: 'spoken', inForce: true } as const;
const written = { channel: 'written', minutes: 60, source: 'spoken', inForce: true } as const;

const jilin: Preset[] = [
	first({
		key: 'jilin.county-city.phone',
		name: '县报市：30分钟电话',
		from: 'county',
		to: 'city',
		levels: all,
		...spoken
	}),
	first({
		key: 'jilin.county-city.written',
		name: '县报市：1小时书面',
		from: 'county',
		to: 'city',
		levels: all,
		...written
	}),
	first({
		key: 'jilin.county-city.limit',
		name: '县报市：事发后1小时最后时限',
		from: 'county',
		to: 'city',
		levels: all,
		channel: 'written',
		minutes: 60,
		startsAt: 'occurred',
		source: 'jilinCity',
		inForce: true
	}),
	first({
		key: 'jilin.county-province.phone',
		name: '县直报省：30分钟电话（较大以上或敏感）',
		from: 'county',
		to: 'province',
		levels: grave,
		sensitive: true,
		...spoken
	}),
	first({
		key: 'jilin.county-province.written',
		name: '县直报省：2小时书面（较大以上或敏感）',
		from: 'county',
		to: 'province',
		levels: grave,
		sensitive: true,
		channel: 'written',
		minutes: 120,
		startsAt: 'occurred',
		source: 'anhui',
		inForce: true
	}),
	first({
		key: 'jilin.city-province.phone',
		name: '市报省：30分钟电话（较大以上或敏感）',
		from: 'city',
		to: 'province',
		levels: grave,
		sensitive: true,
		...spoken
	}),
	first({
		key: 'jilin.city-province.written',
		name: '市报省：1小时书面（较大以上或敏感）',
		from: 'city',
		to: 'province',
		levels: grave,
		sensitive: true,
		...written
	}),
	first({
		key: 'jilin.city-province.written-4',
		name: '市报省：6小时书面（一般或未定级）',
		from: 'city',
		to: 'province',
		levels: [4],
		channel: 'written',
		minutes: 360,
		source: 'henan',
		inForce: true
	}),
	first({
		key: 'jilin.province-state.written',
		name: '省报国务院：4小时（重大以上或敏感）',
		from: 'province',
		to: 'state',
		levels: [1, 2],
		sensitive: true,
		channel: 'written',
		minutes: 240,
		startsAt: 'occurred',
		source: 'state2006',
		inForce: true
	}),
	first({
		key: 'jilin.agency.phone',
		name: '部门报本级政府：30分钟电话',
		from: 'agency',
		to: 'city',
		levels: all,
		...spoken
	}),
	first({
		key: 'jilin.agency.written',
		name: '部门报本级政府：1小时书面',
		from: 'agency',
		to: 'city',
		levels: all,
		...written
	}),
	daily('jilin.county-city.daily', '县报市：每日8时、17时前续报（较大以上）', 'county', 'city'),
	daily('jilin.city-province.daily', '市报省：每日8时、17时前续报（较大以上）', 'city', 'province')
];

/** The same limits for both steps upward, county to city and city to province. */
const bothSteps = (
	make: (from: 'county' | 'city', to: 'city' | 'province', words: string) => Preset[]
) => [...make('county', 'city', '县报市'), ...make('city', 'province', '市报省')];

const elsewhere: Preset[] = [
	...bothSteps((from, to, words) => [
		first({
			key: `henan.${from}-${to}.phone-2`,
			name: `河南：${words}15分钟电话（重大以上）`,
			from,
			to,
			levels: [1, 2],
			channel: 'phone',
			minutes: 15,
			source: 'henan'
		}),
		first({
			key: `henan.${from}-${to}.written-2`,
			name: `河南：${words}35分钟书面（重大以上）`,
			from,
			to,
			levels: [1, 2],
			channel: 'written',
			minutes: 35,
			source: 'henan'
		}),
		first({
			key: `henan.${from}-${to}.written-3`,
			name: `河南：${words}1小时书面（较大）`,
			from,
			to,
			levels: [3],
			channel: 'written',
			minutes: 60,
			source: 'henan'
		}),
		first({
			key: `henan.${from}-${to}.written-4`,
			name: `河南：${words}6小时书面（一般）`,
			from,
			to,
			levels: [4],
			channel: 'written',
			minutes: 360,
			source: 'henan'
		}),
		first({
			key: `decree493.${from}-${to}.written`,
			name: `第493号令：${words}每级不超过2小时（事故）`,
			from,
			to,
			levels: all,
			sensitive: false,
			classPrefix: '12',
			channel: 'written',
			minutes: 120,
			source: 'decree493'
		})
	]),
	first({
		key: 'lanzhou.county-city.written',
		name: '兰州：县报市2小时书面（较大以上）',
		from: 'county',
		to: 'city',
		levels: grave,
		channel: 'written',
		minutes: 120,
		source: 'lanzhou'
	}),
	first({
		key: 'template.county-city.phone-2',
		name: '某市范本：县报市15分钟电话（重大以上）',
		from: 'county',
		to: 'city',
		levels: [1, 2],
		channel: 'phone',
		minutes: 15,
		source: 'template'
	}),
	first({
		key: 'template.county-city.written-2',
		name: '某市范本：县报市30分钟书面（重大以上）',
		from: 'county',
		to: 'city',
		levels: [1, 2],
		channel: 'written',
		minutes: 30,
		source: 'template'
	}),
	first({
		key: 'template.county-city.phone-3',
		name: '某市范本：县报市30分钟电话（较大）',
		from: 'county',
		to: 'city',
		levels: [3],
		channel: 'phone',
		minutes: 30,
		source: 'template'
	}),
	first({
		key: 'template.county-city.written-3',
		name: '某市范本：县报市60分钟书面（较大）',
		from: 'county',
		to: 'city',
		levels: [3],
		channel: 'written',
		minutes: 60,
		source: 'template'
	}),
	first({
		key: 'county2018.agency.phone',
		name: '某县2018：部门报本级20分钟电话',
		from: 'agency',
		to: 'city',
		levels: all,
		channel: 'phone',
		minutes: 20,
		source: 'county2018'
	}),
	first({
		key: 'county2018.agency.written',
		name: '某县2018：部门报本级40分钟书面',
		from: 'agency',
		to: 'city',
		levels: all,
		channel: 'written',
		minutes: 40,
		source: 'county2018'
	})
];

/** Every rule that the program ships. */
export const presets: readonly Preset[] = [...jilin, ...elsewhere];
