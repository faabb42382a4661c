const chains = new Map<string, Promise<unknown>>();

/**
 * Runs `work` while nobody else holds the lock of that name: no other tab, and nothing else in this page. On plain
 * http browsers have no locks; then it holds within this page only.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
	if ('locks' in navigator) return await navigator.locks.request(name, work);
	const result = (chains.get(name) ?? Promise.resolve()).then(work);
	// Whoever comes next waits for the end, and does not inherit the error.
	chains.set(
		name,
		result.catch(() => {})
	);
	return await result;
}
