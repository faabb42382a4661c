import { AuditFilter } from './schema.ts';

/** The filter that an address names, where `nouns` are to be chosen from; what it names wrongly is as if it were absent. */
export function filterOf(query: URLSearchParams, nouns: readonly string[]): AuditFilter {
	const { shape } = AuditFilter;
	const read = <T>(
		one: { safeParse(given: unknown): { success: boolean; data?: T } },
		name: string
	) => one.safeParse(query.get(name) ?? undefined).data;
	const noun = read(shape.noun, 'noun') ?? null;
	return {
		from: read(shape.from, 'from') ?? null,
		to: read(shape.to, 'to') ?? null,
		name: read(shape.name, 'name') ?? '',
		noun: noun !== null && nouns.includes(noun) ? noun : null,
		unitId: read(shape.unitId, 'unitId') ?? null,
		subject: read(shape.subject, 'subject') ?? ''
	};
}

/** The address of the lines so filtered. */
export function hrefOf(filter: AuditFilter): string {
	const given = Object.entries(filter).filter((one): one is [string, string] => Boolean(one[1]));
	const query = new URLSearchParams(given).toString();
	return query === '' ? '/admin/journal' : `/admin/journal?${query}`;
}

export const isNarrowed = (filter: AuditFilter) => Object.values(filter).some(Boolean);
