import { z } from 'zod';
import { LonLat } from '#lib/geo.ts';
import { ActId, coded, Day, line } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a unit is. `zone`: an administration without a GB/T 2260 code, as 长白山管委会. */
export const UnitKind = z.enum(['province', 'city', 'county', 'zone', 'agency']);
export type UnitKind = z.infer<typeof UnitKind>;

/** Stable id: today's GB/T 2260 code where there is one, `<government>-<agency>` or a slug otherwise. Never reused. */
export const UnitId = coded(/^[a-z0-9][a-z0-9-]{1,39}$/, m.unit_choose_from_list);
/** Of a unit that is being made. */
const NewUnitId = coded(/^[a-z0-9][a-z0-9-]{1,39}$/, m.unit_id_rule);

/** GB/T 2260 area code, six digits. */
export const AreaCode = coded(/^\d{6}$/, m.unit_code_wrong);

/** The agencies that stand beside a government's duty desk. */
export const Agency = z.enum([
	'gongan', // 公安
	'guoan', // 国家安全
	'renfang', // 人防
	'jiaotong', // 交通
	'shuili', // 水利
	'qixiang', // 气象
	'weisheng', // 卫生
	'minzheng', // 民政
	'dizhen', // 地震
	'yingji', // 应急管理
	'xiaofang' // 消防救援
]);
export type Agency = z.infer<typeof Agency>;

/** A unit as lists and the map need it. */
export type Unit = {
	id: string;
	kind: UnitKind;
	code: string | null;
	agency: Agency | null;
	name: string;
	nameEn: string;
	shortName: string;
	parentId: string | null;
	/** Own id first, then each unit above it up to the root. */
	path: string[];
	centre: LonLat | null;
};

/** As lists for programs and the map carry it: with a version that changes whenever any unit does. */
export type UnitList = { version: string; units: Unit[] };

/** A unit with the days it holds, for those who edit it. */
export type UnitFull = Unit & { validFrom: string; validTo: string | null };

/** What a unit was, from `validFrom` to the day before `validTo`. */
export type FormerUnit = {
	code: string | null;
	name: string;
	parentId: string | null;
	validFrom: string;
	validTo: string;
	sourceDocument: string | null;
};

/** One change of a unit as the journal has it. */
export type UnitChange = {
	at: string;
	actorName: string;
	before: Omit<UnitEdit, 'actId'> | null;
	after: Omit<UnitEdit, 'actId'>;
};

export const MAX_TILE_ZOOM = 14;

/** The address of a vector tile. */
export const UnitTile = z
	.object({
		z: z.coerce.number().int().min(0).max(MAX_TILE_ZOOM),
		x: z.coerce.number().int().min(0),
		y: z.coerce.number().int().min(0),
		language: z.enum(['zh-CN', 'en']).default('zh-CN')
	})
	.refine(({ z: zoom, x, y }) => x < 2 ** zoom && y < 2 ** zoom, {
		path: ['x'],
		error: () => m.unit_tile_address_wrong({ zoom: MAX_TILE_ZOOM })
	});
export type UnitTile = z.infer<typeof UnitTile>;

export const UnitEdit = z.object({
	actId: ActId,
	id: NewUnitId,
	kind: UnitKind,
	code: AreaCode.nullable(),
	agency: Agency.nullable(),
	name: line(2, 60, m.unit_name_wrong),
	nameEn: line(0, 120),
	shortName: line(1, 20, m.unit_short_name_wrong),
	parentId: UnitId.nullable(),
	validFrom: Day,
	validTo: Day.nullable(),
	centre: LonLat.nullable()
});
export type UnitEdit = z.infer<typeof UnitEdit>;
