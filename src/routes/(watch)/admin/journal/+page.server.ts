import { filterOf } from '#lib/features/journal/audit-address.ts';
import { may } from '#lib/features/person/rules.ts';
import { invariant } from '#lib/errors.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { who }, url }) => {
	invariant(who, 'the layout lets in only people');
	const caller = pageCaller(who);
	const { units } = await caller.unit.list();
	const own = units.filter(({ path }) => may(who, 'journal.audit', path));
	const asked = filterOf(url.searchParams);
	// What somebody typed into the address is no reason for an error page.
	const isOwn = own.some(({ id }) => id === asked.unitId);
	const filter = isOwn ? asked : { ...asked, unitId: null };
	return {
		filter,
		found: await caller.journal.audit(filter),
		units: own.map(({ id, name }) => ({ id, name })),
		serverNow: new Date()
	};
};
