import { readEnv, type Env } from '#src/environment.ts';

/** How long a session lasts. Milliseconds. */
export type SessionLimits = {
	/** Without a key or click. */
	idleMs: number;
	/** In any case. */
	absoluteMs: number;
};

export type AuthSettings = SessionLimits & {
	/** Signs the session cookie. */
	secret: string;
	/** The address that people type. The cookie is `Secure` where it is https. */
	origin: string;
};

export function sessionLimits(env: Env = readEnv()): SessionLimits {
	return {
		idleMs: env.SESSION_IDLE_MINUTES * 60_000,
		absoluteMs: env.SESSION_ABSOLUTE_HOURS * 3_600_000
	};
}

/** What the app and the push process must agree on. `npm start` gives both the same secret. */
export function authSettings(env: Env): AuthSettings {
	if (env.AUTH_SECRET === undefined) {
		throw new Error('AUTH_SECRET is not set: use npm start, which makes one, or set it yourself.');
	}
	return { secret: env.AUTH_SECRET, origin: env.ORIGIN, ...sessionLimits(env) };
}
