import { sendingOf } from './sending.svelte.ts';

/** How many drafts and reports of the person have not left this machine. */
export async function unsentCount(personId: string): Promise<number> {
	return (await sendingOf(personId).store.listUnsent()).length;
}

/** Before signing out: what was copied from the server goes from this machine, what was written stays. */
export async function forgetKept(personId: string) {
	// Where the browser gives no disk, nothing lies here, and signing out must not fail for it.
	await sendingOf(personId)
		.drafts.forgetKept(personId)
		.catch(() => {});
}
