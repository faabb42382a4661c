import { searchText } from '#lib/input/words.ts';
import { Level } from '../event-class/schema.ts';
import { IncidentFilter } from './schema.ts';

/** The filter that an address names; what it names wrongly is as if it were absent. */
export function filterOf(query: URLSearchParams): IncidentFilter {
	const status = IncidentFilter.shape.status.safeParse(query.get('status') ?? undefined);
	const level = Level.safeParse(Number(query.get('level')));
	return {
		status: status.success ? status.data : 'open',
		level: level.success ? level.data : null,
		text: searchText().parse(query.get('text') ?? '')
	};
}

/** The address of a list so filtered; the usual one is the bare `/incident`. */
export function hrefOf({ status, level, text }: IncidentFilter): string {
	const query = new URLSearchParams();
	if (status !== 'open') query.set('status', status);
	if (level !== null) query.set('level', String(level));
	if (text !== '') query.set('text', text);
	return query.size === 0 ? '/incident' : `/incident?${query.toString()}`;
}
