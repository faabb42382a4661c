import type { Unit } from './schema.ts';

/** A unit and how deep it stands below the first one shown. */
export type TreeRow<U> = { unit: U; depth: number };

/** Depth first: each unit, then what stands below it, agencies before governments, by id. */
export function inTreeOrder<U extends Pick<Unit, 'id' | 'parentId' | 'kind'>>(
	units: readonly U[]
): TreeRow<U>[] {
	const ids = new Set(units.map(({ id }) => id));
	const below = new Map<string | null, U[]>();
	for (const unit of units) {
		const parentId = unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : null;
		below.set(parentId, [...(below.get(parentId) ?? []), unit]);
	}
	const walk = (parentId: string | null, depth: number): TreeRow<U>[] =>
		(below.get(parentId) ?? [])
			.toSorted(agenciesFirst)
			.flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)]);
	return walk(null, 0);
}

type Ordered = Pick<Unit, 'id' | 'kind'>;

const agenciesFirst = (a: Ordered, b: Ordered) =>
	Number(b.kind === 'agency') - Number(a.kind === 'agency') || a.id.localeCompare(b.id);

/** The units that hold `text` in name, English name or code, and all that stand above them. */
export function matching<U extends Pick<Unit, 'id' | 'path' | 'name' | 'nameEn' | 'code'>>(
	units: readonly U[],
	text: string
): U[] {
	const needle = text.trim().toLowerCase();
	if (needle === '') return [...units];
	const found = units.filter(({ name, nameEn, code, id }) =>
		[name, nameEn, code ?? '', id].some((word) => word.toLowerCase().includes(needle))
	);
	const shown = new Set(found.flatMap(({ path }) => path));
	return units.filter(({ id }) => shown.has(id));
}
