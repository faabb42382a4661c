import { connect, createServer, type Socket } from 'node:net';
import type { Sql, TransactionSql } from 'postgres';
import { vi } from 'vitest';
import type { Peer } from '#lib/realtime/protocol.ts';
import { startPush, type PushServer } from '#lib/server/realtime/server.ts';
import { Stranger } from '../bench/push/stranger.ts';

/** `token` is also what `revoked` names. */
export type TestWho = Peer & { token: string; units: string[] };

export const quiet = { warn: () => {}, info: () => {} };
export const ORIGIN = 'http://localhost:8800';

/** Who may listen to what in these tests: an officer of 敦化市 to his county and what stands above in the scope. */
const people: Record<string, TestWho> = {
	officer: person('officer', ['222403', '222400']),
	stranger: person('stranger', [])
};

function person(token: string, units: string[]): TestWho {
	return { token, units, personId: `person of ${token}`, name: token, unitName: '敦化市' };
}

/** A push server on `url` whose people come by `Bearer officer`, by the cookie `session=officer`, or as strangers. */
export async function pushServer(url: string, { revoked = new Set<string>() } = {}) {
	return startPush<TestWho>({
		databaseUrl: url,
		host: '127.0.0.1',
		port: 0,
		origin: ORIGIN,
		log: quiet,
		authenticate: async (headers) => {
			const bearer = headers.get('authorization')?.replace('Bearer ', '');
			const cookie = headers.get('cookie')?.replace('session=', '');
			const token = bearer ?? cookie ?? '';
			return revoked.has(token) ? null : (people[token] ?? null);
		},
		mayRead: async (who, topic) =>
			who.units.includes(topic.replace('unit:', '')) ||
			(topic === 'incident:7' && who.units.length > 0),
		stillValid: async (whos) => whos.map(({ token }) => !revoked.has(token))
	});
}

/** A stranger who follows `topic` and is live. */
export async function liveStranger(
	server: PushServer,
	{ topic = 'unit:222403', cursor = null as string | null } = {}
) {
	const stranger = new Stranger(server.port, topic, { cursor });
	await vi.waitUntil(() => stranger.isLive, { timeout: 5000 });
	return stranger;
}

/** Stands between a client and a database at `url`, and can be cut like a cable. */
export async function cable(url: string) {
	const target = new URL(url);
	const ends = new Set<Socket>();
	let isCut = false;
	const server = createServer((near) => {
		if (isCut) return near.destroy();
		const far = connect(Number(target.port), target.hostname);
		for (const [a, b] of [
			[near, far],
			[far, near]
		] as const) {
			ends.add(a);
			a.pipe(b);
			a.on('error', () => a.destroy());
			a.on('close', () => {
				ends.delete(a);
				b.destroy();
			});
		}
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const through = new URL(url);
	const address = server.address();
	through.port = String(typeof address === 'object' ? address?.port : '');
	return {
		url: through.href,
		cut: () => {
			isCut = true;
			ends.forEach((end) => end.destroy());
		},
		mend: () => void (isCut = false),
		end: () => {
			isCut = true;
			ends.forEach((end) => end.destroy());
			server.close();
		}
	};
}

/** Writes a line for `scope` (敦化市 and above), as any transaction of ours would; `n` to know it by. */
export async function write(
	sql: Sql | TransactionSql,
	{
		n,
		scope = ['222403', '222400', '220000'],
		text = ''
	}: { n: number; scope?: string[]; text?: string }
) {
	await sql`
		insert into journal (id, origin, actor_name, type, subject, scope, payload)
		values (gen_random_uuid(), 'test', 'x', 'report.filed', 'report:1', ${scope}, ${sql.json({ n, text })})`;
}
