import { m } from '#lib/paraglide/messages.js';
import { unitName } from '../unit/names.ts';
import type { Unit } from '../unit/schema.ts';
import type { Notice } from './schema.ts';

/** A search begins here: one character of a Chinese name finds half the province. */
export const SEARCH_FROM = 2;

/** More do not fit a dialog. */
const MOST_FOUND = 12;
/** As many names as a sentence has room for. */
const MOST_NAMED = 8;

/** The units with `text` in a name or code, and how many there are beyond those shown. */
export function findUnits(units: readonly Unit[], text: string): { found: Unit[]; more: number } {
	const needle = text.trim().toLowerCase();
	if (needle.length < SEARCH_FROM) return { found: [], more: 0 };
	const all = units.filter(({ name, nameEn, shortName, code }) =>
		[name, nameEn, shortName, code ?? ''].some((word) => word.toLowerCase().includes(needle))
	);
	return { found: all.slice(0, MOST_FOUND), more: Math.max(0, all.length - MOST_FOUND) };
}

/** All governments below the unit, at any depth. */
export const governmentsBelow = (units: readonly Unit[], unitId: string) =>
	units.filter(({ id, kind, path }) => kind !== 'agency' && id !== unitId && path.includes(unitId));

/** The agencies beside the unit's own desk. */
export const ownAgencies = (units: readonly Unit[], unitId: string) =>
	units.filter(({ kind, parentId }) => kind === 'agency' && parentId === unitId);

/** Beside the panel's title: how many have not acknowledged. */
export function informedAside(notices: readonly Notice[]): string | undefined {
	if (notices.length === 0) return undefined;
	const units = notices.flatMap((notice) => notice.units);
	const waiting = new Set(
		units.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(({ unitId }) => unitId)
	).size;
	return waiting === 0
		? m.incident_inform_panel_done()
		: m.incident_inform_panel_aside({ waiting });
}

/** What sending will do, said before. */
export function sayWhatWillHappen(chosen: readonly Unit[]): string {
	if (chosen.length === 0) return m.incident_inform_nobody();
	const names = chosen.slice(0, MOST_NAMED).map(unitName).join(m.journal_and());
	const dots = chosen.length > MOST_NAMED ? '……' : '';
	return m.incident_inform_will({ count: chosen.length, names: names + dots });
}
