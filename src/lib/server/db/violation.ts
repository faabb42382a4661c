/** What PostgreSQL says of a second row with one unique key (SQLSTATE). */
const UNIQUE_VIOLATION = '23505';

/** True where the error, or one that caused it, says that a row with this unique key is there already. */
export function isUniqueViolation(error: unknown): boolean {
	for (let e: unknown = error; e instanceof Error; e = e.cause) {
		if ('code' in e && e.code === UNIQUE_VIOLATION) return true;
	}
	return false;
}
