import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { seedEventClasses } from '#lib/features/event-class/seed.server.ts';
import { seedReportingRules } from '#lib/features/reporting-rule/seed.server.ts';
import { openDb, type Db, type Tx } from '#lib/server/db/client.ts';
import { node } from '#lib/server/journal/tables.server.ts';
import { seedDemonstration } from '#src/demonstration/seed.ts';
import type { Env } from '#src/environment.ts';
import { withDatabase } from './support/database.ts';
import { environment } from './support/environment.ts';
import { command } from './support/run.ts';
import { step } from './support/step.ts';

export { demoAccounts } from '#src/demonstration/accounts.ts';

/**
 * What every node needs (its own name, the event classes, the reporting rules), and the demonstration
 * government where the environment wants it. One transaction. What is there already stays as it is.
 */
export async function seed(db: Db, env: Pick<Env, 'DEMONSTRATION' | 'NODE_UNIT'>): Promise<void> {
	await db.transaction(async (tx) => {
		// Two starts at once: the second waits, and then finds it all there.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('seed', 0))`);
		await seedNode(tx, env);
		await seedEventClasses(tx);
		await seedReportingRules(tx);
		if (env.DEMONSTRATION) await seedDemonstration(tx, new Date());
	});
}

/** Gives the database its node, once. */
async function seedNode(
	tx: Tx,
	{ NODE_UNIT, DEMONSTRATION }: Pick<Env, 'DEMONSTRATION' | 'NODE_UNIT'>
) {
	const known = await tx.select({ id: node.id }).from(node);
	if (known.length > 0) return;
	await tx.insert(node).values({
		// A name of its own for each installation: lines of two nodes must not be taken for one another's.
		id: `${NODE_UNIT}-${randomUUID().slice(0, 8)}`,
		unitId: NODE_UNIT,
		demonstration: DEMONSTRATION ? 'true' : 'false'
	});
}

if (import.meta.main) {
	await command(async () => {
		const env = environment();
		await withDatabase(env, async (url) => {
			const db = openDb(url);
			try {
				await step('Seeding the database', () => seed(db, env));
			} finally {
				await db.end();
			}
		});
	});
}
