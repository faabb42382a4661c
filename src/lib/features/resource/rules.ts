import type { FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { subKindOf } from './codes.ts';
import {
	ResourceFields,
	ResourceKind,
	type Reach,
	type Reached,
	type ResourceCard,
	type ResourceState
} from './schema.ts';

/** More than a store of the province has, by far; what is larger is cut in two. */
export const MOST_IMPORT_BYTES = 5 * 1024 * 1024;
export const MOST_IMPORT_ROWS = 5000;

export const fieldNames = Object.keys(ResourceFields.shape) as (keyof ResourceFields)[];

/** What is wrong with the fields by themselves, beyond their shapes, as sentences by field; empty when nothing is (RS4). */
export function fieldProblems(fields: ResourceFields): FieldErrors {
	const problems: FieldErrors = {};
	if (!subKindOf(fields.kind, fields.code)) problems['code'] = m.resource_code_wrong();
	if (fields.quantity !== null && fields.measure === '') {
		problems['measure'] = m.resource_measure_needed();
	}
	if (fields.shape?.type === 'Polygon' && !fields.shape.coordinates.every(isClosed)) {
		problems['shape'] = m.resource_shape_wrong();
	}
	return problems;
}

function isClosed(ring: [number, number][]): boolean {
	const [first, last] = [ring[0], ring.at(-1)];
	return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

/** The fields alone, as people write them; positions to six decimals (0.1 m), so that a file says what the table says. */
export function fieldsOf(from: ResourceFields): ResourceFields {
	const { kind, code, name, unitId, shape, address, contact, phone, quantity } = from;
	const { measure, capacity, state, note, validUntil } = from;
	const at = { lon: sixDecimals(from.at.lon), lat: sixDecimals(from.at.lat) };
	const texts = { name, address, contact, phone, measure, note };
	return { kind, code, unitId, at, shape, quantity, capacity, state, validUntil, ...texts };
}

const sixDecimals = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** The fields in which the two differ. */
export function differences(a: ResourceFields, b: ResourceFields): (keyof ResourceFields)[] {
	const [left, right] = [fieldsOf(a), fieldsOf(b)];
	return fieldNames.filter((name) => JSON.stringify(left[name]) !== JSON.stringify(right[name]));
}

/** True where it can be called on, on the day (`2026-11-22`): neither away nor out of order, and its last day has not passed. */
export const isAvailable = (
	{ state, validUntil }: Pick<ResourceCard, 'state' | 'validUntil'>,
	day: string
) => state === 'available' && (validUntil === null || validUntil >= day);

/** What it may become from here. Everything but itself: what was lost is found, what was sent comes back another way. */
export const nextStates = (state: ResourceState): ResourceState[] =>
	(['available', 'committed', 'released', 'outOfService'] as const).filter((one) => one !== state);

/** Who may see it: its owner, the ground that it stands on, and all above these (RS1). */
export const scopeOf = (ownerPath: readonly string[], groundPath: readonly string[]): string[] => [
	...new Set([...ownerPath, ...groundPath])
];

/** Of one kind, what lies within a distance: several rings taken together. */
export type Within = { kind: ResourceKind; count: number; available: number; capacity: number };

/** The rings up to `km` taken together, by kind, in the order in which kinds are told. */
export function withinKm({ rings }: Reach, km: number): Within[] {
	const groups = rings.filter((ring) => ring.km <= km).flatMap((ring) => ring.groups);
	return ResourceKind.options.flatMap((kind) => {
		const of = groups.filter((group) => group.kind === kind);
		const sum = (what: 'count' | 'available' | 'capacity') =>
			of.reduce((total, group) => total + group[what], 0);
		const [count, available, capacity] = [sum('count'), sum('available'), sum('capacity')];
		return count === 0 ? [] : [{ kind, count, available, capacity }];
	});
}

/** Those named in the rings up to `km`, of the kind or of all, the nearest first. */
export const namedWithin = ({ rings }: Reach, km: number, kind: ResourceKind | null): Reached[] =>
	rings
		.filter((ring) => ring.km <= km)
		.flatMap(({ groups }) => groups)
		.filter((group) => kind === null || group.kind === kind)
		.flatMap(({ nearest }) => nearest)
		.sort((a, b) => a.distanceKm - b.distanceKm || a.id.localeCompare(b.id));

/** Whether its being available is a question: a school is to be protected whatever it is doing. */
export const canBeCalled = (kind: ResourceKind) => kind !== 'protectedSite' && kind !== 'hazard';
