import type { PlaceKind } from '#lib/features/place/schema.ts';

/** What the gazetteer says of itself: real names, points good to a few kilometres, not for navigation. */
export const PLACE_SOURCE = '演示地名, 坐标约略';

export type NamedPlace = {
	name: string;
	nameEn: string;
	kind: PlaceKind;
	unitId: string;
	lon: number;
	lat: number;
};

/**
 * Names by county: `name, English, kind, lon, lat`, one a line. A river or a lake stands at a
 * representative point in that county. Seats of government are not repeated: they are units.
 */
const byCounty: Record<string, string> = {
	// 长春市
	'220102': `
		长春南站, Changchun South Railway Station, station, 125.290, 43.790
		伊通河, Yitong River, river, 125.345, 43.84
		净月潭, Jingyuetan Lake, lake, 125.46, 43.78
		净月高新技术产业开发区, Jingyue High-tech Zone, other, 125.43, 43.80
		玉潭镇, Yutan Town, township, 125.49, 43.80
		新湖镇, Xinhu Town, township, 125.47, 43.70`,
	'220103': `
		长春站, Changchun Railway Station, station, 125.322, 43.909
		长春北站, Changchun North Railway Station, station, 125.352, 43.961
		兰家镇, Lanjia Town, township, 125.36, 44.02
		奋进乡, Fenjin Township, township, 125.36, 43.98`,
	'220104': `
		永春镇, Yongchun Town, township, 125.24, 43.74
		富锋镇, Fufeng Town, township, 125.19, 43.78
		南湖, Nanhu Lake, lake, 125.302, 43.855`,
	'220105': `
		东站, Changchun East Station, station, 125.37, 43.89
		劝农山镇, Quannongshan Town, township, 125.62, 43.80
		泉眼镇, Quanyan Town, township, 125.60, 43.88
		英俊镇, Yingjun Town, township, 125.46, 43.88`,
	'220106': `
		长春西站, Changchun West Railway Station, station, 125.208, 43.868
		合心镇, Hexin Town, township, 125.13, 43.97
		西新镇, Xixin Town, township, 125.18, 43.85
		城西镇, Chengxi Town, township, 125.22, 43.88`,
	'220112': `
		鹿乡镇, Luxiang Town, township, 125.76, 43.44
		太平镇, Taiping Town, township, 125.58, 43.39
		奢岭镇, Sheling Town, township, 125.55, 43.62
		双阳水库, Shuangyang Reservoir, reservoir, 125.60, 43.45
		双阳河, Shuangyang River, river, 125.68, 43.60`,
	'220113': `
		长春龙嘉国际机场, Changchun Longjia International Airport, airport, 125.690, 43.996
		龙嘉镇, Longjia Town, township, 125.73, 43.98
		卡伦湖, Kalun Lake, lake, 125.50, 44.04
		九台南站, Jiutai South Railway Station, station, 125.85, 44.13
		石头口门水库, Shitoukoumen Reservoir, reservoir, 125.80, 43.92
		其塔木镇, Qitamu Town, township, 126.27, 44.33
		波泥河镇, Bonihe Town, township, 125.95, 43.93
		营城街道, Yingcheng, other, 125.92, 44.13
		土们岭街道, Tumenling, other, 126.05, 44.13
		苇子沟街道, Weizigou, other, 125.80, 44.32
		饮马河, Yinma River, river, 125.72, 44.20`,
	'220122': `
		烧锅镇, Shaoguo Town, township, 125.05, 44.13
		哈拉海镇, Halahai Town, township, 124.98, 44.72
		靠山镇, Kaoshan Town, township, 125.68, 44.80
		波罗湖, Boluo Lake, lake, 124.78, 44.45
		农安站, Nong'an Railway Station, station, 125.17, 44.43`,
	'220182': `
		五棵树镇, Wukeshu Town, township, 126.15, 44.83
		弓棚镇, Gongpeng Town, township, 126.25, 44.72
		大坡镇, Dapo Town, township, 126.35, 44.58
		闵家镇, Minjia Town, township, 126.37, 44.95
		新立镇, Xinli Town, township, 126.80, 44.88
		向阳镇, Xiangyang Town, township, 126.62, 45.02
		榆树站, Yushu Railway Station, station, 126.55, 44.85
		拉林河, Lalin River, river, 126.70, 45.13`,
	'220183': `
		德惠西站, Dehui West Railway Station, station, 125.62, 44.52
		米沙子镇, Mishazi Town, township, 125.48, 44.28
		朱城子镇, Zhuchengzi Town, township, 125.88, 44.48
		大房身镇, Dafangshen Town, township, 126.05, 44.62
		菜园子镇, Caiyuanzi Town, township, 125.82, 44.78`,
	'220184': `
		公主岭南站, Gongzhuling South Railway Station, station, 124.80, 43.48
		范家屯镇, Fanjiatun Town, township, 125.10, 43.71
		怀德镇, Huaide Town, township, 124.75, 43.87
		响水镇, Xiangshui Town, township, 124.86, 43.80
		秦家屯镇, Qinjiatun Town, township, 124.28, 43.88
		二十家子满族镇, Ershijiazi Manchu Town, township, 124.78, 43.32
		卡伦水库（公主岭）, Kalun Reservoir (Gongzhuling), reservoir, 124.80, 43.40`,

	// 吉林市
	'220202': `
		吉林站, Jilin Railway Station, station, 126.565, 43.857
		哈达湾, Hadawan, other, 126.55, 43.89
		孤店子镇, Gudianzi Town, township, 126.47, 44.05
		左家镇, Zuojia Town, township, 126.10, 44.07
		桦皮厂镇, Huapichang Town, township, 126.26, 44.02
		松花江（吉林市区段）, Songhua River at Jilin City, river, 126.560, 43.868
		九站, Jiuzhan, other, 126.48, 43.95`,
	'220203': `
		龙潭山, Longtan Mountain, mountain, 126.605, 43.887
		吉林化学工业公司, Jilin Chemical Works, plant, 126.58, 43.91
		乌拉街满族镇, Ulajie Manchu Town, township, 126.46, 44.09
		大口钦满族镇, Dakouqin Manchu Town, township, 126.58, 44.13
		江密峰镇, Jiangmifeng Town, township, 126.78, 43.82
		江北乡, Jiangbei Township, township, 126.55, 43.95
		金珠镇, Jinzhu Town, township, 126.55, 44.00
		缸窑镇, Gangyao Town, township, 126.63, 44.20
		龙潭山站, Longtanshan Railway Station, station, 126.60, 43.895`,
	'220204': `
		大绥河镇, Dasuihe Town, township, 126.31, 43.87
		搜登站镇, Soudengzhan Town, township, 126.17, 43.83
		越北镇, Yuebei Town, township, 126.50, 43.85
		临江门大桥, Linjiangmen Bridge, other, 126.548, 43.845
		欢喜乡, Huanxi Township, township, 126.50, 43.82
		北山, Beishan Mountain, mountain, 126.533, 43.853
		吉林西站, Jilin West Railway Station, station, 126.43, 43.87`,
	'220211': `
		丰满大坝, Fengman Dam, other, 126.687, 43.725
		丰满水库, Fengman Reservoir, reservoir, 126.70, 43.71
		松花湖, Songhua Lake, lake, 126.72, 43.68
		丰满水电站, Fengman Hydropower Station, plant, 126.684, 43.728
		旺起镇, Wangqi Town, township, 126.68, 43.60
		江南乡, Jiangnan Township, township, 126.56, 43.80
		小白山乡, Xiaobaishan Township, township, 126.52, 43.79
		朱雀山, Zhuque Mountain, mountain, 126.61, 43.78
		温德河口, Mouth of the Wende River, other, 126.528, 43.806`,
	'220221': `
		口前镇, Kouqian Town, township, 126.498, 43.673
		口前站, Kouqian Railway Station, station, 126.500, 43.678
		温德河, Wende River, river, 126.500, 43.705
		官厅, Guanting, other, 126.48, 43.53
		杏山水库, Xingshan Reservoir, reservoir, 126.40, 43.64
		星星哨水库, Xingxingshao Reservoir, reservoir, 126.07, 43.56
		永吉县经济开发区, Yongji County Economic Development Zone, other, 126.515, 43.700
		岔路河镇, Chaluhe Town, township, 126.00, 43.72
		岔路河, Chalu River, river, 126.02, 43.66
		双河镇, Shuanghe Town, township, 126.22, 43.45
		西阳镇, Xiyang Town, township, 126.32, 43.63
		北大湖镇, Beidahu Town, township, 126.60, 43.47
		北大湖滑雪场, Beidahu Ski Resort, other, 126.617, 43.418
		一拉溪镇, Yilaxi Town, township, 126.15, 43.74
		万昌镇, Wanchang Town, township, 125.88, 43.73
		金家满族乡, Jinjia Manchu Township, township, 126.12, 43.60
		黄榆乡, Huangyu Township, township, 126.30, 43.53
		中新食品区, Sino-Singapore Food Zone, other, 125.98, 43.75`,
	'220281': `
		蛟河站, Jiaohe Railway Station, station, 127.35, 43.72
		蛟河西站, Jiaohe West Railway Station, station, 127.31, 43.76
		新站镇, Xinzhan Town, township, 127.34, 44.03
		白石山镇, Baishishan Town, township, 127.57, 43.55
		黄松甸镇, Huangsongdian Town, township, 127.52, 43.68
		天岗镇, Tiangang Town, township, 127.03, 43.83
		漂河镇, Piaohe Town, township, 127.27, 43.33
		拉法山, Lafa Mountain, mountain, 127.32, 43.85
		庆岭, Qingling, other, 127.20, 43.63`,
	'220282': `
		红石砬子镇, Hongshilazi Town, township, 127.10, 42.93
		红石水库, Hongshi Reservoir, reservoir, 127.14, 42.92
		白山水库, Baishan Reservoir, reservoir, 127.24, 42.72
		白山水电站, Baishan Hydropower Station, plant, 127.225, 42.74
		夹皮沟镇, Jiapigou Town, township, 127.50, 42.90
		二道甸子镇, Erdaodianzi Town, township, 127.30, 43.12
		桦郊乡, Huajiao Township, township, 126.78, 43.00
		常山镇, Changshan Town, township, 126.85, 43.25
		辉发河, Huifa River, river, 126.72, 42.96`,
	'220283': `
		舒兰站, Shulan Railway Station, station, 126.96, 44.41
		白旗镇, Baiqi Town, township, 126.44, 44.42
		平安镇, Ping'an Town, township, 127.10, 44.58
		上营镇, Shangying Town, township, 127.33, 44.22
		小城镇, Xiaocheng Town, township, 127.03, 44.23
		开原镇, Kaiyuan Town, township, 127.43, 44.32
		亮甲山水库, Liangjiashan Reservoir, reservoir, 127.10, 44.37`,
	'220284': `
		磐石站, Panshi Railway Station, station, 126.06, 42.95
		烟筒山镇, Yantongshan Town, township, 126.03, 43.30
		明城镇, Mingcheng Town, township, 125.95, 43.17
		红旗岭镇, Hongqiling Town, township, 126.40, 42.88
		取柴河镇, Quchaihe Town, township, 126.20, 43.17
		黄河水库, Huanghe Reservoir, reservoir, 125.75, 43.08
		莲花山, Lianhua Mountain, mountain, 126.15, 43.05`,

	// 四平市
	'220302': `
		四平站, Siping Railway Station, station, 124.355, 43.16
		平西乡, Pingxi Township, township, 124.335, 43.135`,
	'220303': `
		四平东站, Siping East Railway Station, station, 124.43, 43.18
		叶赫满族镇, Yehe Manchu Town, township, 124.52, 42.93
		山门镇, Shanmen Town, township, 124.47, 43.08
		下三台水库, Xiasantai Reservoir, reservoir, 124.43, 43.03
		二龙湖, Erlong Lake, lake, 124.79, 43.16`,
	'220322': `
		郭家店镇, Guojiadian Town, township, 124.58, 43.33
		孟家岭镇, Mengjialing Town, township, 124.70, 43.20
		榆树台镇, Yushutai Town, township, 124.20, 43.57
		小城子镇, Xiaochengzi Town, township, 124.12, 43.70
		东辽河, Dongliao River, river, 124.30, 43.72
		喇嘛甸镇, Lamadian Town, township, 124.17, 43.42
		梨树站, Lishu Railway Station, station, 124.35, 43.30`,
	'220323': `
		营城子镇, Yingchengzi Town, township, 125.55, 43.20
		大孤山镇, Dagushan Town, township, 124.97, 43.33
		景台镇, Jingtai Town, township, 125.25, 43.52
		马鞍山镇, Ma'anshan Town, township, 125.18, 43.47
		伊通火山群, Yitong Volcanoes, mountain, 125.23, 43.37
		寿山水库, Shoushan Reservoir, reservoir, 125.42, 43.23`,
	'220382': `
		双辽站, Shuangliao Railway Station, station, 123.50, 43.52
		双山镇, Shuangshan Town, township, 123.72, 43.72
		王奔镇, Wangben Town, township, 123.62, 43.50
		卧虎镇, Wohu Town, township, 123.67, 43.85
		西辽河, Xiliao River, river, 123.49, 43.55`,

	// 辽源市
	'220402': `
		辽源站, Liaoyuan Railway Station, station, 125.15, 42.91
		寿山镇, Shoushan Town, township, 125.18, 42.87`,
	'220403': `
		灯塔镇, Dengta Town, township, 125.16, 42.96
		西安煤矿, Xi'an Coal Mine, plant, 125.15, 42.94`,
	'220421': `
		大阳镇, Dayang Town, township, 125.45, 42.75
		横道河镇, Hengdaohe Town, township, 125.38, 42.50
		那丹伯镇, Nadanbo Town, township, 125.73, 42.92
		沙河镇, Shahe Town, township, 125.62, 42.83
		小四平镇, Xiaosiping Town, township, 125.27, 42.40`,
	'220422': `
		白泉镇, Baiquan Town, township, 124.99, 42.92
		渭津镇, Weijin Town, township, 125.32, 42.85
		安恕镇, Anshu Town, township, 125.37, 43.00
		辽河源镇, Liaoheyuan Town, township, 125.42, 42.93
		杨木水库, Yangmu Reservoir, reservoir, 125.28, 42.82`,

	// 通化市
	'220502': `
		通化站, Tonghua Railway Station, station, 125.93, 41.74
		浑江（通化段）, Hunjiang River at Tonghua, river, 125.95, 41.74
		金厂镇, Jinchang Town, township, 125.95, 41.68`,
	'220503': `
		通化钢铁公司, Tonghua Steel Works, plant, 126.05, 41.78
		鸭园镇, Yayuan Town, township, 126.08, 41.83`,
	'220521': `
		快大茂镇, Kuaidamao Town, township, 125.76, 41.68
		二密镇, Ermi Town, township, 125.83, 41.85
		果松镇, Guosong Town, township, 126.12, 41.57
		大泉源满族朝鲜族乡, Daquanyuan Township, township, 125.62, 41.57
		三棵榆树镇, Sankeyushu Town, township, 125.50, 41.72`,
	'220523': `
		朝阳镇, Chaoyang Town, township, 126.04, 42.68
		朝阳镇站, Chaoyangzhen Railway Station, station, 126.03, 42.68
		金川镇, Jinchuan Town, township, 126.35, 42.33
		辉南镇, Huinan Town, township, 126.03, 42.62
		样子哨镇, Yangzishao Town, township, 126.18, 42.47
		龙湾群, Longwan Lakes, lake, 126.37, 42.35
		石道河镇, Shidaohe Town, township, 126.32, 42.52`,
	'220524': `
		柳河站, Liuhe Railway Station, station, 125.74, 42.28
		三源浦朝鲜族镇, Sanyuanpu Korean Town, township, 125.75, 42.03
		通化三源浦机场, Tonghua Sanyuanpu Airport, airport, 125.70, 42.25
		孤山子镇, Gushanzi Town, township, 125.92, 42.37
		圣水镇, Shengshui Town, township, 125.95, 42.30
		驼腰岭镇, Tuoyaoling Town, township, 125.78, 42.18`,
	'220581': `
		梅河口站, Meihekou Railway Station, station, 125.70, 42.54
		海龙镇, Hailong Town, township, 125.83, 42.53
		山城镇, Shancheng Town, township, 125.45, 42.38
		红梅镇, Hongmei Town, township, 125.62, 42.47
		曙光镇, Shuguang Town, township, 125.67, 42.52`,
	'220582': `
		集安口岸, Ji'an Port, port, 126.20, 41.13
		集安站, Ji'an Railway Station, station, 126.19, 41.13
		云峰水库, Yunfeng Reservoir, reservoir, 126.51, 41.38
		云峰水电站, Yunfeng Hydropower Station, plant, 126.505, 41.375
		青石镇, Qingshi Town, township, 126.43, 41.37
		清河镇, Qinghe Town, township, 125.98, 41.43
		榆林镇, Yulin Town, township, 126.05, 41.07
		鸭绿江（集安段）, Yalu River at Ji'an, river, 126.18, 41.11
		五女峰, Wunü Peak, mountain, 126.12, 41.28`,

	// 白山市
	'220602': `
		白山站, Baishan Railway Station, station, 126.42, 41.94
		七道江镇, Qidaojiang Town, township, 126.33, 41.93
		三道沟镇, Sandaogou Town, township, 126.55, 41.78
		六道江镇, Liudaojiang Town, township, 126.27, 41.88
		曲家营水库, Qujiaying Reservoir, reservoir, 126.50, 41.97`,
	'220605': `
		湾沟镇, Wangou Town, township, 126.80, 42.08
		松树镇, Songshu Town, township, 126.93, 42.08
		石人镇, Shiren Town, township, 126.53, 42.01
		大阳岔镇, Dayangcha Town, township, 126.60, 42.03
		砟子镇, Zhazi Town, township, 126.70, 42.07`,
	'220621': `
		抚松镇, Fusong Town, township, 127.28, 42.34
		松江河镇, Songjianghe Town, township, 127.48, 42.19
		泉阳镇, Quanyang Town, township, 127.42, 42.28
		露水河镇, Lushuihe Town, township, 127.78, 42.52
		万良镇, Wanliang Town, township, 127.20, 42.45
		长白山机场, Changbaishan Airport, airport, 127.60, 42.07
		松江河站, Songjianghe Railway Station, station, 127.50, 42.18
		头道松花江, Toudao Songhua River, river, 127.24, 42.35`,
	'220622': `
		靖宇镇, Jingyu Town, township, 126.80, 42.39
		花园口镇, Huayuankou Town, township, 127.02, 42.30
		三道湖镇, Sandaohu Town, township, 126.68, 42.20
		那尔轰镇, Na'erhong Town, township, 126.92, 42.65`,
	'220623': `
		长白镇, Changbai Town, township, 128.20, 41.42
		长白口岸, Changbai Port, port, 128.18, 41.41
		马鹿沟镇, Malugou Town, township, 128.13, 41.43
		八道沟镇, Badaogou Town, township, 127.28, 41.52
		十四道沟镇, Shisidaogou Town, township, 127.78, 41.43
		宝泉山镇, Baoquanshan Town, township, 127.60, 41.58`,
	'220681': `
		临江口岸, Linjiang Port, port, 126.912, 41.806
		临江站, Linjiang Railway Station, station, 126.90, 41.81
		六道沟镇, Liudaogou Town, township, 127.17, 41.58
		闹枝镇, Naozhi Town, township, 126.85, 41.92
		桦树镇, Huashu Town, township, 127.05, 41.90
		鸭绿江（临江段）, Yalu River at Linjiang, river, 126.93, 41.81`,

	// 松原市
	'220702': `
		松原站, Songyuan Railway Station, station, 124.83, 45.16
		大洼镇, Dawa Town, township, 124.98, 45.33
		毛都站镇, Maoduzhan Town, township, 125.22, 45.02
		松花江（松原段）, Songhua River at Songyuan, river, 124.83, 45.18
		伯都乡, Bodu Township, township, 124.90, 45.28
		扶余油田, Fuyu Oil Field, plant, 124.88, 45.22`,
	'220721': `
		查干湖, Chagan Lake, lake, 124.28, 45.25
		松原查干湖机场, Songyuan Chaganhu Airport, airport, 124.55, 44.94
		长山镇, Changshan Town, township, 124.47, 45.38
		王府站镇, Wangfuzhan Town, township, 124.95, 44.85
		乌兰图嘎镇, Wulantuga Town, township, 124.58, 44.82
		八郎镇, Balang Town, township, 124.62, 45.32
		哈拉毛都镇, Halamaodu Town, township, 125.05, 44.95
		长山热电厂, Changshan Power Plant, plant, 124.45, 45.38`,
	'220722': `
		太平川镇, Taipingchuan Town, township, 123.24, 44.37
		巨宝山镇, Jubaoshan Town, township, 124.15, 44.27
		三青山镇, Sanqingshan Town, township, 124.20, 44.12
		龙凤水库, Longfeng Reservoir, reservoir, 124.00, 44.22
		太平川站, Taipingchuan Railway Station, station, 123.24, 44.37`,
	'220723': `
		水字镇, Shuizi Town, township, 123.98, 44.78
		让字镇, Rangzi Town, township, 124.18, 45.10
		大布苏镇, Dabusu Town, township, 123.77, 44.75
		大布苏湖, Dabusu Lake, lake, 123.67, 44.78
		乾安站, Qian'an Railway Station, station, 123.92, 45.02`,
	'220781': `
		三岔河镇, Sanchahe Town, township, 126.03, 44.98
		扶余北站, Fuyu North Railway Station, station, 125.92, 44.97
		蔡家沟镇, Caijiagou Town, township, 126.07, 45.13
		陶赖昭镇, Taolaizhao Town, township, 125.90, 44.85
		弓棚子镇, Gongpengzi Town, township, 125.50, 45.02
		三井子镇, Sanjingzi Town, township, 125.37, 45.20
		长春岭镇, Changchunling Town, township, 125.43, 45.38
		增盛镇, Zengsheng Town, township, 125.63, 45.03`,

	// 白城市
	'220802': `
		白城站, Baicheng Railway Station, station, 122.84, 45.62
		白城长安机场, Baicheng Chang'an Airport, airport, 123.02, 45.51
		平台镇, Pingtai Town, township, 122.60, 45.60
		到保镇, Daobao Town, township, 123.08, 45.62
		洮儿河, Tao'er River, river, 122.78, 45.55`,
	'220821': `
		镇赉站, Zhenlai Railway Station, station, 123.20, 45.85
		坦途镇, Tantu Town, township, 123.10, 46.00
		东屏镇, Dongping Town, township, 123.07, 46.08
		大屯镇, Datun Town, township, 123.35, 45.75
		莫莫格自然保护区, Momoge Nature Reserve, other, 123.75, 45.92
		嫩江（镇赉段）, Nen River at Zhenlai, river, 123.95, 46.00`,
	'220822': `
		开通镇, Kaitong Town, township, 123.09, 44.81
		瞻榆镇, Zhanyu Town, township, 122.72, 44.45
		向海, Xianghai, lake, 122.35, 45.00
		兴隆山镇, Xinglongshan Town, township, 122.90, 44.60
		边昭镇, Bianzhao Town, township, 123.17, 44.63
		通榆站, Tongyu Railway Station, station, 123.10, 44.81`,
	'220881': `
		洮南站, Taonan Railway Station, station, 122.78, 45.33
		瓦房镇, Wafang Town, township, 122.35, 45.43
		黑水镇, Heishui Town, township, 122.80, 45.13
		福顺镇, Fushun Town, township, 122.95, 45.33
		蛟流河, Jiaoliu River, river, 122.45, 45.35`,
	'220882': `
		大安北站, Da'an North Railway Station, station, 124.22, 45.50
		大安港, Da'an Port, port, 124.30, 45.52
		安广镇, Anguang Town, township, 123.78, 45.48
		月亮湖, Yueliang Lake, lake, 123.98, 45.70
		两家子镇, Liangjiazi Town, township, 123.52, 45.40
		月亮泡镇, Yueliangpao Town, township, 124.05, 45.68
		嫩江（大安段）, Nen River at Da'an, river, 124.32, 45.52`,

	// 延边朝鲜族自治州
	'222401': `
		延吉朝阳川国际机场, Yanji Chaoyangchuan International Airport, airport, 129.45, 42.88
		延吉西站, Yanji West Railway Station, station, 129.42, 42.92
		延吉站, Yanji Railway Station, station, 129.50, 42.89
		朝阳川镇, Chaoyangchuan Town, township, 129.38, 42.87
		依兰镇, Yilan Town, township, 129.53, 42.98
		小营镇, Xiaoying Town, township, 129.55, 42.90
		三道湾镇, Sandaowan Town, township, 129.20, 43.17
		布尔哈通河, Burhatong River, river, 129.50, 42.90`,
	'222402': `
		图们口岸, Tumen Port, port, 129.85, 42.95
		图们站, Tumen Railway Station, station, 129.84, 42.97
		石岘镇, Shixian Town, township, 129.78, 43.07
		长安镇, Chang'an Town, township, 129.77, 42.98
		月晴镇, Yueqing Town, township, 129.77, 42.83
		图们江（图们段）, Tumen River at Tumen, river, 129.85, 42.965`,
	'222403': `
		敦化站, Dunhua Railway Station, station, 128.23, 43.36
		大石头镇, Dashitou Town, township, 128.50, 43.30
		黄泥河镇, Huangnihe Town, township, 128.02, 43.57
		官地镇, Guandi Town, township, 128.37, 43.57
		额穆镇, Emu Town, township, 128.13, 43.77
		贤儒镇, Xianru Town, township, 128.22, 43.17
		大蒲柴河镇, Dapuchaihe Town, township, 127.87, 42.92
		雁鸣湖镇, Yanminghu Town, township, 128.60, 43.70
		雁鸣湖, Yanming Lake, lake, 128.47, 43.68
		六鼎山, Liuding Mountain, mountain, 128.20, 43.30
		牡丹江（敦化段）, Mudan River at Dunhua, river, 128.25, 43.38
		小石河水库, Xiaoshihe Reservoir, reservoir, 128.10, 43.38`,
	'222404': `
		珲春口岸, Hunchun Port, port, 130.43, 42.80
		圈河口岸, Quanhe Port, port, 130.54, 42.54
		珲春站, Hunchun Railway Station, station, 130.33, 42.87
		防川, Fangchuan, other, 130.58, 42.44
		敬信镇, Jingxin Town, township, 130.45, 42.57
		春化镇, Chunhua Town, township, 131.03, 43.18
		密江乡, Mijiang Township, township, 130.13, 42.98
		老龙口水库, Laolongkou Reservoir, reservoir, 130.57, 43.00
		珲春电厂, Hunchun Power Plant, plant, 130.30, 42.87`,
	'222405': `
		三合镇, Sanhe Town, township, 129.73, 42.48
		三合口岸, Sanhe Port, port, 129.74, 42.48
		开山屯镇, Kaishantun Town, township, 129.75, 42.70
		老头沟镇, Laotougou Town, township, 129.15, 42.88
		智新镇, Zhixin Town, township, 129.43, 42.68
		东盛涌镇, Dongshengyong Town, township, 129.52, 42.80`,
	'222406': `
		八家子镇, Bajiazi Town, township, 129.05, 42.68
		头道镇, Toudao Town, township, 129.18, 42.72
		西城镇, Xicheng Town, township, 129.10, 42.70
		崇善镇, Chongshan Town, township, 128.98, 42.10
		南坪镇, Nanping Town, township, 129.20, 42.28
		南坪口岸, Nanping Port, port, 129.20, 42.28
		龙城镇, Longcheng Town, township, 129.02, 42.55
		松月水库, Songyue Reservoir, reservoir, 128.93, 42.50`,
	'222424': `
		汪清镇, Wangqing Town, township, 129.77, 43.32
		天桥岭镇, Tianqiaoling Town, township, 129.63, 43.60
		大兴沟镇, Daxinggou Town, township, 129.60, 43.42
		百草沟镇, Baicaogou Town, township, 129.54, 43.20
		罗子沟镇, Luozigou Town, township, 130.28, 43.70
		春阳镇, Chunyang Town, township, 129.43, 43.70
		嘎呀河, Gaya River, river, 129.75, 43.38
		满台城水库, Mantaicheng Reservoir, reservoir, 129.55, 43.25`,
	'222426': `
		明月镇, Mingyue Town, township, 128.90, 43.11
		安图站, Antu Railway Station, station, 128.90, 43.11
		二道白河镇, Erdaobaihe Town, township, 128.12, 42.42
		长白山站, Changbaishan Railway Station, station, 128.13, 42.45
		松江镇, Songjiang Town, township, 128.32, 42.55
		石门镇, Shimen Town, township, 129.03, 43.05
		亮兵镇, Liangbing Town, township, 128.78, 43.17
		两江镇, Liangjiang Town, township, 128.12, 42.63
		两江水库, Liangjiang Reservoir, reservoir, 128.10, 42.66
		长白山, Changbai Mountain, mountain, 128.08, 42.05
		天池, Tianchi (Heaven Lake), lake, 128.06, 42.01`
};

export const places: NamedPlace[] = Object.entries(byCounty).flatMap(([unitId, lines]) =>
	lines
		.trim()
		.split('\n')
		.map((line) => {
			const [name = '', nameEn = '', kind, lon, lat] = line.split(',').map((part) => part.trim());
			return { name, nameEn, kind: kind as PlaceKind, unitId, lon: Number(lon), lat: Number(lat) };
		})
);
