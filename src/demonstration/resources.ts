import type { ResourceKind } from '#lib/features/resource/schema.ts';
import { governments, kindOfCode, type Government } from './governments.ts';
import { fictionalName } from './names.ts';
import { demoId } from './people.ts';
import { places, type NamedPlace } from './places.ts';

/** Every demonstration resource says so itself: in its name, and in this note. */
const NOTE = '演示数据，并非真实资源。';

export type DemoResource = {
	id: string;
	kind: ResourceKind;
	code: string;
	name: string;
	unitId: string;
	/** The government whose boundary must hold it. */
	groundId: string;
	lon: number;
	lat: number;
	/** Stands in for a place that turns out to lie outside that boundary. */
	seatLon: number;
	seatLat: number;
	address: string;
	contact: string;
	phone: string;
	quantity: number | null;
	measure: string;
	capacity: number | null;
	note: string;
};

/** What there is of it: how much in which unit, or for how many people. */
type Amount = { quantity?: number; measure?: string; capacity?: number };
type Draft = Amount & {
	kind: ResourceKind;
	code: string;
	name: string;
	unitId: string;
	ground: Government;
	near: { name: string; lon: number; lat: number };
	/** Exactly there, not a street or two away. */
	exact?: boolean;
};

/** Numbers that look like chance and are the same on every machine: mulberry32, seeded by the name's FNV-1a hash. */
function chance(name: string): () => number {
	let state = 0x811c9dc5;
	for (const character of name)
		state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

const counties = governments.filter(({ code }) => kindOfCode(code) === 'county');
const cities = governments.filter(({ code }) => kindOfCode(code) === 'city');
const byCode = (code: string): Government => {
	const found = governments.find((each) => each.code === code);
	if (!found) throw new Error(`No government ${code} in the demonstration`);
	return found;
};

const round = (value: number, to: number) => Math.max(to, Math.round(value / to) * to);

/** Eight or nine of each county: somebody to send, something to send, somewhere to go, somebody to protect, something to fear. */
function ofCounty(ground: Government, index: number): Draft[] {
	const { code: unitId, shortName, name } = ground;
	const random = chance(unitId);
	const seat = { name: `${name}城区`, lon: ground.lon, lat: ground.lat };
	const own = places.filter((place) => place.unitId === unitId);
	const towns = own.filter(({ kind }) => kind === 'township');
	const town = (i: number) => towns[i % Math.max(1, towns.length)] ?? seat;
	const pick = <T>(list: readonly [T, ...T[]], offset = 0): T =>
		list[(index + offset) % list.length] ?? list[0];
	const amount = (from: number, to: number, step: number) =>
		round(from + random() * (to - from), step);
	const draft = (rest: Omit<Draft, 'unitId' | 'ground'>): Draft => ({ unitId, ground, ...rest });
	const people = (from: number, to: number) => ({ quantity: amount(from, to, 5), measure: '人' });

	const secondTeam = pick<[string, string]>([
		['42B00', '民兵应急分队'],
		['46A10', '医疗急救队'],
		['42E12', '专业森林消防队'],
		['42E17', '电力抢修队'],
		['42E15', '公路抢修队'],
		['42E16', '通信保障队']
	]);
	const store = pick<[string, string, string, number, number]>([
		['43C06', '救灾帐篷储备', '顶', 60, 400],
		['43B01', '防汛编织袋储备', '条', 5000, 40_000],
		['43C04', '棉被棉衣储备', '套', 300, 2500],
		['43C05', '饮用水储备', '箱', 400, 3000]
	]);
	const machine = pick<[string, string, string, number, number]>([
		['45B02', '冲锋舟', '艘', 2, 12],
		['43B99', '大流量排水泵', '台', 3, 15],
		['44C03', '卫星通信终端', '套', 1, 6],
		['46E02', '负压救护车', '辆', 2, 8],
		['45B04', '高底盘运兵车', '辆', 4, 16]
	]);
	const reservoir = own.find(({ kind }) => kind === 'reservoir');
	const hazard = pick<[string, string]>([
		['22A03', '精细化工厂'],
		['22A01', '油品贮罐区'],
		['22A02', '农药库'],
		['22A09', '尾矿库'],
		['22A11', '']
	]);
	return [
		draft({
			...{ kind: 'team', code: '42E99', name: `${shortName}消防救援大队`, near: seat },
			...people(30, 70)
		}),
		draft({
			...{ kind: 'team', code: secondTeam[0], name: `${shortName}${secondTeam[1]}`, near: town(1) },
			...people(15, 60)
		}),
		draft({
			...{ kind: 'supply', code: store[0], name: `${shortName}${store[1]}`, near: town(2) },
			...{ quantity: amount(store[3], store[4], 10), measure: store[2] }
		}),
		draft({
			...{ kind: 'equipment', code: machine[0], name: `${shortName}${machine[1]}`, near: seat },
			...{ quantity: amount(machine[3], machine[4], 1), measure: machine[2] }
		}),
		draft({
			...{ kind: 'shelter', code: '47A99', near: seat, capacity: amount(800, 5000, 100) },
			name: `${shortName}${pick(['第一中学避难场所', '体育场避难场所', '实验学校避难场所'])}`
		}),
		draft({
			...{ kind: 'hospital', code: '46A01', name: `${shortName}人民医院`, near: seat },
			capacity: amount(120, 900, 10)
		}),
		draft({
			...{ kind: 'protectedSite', code: '31B06', name: `${town(0).name}中心小学`, near: town(0) },
			capacity: amount(180, 1400, 10)
		}),
		reservoir && index % 2 === 0
			? draft({
					...{ kind: 'hazard', code: '29000', name: `${reservoir.name}大坝`, near: reservoir },
					exact: true
				})
			: draft({
					...{ kind: 'hazard', near: town(3) },
					...(hazard[1] === ''
						? { code: hazard[0], name: `${town(3).name}加油站` }
						: { code: hazard[0], name: `${shortName}${hazard[1]}` })
				})
	];
}

/** What a city keeps for its counties, by the agencies that run it. */
function ofCity(ground: Government): Draft[] {
	const { code, shortName } = ground;
	const near = { name: `${ground.name}城区`, lon: ground.lon, lat: ground.lat };
	const seat = { ground, near };
	return [
		{
			...{ ...seat, kind: 'team', code: '42E99', unitId: `${code}-xiaofang` },
			...{ name: `${shortName}消防救援支队特勤站`, quantity: 90, measure: '人' }
		},
		{
			...{ ...seat, kind: 'team', code: '42B01', unitId: `${code}-shuili` },
			...{ name: `${shortName}防汛抢险队`, quantity: 60, measure: '人' }
		}
	];
}

/** What the province sends where it is needed. */
function ofProvince(): Draft[] {
	const [changchun, jilin, songyuan] = ['220100', '220200', '220700'].map(byCode) as [
		Government,
		Government,
		Government
	];
	const at = (ground: Government) => ({
		ground,
		near: { name: `${ground.name}城区`, lon: ground.lon, lat: ground.lat }
	});
	const drafts: (Omit<Draft, 'unitId'> & { agency: string })[] = [
		{
			...{ ...at(changchun), agency: 'xiaofang', kind: 'team', code: '42E99' },
			...{ name: '省消防救援总队机动支队', quantity: 260, measure: '人' }
		},
		{
			...{ ...at(jilin), agency: 'xiaofang', kind: 'team', code: '42E99' },
			...{ name: '省危险化学品救援队（吉林市驻点）', quantity: 85, measure: '人' }
		},
		{
			...{ ...at(changchun), agency: 'weisheng', kind: 'team', code: '46A10' },
			...{ name: '省紧急医学救援队', quantity: 48, measure: '人' }
		},
		{
			...{ ...at(songyuan), agency: 'shuili', kind: 'team', code: '42B01' },
			...{ name: '省防汛抗旱机动抢险队', quantity: 120, measure: '人' }
		},
		{
			...{ ...at(changchun), agency: 'yingji', kind: 'supply', code: '43C06' },
			...{ name: '省救灾物资储备库帐篷', quantity: 3200, measure: '顶' }
		},
		{
			...{ ...at(jilin), agency: 'yingji', kind: 'supply', code: '43C04' },
			...{ name: '省救灾物资储备库（吉林市）棉被', quantity: 8000, measure: '套' }
		},
		{
			...{ ...at(changchun), agency: 'yingji', kind: 'equipment', code: '45B01' },
			...{ name: '省应急救援直升机', quantity: 2, measure: '架' }
		},
		{
			...{ ...at(changchun), agency: 'yingji', kind: 'equipment', code: '44C05' },
			...{ name: '省应急指挥通信车', quantity: 6, measure: '辆' }
		}
	];
	return drafts.map(({ agency, ...rest }) => ({ ...rest, unitId: `220000-${agency}` }));
}

/** 永吉, 28 July 2010: the places that the reports of those days name (works, reservoir, lines across the 松花江), with made-up amounts. */
function ofYongji(): Draft[] {
	const yongji = byCode('220221');
	const at = (name: string): NamedPlace => {
		const found = places.find((each) => each.unitId === '220221' && each.name === name);
		if (!found) throw new Error(`No place ${name} in the demonstration`);
		return found;
	};
	const own = { unitId: '220221', ground: yongji };
	const zone = at('永吉县经济开发区');
	const town = at('口前镇');
	const lines: [district: string, lon: number, lat: number][] = [
		['220211', 126.58, 43.79],
		['220204', 126.545, 43.845],
		['220202', 126.59, 43.87],
		['220203', 126.53, 43.95]
	];
	return [
		{
			...{ ...own, kind: 'hazard', code: '22A03', name: '新亚强化工厂（三甲基一氯硅烷）' },
			...{ near: zone, exact: true }
		},
		{
			...{ ...own, kind: 'hazard', code: '22A02', name: '吉林众鑫化工库房' },
			near: { ...zone, lon: zone.lon - 0.006, lat: zone.lat + 0.004 },
			exact: true
		},
		{
			...{ ...own, kind: 'protectedSite', code: '32C02', name: '口前站' },
			...{ near: at('口前站'), exact: true }
		},
		{
			...own,
			kind: 'protectedSite',
			code: '31B05',
			name: '口前镇中学',
			near: town,
			capacity: 1250
		},
		{ ...own, kind: 'protectedSite', code: '32J05', name: '口前镇自来水厂', near: town },
		{
			...{ ...own, kind: 'shelter', code: '47A99', name: '永吉县第四中学避难场所', near: town },
			capacity: 3200
		},
		{
			...{ ...own, kind: 'equipment', code: '45B02', name: '口前镇冲锋舟', near: town },
			...{ quantity: 30, measure: '艘' }
		},
		...lines.map(([district, lon, lat], i) => ({
			...{ kind: 'supply' as const, code: '43B08', unitId: '220200-shuili' },
			...{ name: `松花江第${i + 1}道拦截线浮筒`, quantity: 420, measure: '米' },
			ground: byCode(district),
			near: { name: '松花江江面', lon, lat },
			exact: true
		}))
	];
}

/** Some 520 over the sixty counties. The same on every machine, and the same ids: seeding twice is seeding once. */
export function demoResources(): DemoResource[] {
	const drafts = [
		...counties.flatMap(ofCounty),
		...cities.flatMap(ofCity),
		...ofProvince(),
		...ofYongji()
	];
	return drafts.map(filledIn);
}

/** Adds what all have: an id, a place within two kilometres, somebody who answers for it, and that it is made up. */
function filledIn(draft: Draft, index: number): DemoResource {
	const { kind, code, name, unitId, ground, near, exact } = draft;
	const random = chance(`${unitId} ${name}`);
	const away = () => (exact ? 0 : (random() - 0.5) * 0.03);
	return {
		...{ id: demoId(`resource ${unitId} ${kind} ${name}`), kind, code, unitId },
		name: `${name}（演示）`,
		groundId: ground.code,
		...{ lon: six(near.lon + away()), lat: six(near.lat + away()) },
		...{ seatLon: ground.lon, seatLat: ground.lat },
		address: `${ground.name}${near.name === `${ground.name}城区` ? '城区' : near.name}`,
		contact: fictionalName(index * 7 + 3, unitId),
		// As the people's: no Chinese number begins with 0 after the area code.
		phone: `0431-09${String(index).padStart(5, '0')}`,
		quantity: draft.quantity ?? null,
		measure: draft.measure ?? '',
		capacity: draft.capacity ?? null,
		note: NOTE
	};
}

const six = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
