/** What PostgreSQL says of a key that is there already (SQLSTATE 23505). */
const UNIQUE_VIOLATION = '23505';

/**
 * True where a row was to be made under an id that another row has. Ids are made by clients, so this is no bug of ours:
 * a copied request, or a client that makes the same id twice.
 */
export function isIdTaken(error: unknown): boolean {
	for (let e: unknown = error; e instanceof Error; e = e.cause) {
		if (!('code' in e) || e.code !== UNIQUE_VIOLATION) continue;
		return 'constraint_name' in e && String(e.constraint_name).endsWith('_pkey');
	}
	return false;
}
