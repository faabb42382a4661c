/** What PostgreSQL says when it is stopping, starting, full or cut off (SQLSTATE classes 08, 53, 57P). */
const OUTAGE_STATE = /^(08|53|57P)/;
/** What postgres.js and the socket below it say. */
const OUTAGE_CODES = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOENT',
	'EPIPE',
	'ETIMEDOUT',
	'CONNECT_TIMEOUT',
	'CONNECTION_CLOSED',
	'CONNECTION_DESTROYED',
	'CONNECTION_ENDED'
]);

/** True where the error, or one that caused it, says that the database cannot be reached now. */
export function isDatabaseOutage(error: unknown): boolean {
	for (let e: unknown = error; e instanceof Error; e = e.cause) {
		const code: unknown = 'code' in e ? e.code : undefined;
		if (typeof code !== 'string') continue;
		if (OUTAGE_CODES.has(code) || (code.length === 5 && OUTAGE_STATE.test(code))) return true;
	}
	return false;
}
