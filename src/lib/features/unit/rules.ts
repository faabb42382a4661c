import type { FieldErrors } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Unit, UnitEdit, UnitFull, UnitKind } from './schema.ts';

/** What may stand directly above what. The root has nothing above it. */
export const parentKinds = {
	province: [],
	city: ['province'],
	county: ['city', 'province'],
	zone: ['province', 'city'],
	agency: ['province', 'city', 'county', 'zone']
} as const satisfies Record<UnitKind, readonly UnitKind[]>;

const codedKinds: UnitKind[] = ['province', 'city', 'county'];

/** What is wrong with an edit by itself, as sentences by field; empty when nothing is. `parent` null: none is given. */
export function editProblems(
	after: Omit<UnitEdit, 'actId'>,
	parent: Pick<Unit, 'kind' | 'path'> | null,
	before: Pick<UnitFull, 'validFrom' | 'name' | 'code' | 'parentId'> | null
): FieldErrors {
	const problems: FieldErrors = {};
	const above: readonly UnitKind[] = parentKinds[after.kind];
	if (parent ? !above.includes(parent.kind) : above.length > 0) {
		problems['parentId'] = m.unit_parent_kind_wrong();
	}
	if (parent?.path.includes(after.id)) problems['parentId'] = m.unit_parent_below_itself();
	if (codedKinds.includes(after.kind) !== (after.code !== null)) {
		problems['code'] = after.code === null ? m.unit_code_needed() : m.unit_code_not_here();
	}
	if ((after.kind === 'agency') !== (after.agency !== null))
		problems['agency'] = m.unit_agency_wrong();
	if (after.validTo !== null && after.validTo <= after.validFrom) {
		problems['validTo'] = m.unit_ends_before_it_begins();
	}
	if (before && isRenamed(before, after) && after.validFrom < before.validFrom) {
		problems['validFrom'] = m.unit_change_before_beginning({ day: before.validFrom });
	}
	return problems;
}

type Identity = Pick<Unit, 'name' | 'code' | 'parentId'>;

/** True where the unit becomes another for those who look it up: by name, code, or what it belongs to. */
function isRenamed(before: Identity, after: Identity): boolean {
	return (
		before.name !== after.name || before.code !== after.code || before.parentId !== after.parentId
	);
}

/**
 * True where what the unit was must be kept: it is another from a later day on. With the same first day
 * the edit corrects an error, and only the journal keeps what stood there.
 */
export function keepsFormer(
	before: Identity & { validFrom: string },
	after: Identity & { validFrom: string }
): boolean {
	return isRenamed(before, after) && after.validFrom > before.validFrom;
}
