import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Agency, Unit, UnitKind } from './schema.ts';

/** What each kind is called on screen. */
export const kindNames: Record<UnitKind, () => string> = {
	province: m.unit_kind_province,
	city: m.unit_kind_city,
	county: m.unit_kind_county,
	zone: m.unit_kind_zone,
	agency: m.unit_kind_agency
};

export const agencyNames: Record<Agency, () => string> = {
	gongan: m.unit_agency_gongan,
	guoan: m.unit_agency_guoan,
	renfang: m.unit_agency_renfang,
	jiaotong: m.unit_agency_jiaotong,
	shuili: m.unit_agency_shuili,
	qixiang: m.unit_agency_qixiang,
	weisheng: m.unit_agency_weisheng,
	minzheng: m.unit_agency_minzheng,
	dizhen: m.unit_agency_dizhen,
	yingji: m.unit_agency_yingji,
	xiaofang: m.unit_agency_xiaofang
};

/** The unit's name in the reader's language, where it has one. */
export const unitName = ({ name, nameEn }: Pick<Unit, 'name' | 'nameEn'>) =>
	(getLocale() === 'en' && nameEn) || name;

let english: ReadonlyMap<string, string> = new Map();

/** Chinese and English name of each unit, as the shell loads them. The same for everybody, so one map a process will do. */
export function learnUnitNames(names: readonly (readonly [name: string, nameEn: string])[]) {
	if (names.length > 0) english = new Map(names);
}

/** A unit's name as cards and journal carry it, in Chinese, said in the reader's language where that is known. */
export const unitText = (name: string) =>
	getLocale() === 'en' ? (english.get(name) ?? name) : name;
