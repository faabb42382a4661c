import { governmentsBelow, ownAgencies } from '../incident/informing.ts';
import { unitName } from '../unit/names.ts';
import type { Unit } from '../unit/schema.ts';
import { inTreeOrder, matching, type TreeRow } from '../unit/tree.ts';
import { m } from '#lib/paraglide/messages.js';

/** A group of units that one press chooses. */
export type QuickChoice = { id: string; title: string; unitIds: string[] };

/** More do not fit a dialog; a search narrows. */
const MOST_ROWS = 200;
/** As many names as a sentence has room for. */
const MOST_NAMED = 6;

/**
 * The tree to choose from: the governments above and below the own unit, and its agencies; with `text` whatever it finds,
 * with what stands above that. `also`: units that stand there in any case. The own unit is in anyway.
 */
export function treeToChoose(
	units: readonly Unit[],
	unitId: string,
	{ text, also = [] }: { text: string; also?: readonly string[] }
): TreeRow<Unit>[] {
	const own = units.find(({ id }) => id === unitId);
	const wanted = new Set(also);
	const isNear = ({ id, kind, parentId, path }: Unit) =>
		wanted.has(id) ||
		(kind === 'agency'
			? parentId === unitId
			: path.includes(unitId) || own?.path.includes(id) === true);
	const shown = text.trim() === '' ? units.filter(isNear) : matching(units, text);
	return inTreeOrder(shown).slice(0, MOST_ROWS);
}

/** `planned`: units that a plan has set to work; `involved`: those that the incident is about; `recent`: called the last times. Only those that are in force and not the own one. */
export function quickChoices(
	units: readonly Unit[],
	unitId: string,
	{
		planned = [],
		involved,
		recent
	}: { planned?: readonly string[]; involved: readonly string[]; recent: readonly string[] }
): QuickChoice[] {
	const known = new Set(units.map(({ id }) => id));
	const below = governmentsBelow(units, unitId);
	const children = units.filter(({ parentId, kind }) => parentId === unitId && kind !== 'agency');
	const ids = (list: readonly Unit[]) => list.map(({ id }) => id);
	const groups = [
		{ id: 'planned', title: m.consultation_choose_planned, unitIds: planned },
		{ id: 'involved', title: m.consultation_choose_involved, unitIds: involved },
		{ id: 'children', title: m.consultation_choose_children, unitIds: ids(children) },
		{
			id: 'below',
			title: m.consultation_choose_below,
			// A city's counties are all that is below it: said once.
			unitIds: below.length > children.length ? ids(below) : []
		},
		{
			id: 'agencies',
			title: m.consultation_choose_agencies,
			unitIds: ids(ownAgencies(units, unitId))
		},
		{ id: 'recent', title: m.consultation_choose_recent, unitIds: recent }
	];
	return groups.flatMap(({ id, title, unitIds }) => {
		const own = [...new Set(unitIds)].filter((one) => one !== unitId && known.has(one));
		if (own.length === 0) return [];
		return { id, title: title({ count: own.length }), unitIds: own };
	});
}

/** Who will ring, said before. */
export function sayWhoRings(chosen: readonly Unit[], frame: string): string {
	if (chosen.length === 0) return m.consultation_rings_nobody();
	const names = chosen.slice(0, MOST_NAMED).map(unitName).join(m.journal_and());
	const more = chosen.length > MOST_NAMED ? m.consultation_and_more() : '';
	const words = { count: chosen.length, names: names + more };
	return frame === 'exercise' ? m.consultation_rings_silently(words) : m.consultation_rings(words);
}
