import { v7 as uuidv7 } from 'uuid';
import { trpc } from '#lib/trpc.ts';

let isLeaving = false;

/** Ends the session and leaves by a full load, so that nothing of it stays in the page. */
export async function signOut() {
	// The closing socket also tells that the session is over, maybe first: the next person at this
	// machine must not be led to where this one was.
	isLeaving = true;
	try {
		await trpc.account.signOut.mutate({ actId: uuidv7() });
	} catch (error) {
		isLeaving = false;
		throw error;
	}
	// The pages kept for a cut line carry the person's name.
	navigator.serviceWorker?.controller?.postMessage('forget');
	location.assign('/login');
}

/** The session is over: to the door, and back here afterwards. What the page shows must not stay. */
export function goToSignIn() {
	if (isLeaving) return;
	location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`);
}
