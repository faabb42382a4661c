import { log } from './log.ts';
import { startMediaServer } from './server.ts';
import { readSettings } from './settings.ts';

/** The media server's process. It can die and come back at any time: pages come again with their tokens. */
const server = await startMediaServer(readSettings());
log.info(`The media server listens on port ${server.port}.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void server.stop().then(() => process.exit(0));
	});
}
