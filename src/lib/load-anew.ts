import { invalidate, invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Loads anew what depends on `what`, else everything, because of an event or a timer. SvelteKit drops a navigation
 * under way when something is loaded anew, and whoever clicked a link would stay where he is: it goes first.
 */
export async function loadAnew(what?: string): Promise<void> {
	await navigating.complete?.catch(() => {});
	await (what === undefined ? invalidateAll() : invalidate(what));
}
