import { m } from '#lib/paraglide/messages.js';
import type { TokenScope } from '#lib/who.ts';

/** What a token's scope is called on screen. */
export const scopeName = {
	read: m.account_scope_read,
	report: m.account_scope_report,
	incident: m.account_scope_incident,
	feed: m.account_scope_feed,
	push: m.account_scope_push
} satisfies Record<TokenScope, () => string>;
