import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { replaceFile, sha256 } from './mended-file.ts';

/*
 * postgres.js 3.4.9 does not forget what it was doing when a connection is lost (its issues 1133, 1193, 1216):
 * - a small write that waited for the next turn is cancelled, but still counts as planned: the connection,
 *   connected again, never sends its first message, and each query given to it fails after `connect_timeout`;
 * - after a reset the lost query stands as the one being answered;
 * - a transaction that lost its connection goes on, and its statements run inside the transaction that has
 *   the connection next. Of all things that must not happen here, this is the first.
 * The copy in node_modules is made to forget, and to refuse what a lost transaction still asks for.
 */

type Change = { from: string; to: string };
type Mend = { before: string; after: string; changes: Change[] };

/** By the file's name in `postgres/src`: SHA-256 of the file of 3.4.9 and of what comes out, and each change. */
export const MENDS: Readonly<Record<string, Mend>> = {
	'connection.js': {
		before: 'ee3a218d9aa6a6f2887c1a19da50009335fe84c11a5431d5cab72d6bc528632f',
		after: '2148e1bce6df8a24b71e49f98d01ae8c524cb54cd4602109aa1288be4bdf2638',
		changes: [
			{
				from: "    if (terminated)\n      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n",
				// True: the caller would otherwise call a lost connection a busy one.
				to: "    if (terminated)\n      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options)), true\n\n    if (!socket)\n      return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true\n"
			},
			{
				// Nobody waits for it: refused by a lost connection it would end the process.
				from: '        return fetchArrayTypes()\n',
				to: '        return fetchArrayTypes().catch(noop)\n'
			},
			{
				from: '  function nextWrite(fn) {\n',
				to: '  function nextWrite(fn) {\n    if (!socket)\n      return chunk = nextWriteTimer = null, false\n\n'
			},
			{
				from: '    clearImmediate(nextWriteTimer)\n    if (socket) {\n',
				to: '    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {\n'
			},
			{
				from: "    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n",
				to: "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)\n"
			},
			{
				from: "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
				to: "    if (query || sent.length)\n      error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    query = results = errorResponse = final = null\n    result = new Result()\n    rows = 0\n"
			}
		]
	},
	'index.js': {
		before: '4e21f5733e70d79cffc10d10d4ef01031de4a9ac862210e43f8870029fd103ed',
		after: '04c157c78aa778a1c7c2a43c43cca41ddfbee603701d7e8659f121bb36e8b9be',
		changes: [
			{
				from: '      , connection\n      , prepare = null\n\n    try {\n      await sql.unsafe',
				to: '      , connection\n      , lost = null\n      , prepare = null\n\n    try {\n      await sql.unsafe'
			},
			{
				from: '        new Promise((_, reject) => connection.onclose = reject)\n',
				to: '        new Promise((_, reject) => connection.onclose = (e) => {\n          lost = e\n          while (queries.length)\n            queries.shift().reject(e)\n          reject(e)\n        })\n'
			},
			{
				from: '        q.catch(e => uncaughtError || (uncaughtError = e))\n        c.queue === full\n',
				to: '        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (lost)\n          return q.reject(lost)\n\n        c.queue === full\n'
			}
		]
	}
};

/** Mends the installed postgres.js. Says what it did; throws for a version that it does not know. */
export function mendPostgres(): string {
	// The package tells its CommonJS entry only: `postgres/cjs/src/index.js`.
	const entry = createRequire(import.meta.url).resolve('postgres');
	const folder = path.join(path.dirname(entry), '../../src');
	let mended = false;
	for (const [name, mend] of Object.entries(MENDS)) {
		const file = path.join(folder, name);
		const text = readFileSync(file, 'utf8');
		if (sha256(text) === mend.after) continue;
		replaceFile(file, changed(text, mend));
		mended = true;
	}
	return mended ? 'postgres.js mended for lost connections' : 'postgres.js was mended before';
}

/** The mended text of a file that we know; throws for any other. */
export function changed(text: string, { before, after, changes }: Mend): string {
	if (sha256(text) !== before) {
		throw new Error(
			`This postgres.js (sha256 ${sha256(text)}) is unknown: see whether it still needs the mend for lost connections.`
		);
	}
	const result = changes.reduce((now, { from, to }) => {
		if (now.split(from).length !== 2)
			throw new Error('Mending postgres.js: a place is not there once.');
		return now.replace(from, () => to);
	}, text);
	if (sha256(result) !== after) {
		throw new Error(`Mending postgres.js gave an unexpected result (sha256 ${sha256(result)}).`);
	}
	return result;
}
