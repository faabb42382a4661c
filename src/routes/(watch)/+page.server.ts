import { redirect } from '@sveltejs/kit';
import { startPage } from '#lib/features/list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { who } = await parent();
	const start = startPage(who);
	if (start !== null) redirect(303, start);
	return {};
};
