import { subKinds } from './codes.ts';
import type { ResourceCard, ResourceFields, ResourceKind, ResourceState } from './schema.ts';

/** A column of the file. A point takes two. */
export type Column = Exclude<keyof ResourceFields, 'at'> | 'lon' | 'lat';

/** What heads each column: the first is written, all are read, in any case and with any spacing. */
export const headings: Record<Column, readonly [string, ...string[]]> = {
	kind: ['类别', 'kind', '资源类别', 'category'],
	code: ['类型', 'type', '子类', '类型代码', 'code', 'sub-kind'],
	name: ['名称', 'name', '资源名称'],
	unitId: ['所属单位', 'owner', '归属单位', '权属单位', '单位', 'unit', 'unit id'],
	lon: ['经度', 'longitude', 'lon', 'lng'],
	lat: ['纬度', 'latitude', 'lat'],
	shape: ['轮廓', 'outline', 'geojson', 'shape'],
	address: ['地址', 'address', '详细地址'],
	contact: ['联系人', 'contact', '负责人', 'contact name'],
	phone: ['电话', 'phone', '联系电话', 'telephone'],
	quantity: ['数量', 'quantity', 'amount'],
	measure: ['计量单位', 'measure', 'unit of measure'],
	capacity: ['容量', 'capacity', '容纳人数', '床位', 'beds'],
	state: ['状态', 'state', 'status'],
	note: ['备注', 'note', 'remarks'],
	validUntil: ['有效期至', 'valid until', '有效期']
};
export const columns = Object.keys(headings) as Column[];
export const requiredColumns: readonly Column[] = ['kind', 'code', 'name', 'unitId', 'lon', 'lat'];

const plain = (text: string) =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s_*＊]+/g, '');

const byHeading = new Map(
	columns.flatMap((column) => headings[column].map((words) => [plain(words), column] as const))
);

/** Which column a heading means; undefined for one that we do not know. */
export const columnOf = (heading: string): Column | undefined => byHeading.get(plain(heading));

/** How kinds and states are written in a file, in either language; the first is exported. */
const kindWords: Record<ResourceKind, readonly [string, ...string[]]> = {
	team: ['队伍', 'team', 'teams', '应急队伍', '救援队伍'],
	supply: ['物资', 'supply', 'supplies', '应急物资'],
	equipment: ['装备', 'equipment', '设备'],
	shelter: ['避难场所', 'shelter', 'shelters'],
	hospital: ['医院', 'hospital', 'hospitals', '医疗机构'],
	protectedSite: ['防护目标', 'protected site', 'protectedsite'],
	hazard: ['危险源', 'hazard', 'hazards', '风险隐患']
};
const stateWords: Record<ResourceState, readonly [string, ...string[]]> = {
	available: ['可用', 'available'],
	committed: ['已派出', 'committed'],
	released: ['归队途中', 'released'],
	outOfService: ['停用', 'out of service', 'outofservice']
};

const reader = <T extends string>(words: Record<T, readonly string[]>) => {
	const all = Object.entries<readonly string[]>(words);
	const known = new Map(all.flatMap(([key, said]) => said.map((one) => [plain(one), key as T])));
	return (text: string): T | undefined => known.get(plain(text));
};
export const kindOfText = reader(kindWords);
export const stateOfText = reader(stateWords);

/** The code that the text is or names, of the kind. */
export function codeOfText(kind: ResourceKind, text: string): string | undefined {
	const wanted = plain(text);
	return subKinds.find(
		(each) =>
			each.kind === kind && [each.code, each.name, each.nameEn].some((one) => plain(one) === wanted)
	)?.code;
}

/** The cells of a card, in the order of `columns`. `owner`: the name of its unit where only one bears it, its id otherwise. */
export function cellsOf(card: ResourceCard, owner: string): string[] {
	const cells: Record<Column, string> = {
		kind: kindWords[card.kind][0],
		code: card.code,
		name: card.name,
		unitId: owner,
		lon: String(card.at.lon),
		lat: String(card.at.lat),
		shape: card.shape ? JSON.stringify(card.shape) : '',
		address: card.address,
		contact: card.contact,
		phone: card.phone,
		quantity: card.quantity === null ? '' : String(card.quantity),
		measure: card.measure,
		capacity: card.capacity === null ? '' : String(card.capacity),
		state: stateWords[card.state][0],
		note: card.note,
		validUntil: card.validUntil ?? ''
	};
	return columns.map((column) => cells[column]);
}
