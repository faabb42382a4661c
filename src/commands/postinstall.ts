import { mendPostgres } from './support/postgres-loss.ts';
import { installMediaServer } from './support/media-install.ts';
import { command, run } from './support/run.ts';
import { step } from './support/step.ts';
import { mendUws } from './support/uws-glibc.ts';

await command(async () => {
	console.log(mendUws());
	console.log(mendPostgres());
	await step('Installing the media server’s packages', installMediaServer);
	await step('Compiling messages', () => run(['node', 'src/commands/messages.ts']));
	await step('Generating types of the pages', () => run(['svelte-kit', 'sync']));
});
