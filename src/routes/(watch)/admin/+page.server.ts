import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { sectionsFor } from './sections.ts';

export const load: PageServerLoad = async ({ parent }) => {
	const { who } = await parent();
	redirect(303, sectionsFor(who)[0]?.href ?? '/');
};
