import { defineServerFeature } from '#lib/server/feature.ts';
import { journalRouter } from './router.server.ts';
import type { Audited } from './schema.ts';

/** `audited`: what there is to audit. The journal is about every noun and knows none. */
export const journal = (audited: Audited) =>
	defineServerFeature({ router: journalRouter(audited), records: [] });
