/** Says what is done, does it, and says how long it took: `Starting the database … 0.4 s`. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
	const begin = performance.now();
	process.stdout.write(`${what} … `);
	try {
		const result = await work();
		process.stdout.write(`${seconds(begin)}\n`);
		return result;
	} catch (cause) {
		process.stdout.write(`failed after ${seconds(begin)}\n`);
		throw cause;
	}
}

/** Time since `begin` (of `performance.now()`), as a person reads it. */
export function seconds(begin: number): string {
	return `${((performance.now() - begin) / 1000).toFixed(1)} s`;
}
