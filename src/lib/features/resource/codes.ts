import type { ResourceKind } from './schema.ts';

/** A sub-kind: its code in the national scheme (event-codes.csv, whose Chinese name it has), and what it is counted in. */
export type SubKind = {
	kind: ResourceKind;
	code: string;
	name: string;
	nameEn: string;
	/** Offered as the unit of measure. */
	measure: string;
};

const of =
	(kind: ResourceKind) =>
	([code, name, nameEn, measure]: [string, string, string, string]): SubKind => ({
		kind,
		code,
		name,
		nameEn,
		measure
	});

/**
 * What the duty desk tells apart. 2xxxx hazards, 3xxxx protected sites, 4xxxx what helps. The published transcript of
 * the scheme lacks 42C to 42E11, where fire and mine rescue likely stand: those teams are 42E99 here.
 */
export const subKinds: readonly SubKind[] = [
	...(
		[
			['42B00', '军队、民兵', 'Army and militia', '人'],
			['42B01', '抗洪抢险专业部队', 'Flood-fighting unit', '人'],
			['42E12', '专业森林消防队', 'Forest fire brigade', '人'],
			['42E15', '路桥抢修队', 'Road and bridge repair team', '人'],
			['42E16', '通信保障队', 'Communications team', '人'],
			['42E17', '电力抢修队', 'Power repair team', '人'],
			['42E18', '供气抢修队', 'Gas repair team', '人'],
			['42E19', '供水抢修队', 'Water supply repair team', '人'],
			['42E20', '排水污水处理抢险队', 'Drainage team', '人'],
			['42E99', '消防、矿山等其它专业救援队伍', 'Fire, mine and other rescue teams', '人'],
			['46A10', '医疗急救队', 'Medical emergency team', '人']
		] as [string, string, string, string][]
	).map(of('team')),
	...(
		[
			['43B01', '防汛抗旱专用物资', 'Flood and drought supplies', '件'],
			['43B02', '抗震专用物资', 'Earthquake supplies', '件'],
			['43B04', '防疫应急专用物资', 'Epidemic supplies', '件'],
			['43B06', '危险化学品事故救援专用物资', 'Chemical accident supplies', '件'],
			['43B08', '油污染处置物资', 'Oil spill supplies', '米'],
			['43C01', '粮食', 'Grain', '吨'],
			['43C04', '衣被', 'Clothing and bedding', '套'],
			['43C05', '饮用水', 'Drinking water', '箱'],
			['43C06', '救灾帐篷', 'Tents', '顶'],
			['43C99', '其它基本生活物资', 'Other basic supplies', '件'],
			['46E03', '药品', 'Medicine', '箱']
		] as [string, string, string, string][]
	).map(of('supply')),
	...(
		[
			['43B99', '排水抢险设备', 'Pumps and rescue machines', '台'],
			['44C03', '卫星通信系统', 'Satellite communication', '套'],
			['44C05', '车载移动基站', 'Mobile base station on a vehicle', '台'],
			['45B01', '航空器', 'Aircraft', '架'],
			['45B02', '船', 'Boats', '艘'],
			['45B04', '汽车', 'Vehicles', '辆'],
			['46E01', '医疗设备', 'Medical equipment', '台'],
			['46E02', '救护车', 'Ambulances', '辆']
		] as [string, string, string, string][]
	).map(of('equipment')),
	...(
		[
			['47A01', '救助管理站', 'Relief station', ''],
			['47A02', '公园', 'Park', ''],
			['47A03', '广场', 'Square', ''],
			['47A99', '学校、体育馆等其它避难场所', 'School, stadium and other shelters', ''],
			['47B00', '人防工事', 'Civil air defence works', '']
		] as [string, string, string, string][]
	).map(of('shelter')),
	...(
		[
			['46A01', '医院', 'Hospital', ''],
			['46A03', '社区卫生服务中心', 'Community health centre', ''],
			['46A04', '卫生院', 'Township hospital', ''],
			['46A10', '急救中心', 'Emergency centre', ''],
			['46B00', '疾病预防控制中心', 'Centre for disease control', '']
		] as [string, string, string, string][]
	).map(of('hospital')),
	...(
		[
			['31A03', '各级政府', 'Government', ''],
			['31B01', '大学', 'University', ''],
			['31B02', '普通高中', 'Senior school', ''],
			['31B05', '初级中学', 'Junior school', ''],
			['31B06', '小学', 'Primary school', ''],
			['31B07', '幼儿园', 'Kindergarten', ''],
			['31F00', '公众聚集场所', 'Place of assembly', ''],
			['31H01', '重点居住场所', 'Care home or dense housing', ''],
			['31H04', '储备物资库', 'Reserve store', ''],
			['32C02', '铁路站房', 'Railway station', ''],
			['32F02', '拦河水闸工程', 'Barrage', ''],
			['32F04', '堤防工程', 'Dyke', ''],
			['32G05', '变电所', 'Substation', ''],
			['32J05', '城市供水系统', 'Water supply', ''],
			['39000', '其他防护目标', 'Other protected site', '']
		] as [string, string, string, string][]
	).map(of('protectedSite')),
	...(
		[
			['21A01', '洪水灾害风险区', 'Flood area', ''],
			['21A04', '山洪灾害风险区', 'Flash flood area', ''],
			['21D01', '滑坡区', 'Landslide area', ''],
			['21D02', '泥石流区', 'Debris flow area', ''],
			['22A01', '贮罐区', 'Tank farm', ''],
			['22A02', '库区', 'Store of dangerous goods', ''],
			['22A03', '危险化学品生产场所', 'Chemical works', ''],
			['22A07', '煤矿', 'Coal mine', ''],
			['22A09', '尾矿库', 'Tailings pond', ''],
			['22A11', '加油站', 'Filling station', ''],
			['22A99', '其他生产安全危险源', 'Other industrial hazard', ''],
			['29000', '水库大坝等其他风险隐患区', 'Reservoir dam and other risk areas', '']
		] as [string, string, string, string][]
	).map(of('hazard'))
];

const byKey = new Map(subKinds.map((each) => [`${each.kind} ${each.code}`, each]));

/** The sub-kind of that kind with the code, or undefined. A code may stand under two kinds: 46A10 is a team and a house. */
export const subKindOf = (kind: ResourceKind, code: string): SubKind | undefined =>
	byKey.get(`${kind} ${code}`);

export const subKindsOf = (kind: ResourceKind): SubKind[] =>
	subKinds.filter((each) => each.kind === kind);
