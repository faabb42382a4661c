import type { TokenScope } from '#lib/who.ts';

type AccountPayload = {
	'account.signedIn': { address: string | null };
	'account.signedOut': Record<string, never>;
	'account.lockedOut': { username: string; address: string | null };
	'account.sessionRevoked': { sessionId: string };
	'account.passwordChanged': Record<string, never>;
	'account.tokenMade': { tokenId: string; name: string; scopes: TokenScope[]; expiresAt: string };
	'account.tokenRevoked': { tokenId: string; name: string };
};

/** Written without scope: only the person and the auditor see these. */
export type AccountEvent = {
	[T in keyof AccountPayload]: {
		type: T;
		subject: `person:${string}`;
		scope: string[];
		payload: AccountPayload[T];
	};
}[keyof AccountPayload];
