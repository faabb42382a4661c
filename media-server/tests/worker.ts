import { programTeller } from '../src/program/words.ts';
import { obtainProgram } from '../src/program/program.ts';

/** Vitest's set-up: the worker program is there before the first test begins, however long it takes. */
export default async function setUp() {
	const tell = programTeller();
	await obtainProgram({
		given: process.env['MEDIASOUP_WORKER_BIN'] || undefined,
		fallback: 'data/media',
		onChange: (state) => {
			const line = tell(state);
			if (line) console.log(line);
		},
		signal: new AbortController().signal
	});
}
