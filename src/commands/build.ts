import { build } from './support/build.ts';
import { command } from './support/run.ts';
import { step } from './support/step.ts';

await command(async () => {
	await step('Building the app', () => build());
});
