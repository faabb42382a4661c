import { defineFeature } from '#lib/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import type { AccountEvent } from './events.ts';
import { accountPermissions } from './permissions.ts';

export const account = defineFeature<AccountEvent>({
	noun: 'account',
	permissions: accountPermissions,
	lines: {
		'account.signedIn': {
			sentence: (_, name) => m.journal_signed_in({ name }),
			title: m.journal_audit_account_signed_in
		},
		'account.signedOut': {
			sentence: (_, name) => m.journal_signed_out({ name }),
			title: m.journal_audit_account_signed_out
		},
		'account.lockedOut': {
			sentence: ({ username }) => m.journal_locked_out({ username }),
			title: m.journal_audit_account_locked_out
		},
		'account.sessionRevoked': {
			sentence: (_, name) => m.journal_session_revoked({ name }),
			title: m.journal_audit_account_session_revoked
		},
		'account.passwordChanged': {
			sentence: (_, name) => m.journal_password_changed({ name }),
			title: m.journal_audit_account_password_changed
		},
		'account.tokenMade': {
			sentence: ({ name: token }, name) => m.journal_token_made({ name, token }),
			title: m.journal_audit_account_token_made
		},
		'account.tokenRevoked': {
			sentence: ({ name: token }, name) => m.journal_token_revoked({ name, token }),
			title: m.journal_audit_account_token_revoked
		}
	},
	nouns: { account: m.journal_audit_noun_account },
	subjects: { person: true },
	isAdministration: true
});
