import { migrate } from '#lib/server/db/migrate.ts';
import { withDatabase } from './support/database.ts';
import { environment } from './support/environment.ts';
import { command } from './support/run.ts';
import { step } from './support/step.ts';

await command(async () => {
	await withDatabase(environment(), (url) => step('Migrating the database', () => migrate(url)));
});
