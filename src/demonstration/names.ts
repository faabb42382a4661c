const surnames = [
	...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎'
];
/** In 延边 every second name is one that Korean families bear. */
const koreanSurnames = [...'金朴崔郑姜尹全南'];

const givenNames =
	'建国 晓东 志强 海燕 春梅 立新 文博 雪松 丽娟 永刚 明哲 佳宁 宏伟 淑芬 振华 国栋 思远 玉兰 长青 景山 庆丰 晓光 秋实 冬梅 世杰 红霞 大鹏 静怡 兴业 广林 云飞 亚楠 德胜 凤琴 学军 向阳 成林 桂英 鹏飞 雅琴 守业 瑞雪 铁民'.split(
		' '
	);

/** The `index`th made-up name. All that the demonstration needs differ (a test says so). */
export function fictionalName(index: number, unitId: string): string {
	const isKorean = unitId.startsWith('2224') && index % 2 === 0;
	const family = isKorean ? koreanSurnames : surnames;
	const given = givenNames[index % givenNames.length] ?? '';
	return `${family[(index + Math.floor(index / givenNames.length)) % family.length] ?? ''}${given}`;
}
