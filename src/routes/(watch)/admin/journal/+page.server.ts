import { filterOf } from '#lib/features/journal/audit-address.ts';
import { auditNouns } from '#lib/features/list.ts';
import { invariant } from '#lib/errors.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import type { PageServerLoad } from './$types';
import { may } from '#lib/features/journal/permissions.ts';

export const load: PageServerLoad = async ({ locals: { who }, url }) => {
	invariant(who, 'the layout lets in only people');
	const caller = pageCaller(who);
	const { units } = await caller.unit.list();
	const own = units.filter(({ path }) => may(who, 'journal.audit', path));
	const asked = filterOf(url.searchParams, Object.keys(auditNouns));
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
