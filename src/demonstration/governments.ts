/**
 * The governments of the demonstration, Jilin: 1 + 9 + 60, with the codes of GB/T 2260 (as published by
 * the National Bureau of Statistics for 2023; the boundary package carries the same codes and names, a test
 * compares them) and the seat of each government, within a kilometre or two.
 */
export type Government = {
	code: string;
	name: string;
	nameEn: string;
	shortName: string;
	/** Begins the user names of its people. */
	slug: string;
	lon: number;
	lat: number;
};

const row = (
	code: string,
	name: string,
	nameEn: string,
	shortName: string,
	slug: string,
	lon: number,
	lat: number
): Government => ({ code, name, nameEn, shortName, slug, lon, lat });

export const governments: Government[] = [
	row('220000', '吉林省', 'Jilin Province', '吉林省', 'sheng', 125.326, 43.896),

	row('220100', '长春市', 'Changchun City', '长春', 'changchun', 125.324, 43.817),
	row('220102', '南关区', 'Nanguan District', '南关区', 'nanguan', 125.35, 43.864),
	row('220103', '宽城区', 'Kuancheng District', '宽城区', 'kuancheng', 125.326, 43.944),
	row('220104', '朝阳区', 'Chaoyang District', '朝阳区', 'chaoyang', 125.288, 43.834),
	row('220105', '二道区', 'Erdao District', '二道区', 'erdao', 125.374, 43.865),
	row('220106', '绿园区', 'Lüyuan District', '绿园区', 'lvyuan', 125.256, 43.881),
	row('220112', '双阳区', 'Shuangyang District', '双阳区', 'shuangyang', 125.665, 43.525),
	row('220113', '九台区', 'Jiutai District', '九台区', 'jiutai', 125.84, 44.152),
	row('220122', '农安县', "Nong'an County", '农安', 'nongan', 125.185, 44.433),
	row('220182', '榆树市', 'Yushu City', '榆树', 'yushu', 126.533, 44.84),
	row('220183', '德惠市', 'Dehui City', '德惠', 'dehui', 125.729, 44.522),
	row('220184', '公主岭市', 'Gongzhuling City', '公主岭', 'gongzhuling', 124.823, 43.505),

	row('220200', '吉林市', 'Jilin City', '吉林市', 'jilin', 126.549, 43.838),
	row('220202', '昌邑区', 'Changyi District', '昌邑区', 'changyi', 126.575, 43.882),
	row('220203', '龙潭区', 'Longtan District', '龙潭区', 'longtan', 126.562, 43.911),
	row('220204', '船营区', 'Chuanying District', '船营区', 'chuanying', 126.541, 43.834),
	row('220211', '丰满区', 'Fengman District', '丰满区', 'fengman', 126.562, 43.822),
	row('220221', '永吉县', 'Yongji County', '永吉', 'yongji', 126.498, 43.673),
	row('220281', '蛟河市', 'Jiaohe City', '蛟河', 'jiaohe', 127.345, 43.724),
	row('220282', '桦甸市', 'Huadian City', '桦甸', 'huadian', 126.746, 42.972),
	row('220283', '舒兰市', 'Shulan City', '舒兰', 'shulan', 126.965, 44.406),
	row('220284', '磐石市', 'Panshi City', '磐石', 'panshi', 126.06, 42.946),

	row('220300', '四平市', 'Siping City', '四平', 'siping', 124.35, 43.166),
	row('220302', '铁西区', 'Tiexi District', '铁西区', 'tiexi', 124.346, 43.146),
	row('220303', '铁东区', 'Tiedong District', '铁东区', 'tiedong', 124.41, 43.163),
	row('220322', '梨树县', 'Lishu County', '梨树', 'lishu', 124.335, 43.307),
	row(
		'220323',
		'伊通满族自治县',
		'Yitong Manchu Autonomous County',
		'伊通',
		'yitong',
		125.305,
		43.346
	),
	row('220382', '双辽市', 'Shuangliao City', '双辽', 'shuangliao', 123.503, 43.518),

	row('220400', '辽源市', 'Liaoyuan City', '辽源', 'liaoyuan', 125.144, 42.888),
	row('220402', '龙山区', 'Longshan District', '龙山区', 'longshan', 125.136, 42.902),
	row('220403', '西安区', "Xi'an District", '西安区', 'xianqu', 125.149, 42.927),
	row('220421', '东丰县', 'Dongfeng County', '东丰', 'dongfeng', 125.531, 42.677),
	row('220422', '东辽县', 'Dongliao County', '东辽', 'dongliao', 124.991, 42.927),

	row('220500', '通化市', 'Tonghua City', '通化', 'tonghua', 125.94, 41.728),
	row('220502', '东昌区', 'Dongchang District', '东昌区', 'dongchang', 125.955, 41.728),
	row('220503', '二道江区', 'Erdaojiang District', '二道江区', 'erdaojiang', 126.043, 41.774),
	row('220521', '通化县', 'Tonghua County', '通化县', 'tonghuaxian', 125.76, 41.68),
	row('220523', '辉南县', 'Huinan County', '辉南', 'huinan', 126.047, 42.685),
	row('220524', '柳河县', 'Liuhe County', '柳河', 'liuhe', 125.745, 42.285),
	row('220581', '梅河口市', 'Meihekou City', '梅河口', 'meihekou', 125.712, 42.539),
	row('220582', '集安市', "Ji'an City", '集安', 'jian', 126.194, 41.125),

	row('220600', '白山市', 'Baishan City', '白山', 'baishan', 126.424, 41.94),
	row('220602', '浑江区', 'Hunjiang District', '浑江区', 'hunjiang', 126.416, 41.945),
	row('220605', '江源区', 'Jiangyuan District', '江源区', 'jiangyuan', 126.591, 42.057),
	row('220621', '抚松县', 'Fusong County', '抚松', 'fusong', 127.283, 42.333),
	row('220622', '靖宇县', 'Jingyu County', '靖宇', 'jingyu', 126.813, 42.389),
	row(
		'220623',
		'长白朝鲜族自治县',
		'Changbai Korean Autonomous County',
		'长白',
		'changbai',
		128.201,
		41.42
	),
	row('220681', '临江市', 'Linjiang City', '临江', 'linjiang', 126.918, 41.812),

	row('220700', '松原市', 'Songyuan City', '松原', 'songyuan', 124.825, 45.142),
	row('220702', '宁江区', 'Ningjiang District', '宁江区', 'ningjiang', 124.827, 45.176),
	row(
		'220721',
		'前郭尔罗斯蒙古族自治县',
		'Qian Gorlos Mongol Autonomous County',
		'前郭',
		'qianguo',
		124.823,
		45.118
	),
	row('220722', '长岭县', 'Changling County', '长岭', 'changling', 123.985, 44.276),
	row('220723', '乾安县', "Qian'an County", '乾安', 'qianan', 124.024, 45.006),
	row('220781', '扶余市', 'Fuyu City', '扶余', 'fuyu', 126.043, 44.986),

	row('220800', '白城市', 'Baicheng City', '白城', 'baicheng', 122.839, 45.62),
	row('220802', '洮北区', 'Taobei District', '洮北区', 'taobei', 122.844, 45.62),
	row('220821', '镇赉县', 'Zhenlai County', '镇赉', 'zhenlai', 123.202, 45.846),
	row('220822', '通榆县', 'Tongyu County', '通榆', 'tongyu', 123.089, 44.809),
	row('220881', '洮南市', 'Taonan City', '洮南', 'taonan', 122.784, 45.34),
	row('220882', '大安市', "Da'an City", '大安', 'daan', 124.292, 45.507),

	row(
		'222400',
		'延边朝鲜族自治州',
		'Yanbian Korean Autonomous Prefecture',
		'延边',
		'yanbian',
		129.513,
		42.904
	),
	row('222401', '延吉市', 'Yanji City', '延吉', 'yanji', 129.508, 42.906),
	row('222402', '图们市', 'Tumen City', '图们', 'tumen', 129.847, 42.966),
	row('222403', '敦化市', 'Dunhua City', '敦化', 'dunhua', 128.23, 43.366),
	row('222404', '珲春市', 'Hunchun City', '珲春', 'hunchun', 130.366, 42.862),
	row('222405', '龙井市', 'Longjing City', '龙井', 'longjing', 129.426, 42.77),
	row('222406', '和龙市', 'Helong City', '和龙', 'helong', 129.008, 42.547),
	row('222424', '汪清县', 'Wangqing County', '汪清', 'wangqing', 129.766, 43.315),
	row('222426', '安图县', 'Antu County', '安图', 'antu', 128.901, 43.111)
];

/** Its people are addressed like a city's, but it has no code and no boundary in the data. */
export const zone = {
	id: 'changbaishan',
	name: '长白山保护开发区管理委员会',
	nameEn: 'Changbai Mountain Protection and Development Zone Administration',
	shortName: '长白山管委会',
	slug: 'changbaishan',
	validFrom: '2005-06-01',
	/** 二道白河. */
	lon: 128.116,
	lat: 42.425
};

/**
 * A day from which the directory answers. Codes that are younger have their own day below; older names
 * and codes than this are not recorded.
 */
export const KNOWN_SINCE = '2000-01-01';

/** Codes of today that came after `KNOWN_SINCE`. */
export const codeSince: Record<string, string> = {
	'220113': '2014-10-20', // 九台市 (220181) became a district of 长春市.
	'220184': '2020-06-19',
	'220605': '2006-02-07', // 江源县 (220625) became a district of 白山市.
	'220781': '2013-01-18' // 扶余县 (220724) became a city.
};

/** What a unit was before. Ids are `<code>-<first day>`. */
export const formerGovernments = [
	{
		unitId: '220184',
		code: '220381',
		name: '公主岭市',
		parentId: '220300',
		validFrom: KNOWN_SINCE,
		validTo: '2020-06-19',
		sourceDocument: '2020 年 6 月 19 日起公主岭市由长春市代管（原由四平市代管）'
	}
];

/** The city over a county, the province over a city; null for the province. */
export function parentCode(code: string): string | null {
	if (code.endsWith('0000')) return null;
	return code.endsWith('00') ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
}

export function kindOfCode(code: string): 'province' | 'city' | 'county' {
	if (code.endsWith('0000')) return 'province';
	return code.endsWith('00') ? 'city' : 'county';
}
