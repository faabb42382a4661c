import type { MultiPolygon, Polygon } from 'geojson';
import { z } from 'zod';
import { LonLat, Shape } from '#lib/geo.ts';
import { ActId, coded, Day, Id, line, RowVersion, searchText, text } from '#lib/input/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { UnitId } from '../unit/schema.ts';

/** What a resource is to the duty desk: five kinds that help, one to protect, one to fear. */
export const ResourceKind = z.enum([
	'team', // 队伍
	'supply', // 物资
	'equipment', // 装备
	'shelter', // 避难场所
	'hospital', // 医院
	'protectedSite', // 防护目标
	'hazard' // 危险源
]);
export type ResourceKind = z.infer<typeof ResourceKind>;

/** Whether it can be called on. Words of EDXL-RM: committed to something, released from it and on its way back. */
export const ResourceState = z.enum(['available', 'committed', 'released', 'outOfService']);
export type ResourceState = z.infer<typeof ResourceState>;

/** The fields that people write, in a form or in a file. */
export const ResourceFields = z.object({
	kind: ResourceKind,
	code: line(0, 40),
	name: line(2, 60, m.resource_name_wrong),
	unitId: UnitId,
	at: LonLat,
	shape: Shape.nullable(),
	address: line(0, 120),
	contact: line(0, 30),
	phone: line(0, 30).regex(/^[+\d][\d\s()*#,;/-]{2,}$|^$/, { error: m.resource_phone_wrong }),
	quantity: z.number().min(0).max(1e9).nullable(),
	measure: line(0, 10),
	capacity: z.int().min(0).max(10_000_000).nullable(),
	state: ResourceState,
	note: text(500),
	validUntil: Day.nullable()
});
export type ResourceFields = z.infer<typeof ResourceFields>;

/** Enters a resource (`version` 0) or changes the one that the editor saw as `version`. */
export const ResourceEdit = ResourceFields.extend({
	actId: ActId,
	/** Made by the client for a new one. */
	id: Id,
	version: RowVersion
});
export type ResourceEdit = z.infer<typeof ResourceEdit>;

/** A change of state alone: a team leaves, a boat comes back. `seen` is the state that he saw. */
export const StateChange = z.object({
	actId: ActId,
	id: Id,
	seen: ResourceState,
	state: ResourceState
});
export type StateChange = z.infer<typeof StateChange>;

export const ResourceRemoval = z.object({ actId: ActId, id: Id, version: RowVersion });
export type ResourceRemoval = z.infer<typeof ResourceRemoval>;

/** A resource as lists, maps and events carry it. Instants are ISO strings. */
export type ResourceCard = ResourceFields & {
	id: string;
	unitName: string;
	placeUnitId: string | null;
	demonstration: boolean;
	changedAt: string;
	changedByName: string;
	removedAt: string | null;
	version: number;
};

/** Those whose name, address or contact hold each word of `text`, of the kinds and the unit (with all below it). */
export const ResourceFilter = z.object({
	kinds: z.array(ResourceKind).max(7).default([]),
	unitId: UnitId.nullable().default(null),
	state: ResourceState.nullable().default(null),
	text: searchText().default('')
});
export type ResourceFilter = z.infer<typeof ResourceFilter>;

/** A sign on the map. */
export type ResourceSpot = Pick<ResourceCard, 'id' | 'kind' | 'name' | 'at' | 'state'>;

/** A page of a list: those after `after`, a resource's id. */
export const ResourcePage = ResourceFilter.extend({
	after: Id.nullable().default(null),
	limit: z.int().min(1).max(200).default(50)
});
export type ResourcePage = z.infer<typeof ResourcePage>;

export const RINGS_KM = [5, 10, 30];
export const MOST_KM = 100;

/** What lies in or around a shape. `rings` in km, growing. */
export const ReachQuestion = z.object({
	shape: Shape,
	rings: z
		.array(z.number().positive().max(MOST_KM))
		.min(1)
		.max(5)
		.refine((rings) => rings.every((km, i) => i === 0 || km > (rings[i - 1] ?? 0)), {
			error: m.resource_rings_wrong
		})
		.default(RINGS_KM),
	kinds: z.array(ResourceKind).max(7).default([]),
	/** How many of each kind are named in each ring; the totals count all. */
	nearest: z.int().min(1).max(50).default(5)
});
export type ReachQuestion = z.infer<typeof ReachQuestion>;

/** One of those in reach. */
export type Reached = Pick<
	ResourceCard,
	| 'id'
	| 'kind'
	| 'code'
	| 'name'
	| 'unitId'
	| 'unitName'
	| 'at'
	| 'address'
	| 'contact'
	| 'phone'
	| 'quantity'
	| 'measure'
	| 'capacity'
	| 'state'
	| 'validUntil'
	| 'demonstration'
> & {
	/** From the incident's shape to the resource's, on the ellipsoid; 0 inside. */
	distanceKm: number;
};

/** Those of one kind in one ring. */
export type ReachGroup = {
	kind: ResourceKind;
	count: number;
	/** Of them available and not expired. */
	available: number;
	/** Sum of the capacities that are known. */
	capacity: number;
	/** The nearest first, at most as many as asked for; fewer than `count`: the list is cut short. */
	nearest: Reached[];
};

/**
 * `km` 0: inside or touching the shape. Each further ring holds what lies beyond the one before it and not beyond
 * `km`. Kinds without any are left out.
 */
export type ReachRing = {
	km: number;
	groups: ReachGroup[];
	/** The line at that distance around the shape; null of the shape itself. */
	outline: Polygon | MultiPolygon | null;
};

export type Reach = {
	rings: ReachRing[];
	/** False: some of the shape lies on other units' ground, and around that only what one sees anyway is counted (RS3). */
	wholeReach: boolean;
};

/** One thing wrong with a file: its line from 1, the heading of the column or null for the whole line, and a sentence. */
export type RowProblem = { line: number; column: string | null; sentence: string };

export const IMPORT_ACTS = ['preview', 'commit'] as const;

/** What `?act=…` of the import's door names. */
export const ImportCommit = z.object({
	actId: ActId,
	/** The preview's: of the file and of what it would change. */
	digest: coded(/^[0-9a-f]{64}$/),
	fileName: line(1, 200)
});
export type ImportCommit = z.infer<typeof ImportCommit>;

/** What an import would do. Nothing is written where `problemCount` is not 0. */
export type ImportPreview = {
	digest: string;
	encoding: string;
	/** Rows of the file, the wrong ones too. */
	count: number;
	added: number;
	updated: number;
	unchanged: number;
	problemCount: number;
	/** The first of them, by line. */
	problems: RowProblem[];
	/** What is there already, by owner, kind and name, and which fields would become other; the first of them. */
	updates: { line: number; name: string; unitName: string; fields: (keyof ResourceFields)[] }[];
	ignored: string[];
};
