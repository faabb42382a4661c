import type { Standing } from '#lib/features/account/identify.server.ts';
import type { AppRouter } from '#lib/features/list.server.ts';
import type { Who } from '#lib/who.ts';

declare global {
	namespace App {
		interface Error {
			/** A whole sentence for the user. */
			message: string;
			/** Under which the log has it in full. */
			id?: string;
			/** The database is gone: worth trying again. */
			outage?: true;
		}
		interface Locals {
			/** Who asks; null: nobody is signed in, or he must choose a password first. */
			who: Who | null;
			standing: Standing | null;
			/** The database went while this was answered. */
			outage: boolean;
		}
		/** Every door of the product, for the browser’s client (`lib/trpc.ts`), which is plumbing and knows none of them. */
		type Router = AppRouter;
		interface PageData {
			who?: Who;
		}
	}
}
