/** What is known of a page that is older than the server. Instants in milliseconds. */
export type OldPage = {
	now: number;
	/** When it was found to be old. */
	since: number;
	/** The last key, click or touch; 0: none. */
	touchedAt: number;
	/** Something was typed since the page was opened, or a dialog is open. */
	isTyped: boolean;
	/** A page in a room, or one that would ask before it closes, is left alone. */
	isHeld: boolean;
	/** Nobody touches a wall: it has no keyboard. */
	isWall: boolean;
	/** When this window last loaded itself anew for this reason; 0: never. */
	reloadedAt: number;
	/** 0 to 1, of this page: a thousand screens do not load at once. */
	share: number;
};

const QUIET_MS = { wall: 5000, desk: 60_000 };
const SPREAD_MS = 10_000;
/** Whoever is old again after loading gets old pages from something in between. Trying again soon would be a loop. */
const ONCE_IN_MS = 10 * 60_000;

/** True where the old page may load itself anew: nobody would lose or miss anything. */
export function mayReload(page: OldPage): boolean {
	const { now, since, touchedAt, isTyped, isHeld, isWall, reloadedAt, share } = page;
	if (isTyped || isHeld) return false;
	if (now - reloadedAt < ONCE_IN_MS) return false;
	const quietSince = Math.max(since + share * SPREAD_MS, touchedAt);
	return now - quietSince >= (isWall ? QUIET_MS.wall : QUIET_MS.desk);
}
