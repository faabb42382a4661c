import { error } from '@sveltejs/kit';
import { Id } from '#lib/input/words.ts';
import { pageCaller } from '#src/routes/page-caller.server.ts';
import { invariant } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { may } from '#lib/features/feed/permissions.ts';

/** `?id=` is the feed that is shown, so that it can be sent to a colleague. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('app:feeds');
	const { who } = locals;
	invariant(who, 'the layout lets in only people');
	if (!may(who, 'feed.edit', who.unitPath)) error(403, m.errors_forbidden());
	const { feed, unit } = pageCaller(who);
	const [{ feeds }, { units }] = await Promise.all([feed.list(), unit.list()]);
	const id = Id.safeParse(url.searchParams.get('id'));
	const chosen = feeds.find((one) => one.id === id.data);
	return {
		feeds,
		agencies: units.filter(({ kind, path }) => kind === 'agency' && path.includes(who.unitId)),
		chosen: chosen
			? {
					feed: await feed.toEdit({ id: chosen.id }),
					history: await feed.history({ id: chosen.id })
				}
			: null,
		serverNow: new Date()
	};
};
