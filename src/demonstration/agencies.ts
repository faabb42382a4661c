import type { Agency } from '#lib/features/unit/schema.ts';
import type { Government } from './governments.ts';

/** How each agency is called at the province and in a city: `[province, city, English]`. */
const names: Record<Agency, [string, string, string]> = {
	gongan: ['公安厅', '公安局', 'Public Security'],
	guoan: ['国家安全厅', '国家安全局', 'State Security'],
	renfang: ['人民防空办公室', '人民防空办公室', 'Civil Air Defence'],
	jiaotong: ['交通运输厅', '交通运输局', 'Transport'],
	shuili: ['水利厅', '水利局', 'Water Resources'],
	qixiang: ['气象局', '气象局', 'Meteorology'],
	weisheng: ['卫生健康委员会', '卫生健康委员会', 'Health'],
	minzheng: ['民政厅', '民政局', 'Civil Affairs'],
	dizhen: ['地震局', '地震局', 'Earthquake'],
	yingji: ['应急管理厅', '应急管理局', 'Emergency Management'],
	xiaofang: ['消防救援总队', '消防救援支队', 'Fire and Rescue']
};

export const agencies = Object.keys(names) as Agency[];

/** An agency that stands beside a government's duty desk. */
export type AgencyUnit = {
	id: string;
	agency: Agency;
	parentId: string;
	name: string;
	nameEn: string;
	shortName: string;
};

/** `吉林省公安厅`, `吉林市应急管理局`, `延边州水利局`. */
export function agencyUnit(of: Government, agency: Agency): AgencyUnit {
	const [atProvince, inCity, english] = names[agency];
	const isProvince = of.code.endsWith('0000');
	const suffix = isProvince ? atProvince : inCity;
	// As their own letterheads say it: 延边州, not 延边朝鲜族自治州.
	const seat = of.name === '延边朝鲜族自治州' ? '延边州' : of.name;
	return {
		id: `${of.code}-${agency}`,
		agency,
		parentId: of.code,
		name: `${seat}${suffix}`,
		nameEn: `${of.nameEn} ${isProvince ? 'Department' : 'Bureau'} of ${english}`,
		shortName: `${isProvince ? '省' : seat}${shortened(suffix)}`
	};
}

const shortened = (suffix: string) =>
	suffix
		.replace('人民防空办公室', '人防办')
		.replace('卫生健康委员会', '卫健委')
		.replace('应急管理', '应急')
		.replace('交通运输', '交通')
		.replace('国家安全', '国安')
		.replace('消防救援', '消防');
