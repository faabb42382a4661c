import type { LonLat } from '#lib/geo.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { refusalOf, trpc } from '#lib/trpc.ts';
import type { Option } from '#lib/ui/search.svelte.ts';
import type { PlaceHit } from '../place/schema.ts';
import type { Unit } from '../unit/schema.ts';

/** `at` null: a unit, whose centre is not where it happened. */
export type FoundPlace = Option & { at: LonLat | null };

const MOST = 12;

/** Units and places by name from the server; without a line the units that are kept here. */
export async function findPlaces(
	text: string,
	signal: AbortSignal,
	kept: readonly Unit[]
): Promise<FoundPlace[]> {
	try {
		return (await trpc.place.search.query({ text }, { signal })).map(fromServer);
	} catch (error) {
		if (signal.aborted || refusalOf(error).kind === 'refused') throw error;
		return fromKept(text, kept);
	}
}

/** 永吉县口前镇, or Kouqian, Yongji: the name alone would not say which of two it is. */
function fromServer({ id, name, kind, unitName, at }: PlaceHit): FoundPlace {
	if (kind === 'unit')
		return { value: id, label: name, at: null, ...(unitName && { detail: unitName }) };
	const label = !unitName ? name : getLocale() === 'en' ? `${name}, ${unitName}` : unitName + name;
	return { value: id, label, at };
}

function fromKept(text: string, units: readonly Unit[]): FoundPlace[] {
	const needle = text.toLowerCase();
	const isEnglish = getLocale() === 'en';
	const nameOf = (unit: Unit) => (isEnglish ? unit.nameEn : unit.name);
	const names = new Map(units.map((unit) => [unit.id, nameOf(unit)]));
	return units
		.filter(({ kind, name, nameEn, shortName }) => {
			const all = `${name} ${nameEn} ${shortName}`.toLowerCase();
			return kind !== 'agency' && all.includes(needle);
		})
		.slice(0, MOST)
		.map((unit) => {
			const parent = unit.parentId === null ? undefined : names.get(unit.parentId);
			return { value: unit.id, label: nameOf(unit), at: null, ...(parent && { detail: parent }) };
		});
}
