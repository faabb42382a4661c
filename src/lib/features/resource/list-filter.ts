import { searchText } from '#lib/input/words.ts';
import { UnitId } from '../unit/schema.ts';
import { ResourceFilter, ResourceKind, ResourceState } from './schema.ts';

/** The filter that an address names; what it names wrongly is as if it were absent. */
export function filterOf(query: URLSearchParams): ResourceFilter {
	const kind = ResourceKind.safeParse(query.get('kind'));
	const unitId = UnitId.safeParse(query.get('unit'));
	const state = ResourceState.safeParse(query.get('state'));
	return {
		kinds: kind.success ? [kind.data] : [],
		unitId: unitId.success ? unitId.data : null,
		state: state.success ? state.data : null,
		text: searchText().parse(query.get('text') ?? '')
	};
}

/** The address of a list so filtered. */
export function hrefOf({ kinds, unitId, state, text }: ResourceFilter): string {
	const query = new URLSearchParams();
	if (kinds[0]) query.set('kind', kinds[0]);
	if (unitId !== null) query.set('unit', unitId);
	if (state !== null) query.set('state', state);
	if (text !== '') query.set('text', text);
	return query.size === 0 ? '/resource' : `/resource?${query.toString()}`;
}

export const isFiltered = (filter: ResourceFilter) => hrefOf(filter) !== '/resource';
