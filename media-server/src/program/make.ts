import path from 'node:path';
import { obtainProgram } from './program.ts';
import { programTeller } from './words.ts';

/** `npm run media:worker`: the worker, now; or the words why not, and exit code 1. */
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => stopping.abort(new Error('stopped')));
}
const tell = programTeller();

await obtainProgram({
	given: process.env['MEDIASOUP_WORKER_BIN'] || undefined,
	fallback: path.resolve(process.env['DATA_DIR'] || 'data', 'media'),
	onChange: (state) => {
		const line = tell(state);
		if (line) console.log(line);
	},
	signal: stopping.signal
}).then(
	(bin) => console.log(bin),
	() => {
		process.exitCode = 1;
	}
);
