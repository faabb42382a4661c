import { betterAuth } from 'better-auth/minimal';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { username } from 'better-auth/plugins/username';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../db/client.ts';
import { log } from '../log.ts';
import { SESSION_COOKIE } from './cookie.ts';
import type { AuthSettings } from './settings.ts';
import { authAccount, authSession, authUser, authVerification } from './tables.server.ts';

/**
 * better-auth over one transaction, so that a session and its line in the journal come together or not
 * at all (opening it takes less than a millisecond). Called by us only: none of its HTTP endpoints is
 * mounted, so there is no sign-up, and its own rate limit and origin check, which guard those, are moot.
 */
export function openAuth(tx: Tx, { secret, origin }: AuthSettings, lifetimeMs: number) {
	const secure = origin.startsWith('https:');
	return betterAuth({
		baseURL: origin,
		secret,
		database: drizzleAdapter(tx, {
			provider: 'pg',
			schema: {
				user: authUser,
				session: authSession,
				account: authAccount,
				verification: authVerification
			}
		}),
		emailAndPassword: { enabled: true, disableSignUp: true },
		// When a session ends is written by us (features/account): only real activity extends it.
		session: { expiresIn: lifetimeMs / 1000, disableSessionRefresh: true },
		plugins: [username({ maxUsernameLength: 64, usernameValidator: () => true })],
		advanced: {
			database: { generateId: () => uuidv7() },
			// One name whatever the scheme: the push process and other programs look for it.
			useSecureCookies: false,
			cookies: { session_token: { name: SESSION_COOKIE } },
			defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' }
		},
		telemetry: { enabled: false },
		logger: {
			level: 'error',
			log: (_level, message) => log.error({ from: 'better-auth' }, message)
		}
	});
}
