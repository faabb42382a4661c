import type { Role } from '#lib/who.ts';

/** So many failures in a row lock a user name, whether it exists or not (AC2). */
export const MAX_FAILURES = 5;
export const LOCK_MINUTES = 15;

/** How long before an idle end the screen says so. */
export const WARN_BEFORE_MS = 5 * 60_000;

/** The browser tells of keys and clicks at most this often. */
export const ACTIVE_EVERY_MS = 60_000;

/** A wall that nobody touches is signed in by a technician, once a season. */
export const SCREEN_DAYS = 90;

/** A screen and nothing else: its session does not end for want of keys (AC4). */
export const isScreen = (roles: readonly Role[]) => roles.length === 1 && roles[0] === 'screen';
