import { error } from '@sveltejs/kit';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { callerFor } from '#lib/features/list.server.ts';
import type { Who } from '#lib/who.ts';
import { db } from '#src/app.server.ts';

/**
 * The doors, for a page's `load`: what they refuse becomes the page that says so, with its status. Outages
 * and bugs too; those are logged already.
 */
export const pageCaller = (who: Who | null) =>
	callerFor(
		{ db, who },
		{
			onError: ({ error: refusal }) => {
				error(getHTTPStatusCodeFromError(refusal), {
					message: refusal.message,
					...(refusal.code === 'SERVICE_UNAVAILABLE' && { outage: true })
				});
			}
		}
	);
