import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { places } = await parent();
	redirect(303, places.find(({ room }) => room === 'administration')?.href ?? '/');
};
