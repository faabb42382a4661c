import type { AnyRouter } from '@trpc/server';
import type { PgTable } from 'drizzle-orm/pg-core';

/** One table of a noun. Whose a row is, who may see it and whether it travels to other nodes is said here too. */
export type StoredRecord = { table: PgTable };

/** The server's half of a noun's manifest. */
export type ServerFeature<Door extends AnyRouter> = {
	/** What `trpc.<noun>` asks. */
	router: Door;
	/** Every table that the noun keeps. */
	records: readonly StoredRecord[];
};

export const defineServerFeature = <Door extends AnyRouter>(feature: ServerFeature<Door>) =>
	feature;

/** The doors of all, by the name that each has in the list. */
export function routersOf<F extends Record<string, ServerFeature<AnyRouter>>>(features: F) {
	const routers = Object.entries(features).map(([name, { router }]) => [name, router]);
	return Object.fromEntries(routers) as { [Name in keyof F]: F[Name]['router'] };
}
