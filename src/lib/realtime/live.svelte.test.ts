import { expect, test } from 'vitest';
import { LivePage } from './live.svelte.ts';
import type { Cursor, Entry } from './protocol.ts';
import { Streams } from './streams.ts';

const TOPIC = 'unit:222403';
const place = (seq: number): Cursor => `${700 + seq}.${seq}`;
const entry = (seq: number): Entry => ({
	cursor: place(seq),
	id: `01890000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
	at: '2026-01-01T00:00:00.000Z',
	actor: null,
	actorName: 'system',
	type: 'knowledge.saved',
	subject: 'knowledge:1',
	scope: ['222403'],
	payload: {}
});
const turn = () => new Promise((done) => setTimeout(done));

/** The journal up to which a load has read. */
type Data = { upTo: number };

/** A page that shows which lines it knows, over the real streams. `load`: what the next reload brings. */
function open(first: Data) {
	const sent: object[] = [];
	const streams = new Streams({ send: (message) => sent.push(message), onChange: () => {} });
	const shown = { upTo: 0, lines: new Set<number>(), reloads: 0 };
	const load = { next: first };
	const page = new LivePage<Data>({
		topic: () => TOPIC,
		cursor: ({ upTo }) => place(upTo),
		fill: ({ upTo }) => {
			shown.upTo = upTo;
			shown.lines.clear();
		},
		onEntry: ({ cursor }) => shown.lines.add(Number(cursor.split('.')[1])),
		reload: () => {
			shown.reloads += 1;
			page.take(load.next);
		}
	});
	page.take(first);
	const stop = page.follow(streams, TOPIC, first);
	const arrive = (seq: number) => streams.advance(TOPIC, place(seq), entry(seq));
	return { streams, sent, shown, load, page, stop, arrive };
}

test('[RT16] what happened between the load and the subscription is shown', async () => {
	const { streams, sent, shown, arrive } = open({ upTo: 3 });
	expect(sent).toEqual([{ kind: 'subscribe', topic: TOPIC, cursor: place(3) }]);
	streams.replay(TOPIC, place(3));
	arrive(4);
	streams.live(TOPIC, place(4));
	await turn();
	expect([...shown.lines]).toEqual([4]);
	expect(shown.reloads).toBe(0);
});

test('[RT16] after a cut too long to catch up all is asked for anew, and lines that come meanwhile follow it', async () => {
	const { streams, shown, load, arrive } = open({ upTo: 3 });
	load.next = { upTo: 900 };
	streams.renew(TOPIC, place(900));
	arrive(901);
	await turn();
	expect(shown).toMatchObject({ upTo: 900, reloads: 1 });
	expect([...shown.lines]).toEqual([901]);
});

test('[RT16] a load that was under way when a line came does not take it back', async () => {
	const { streams, shown, page, arrive } = open({ upTo: 3 });
	streams.replay(TOPIC, place(3));
	arrive(4);
	arrive(5);
	await turn();
	page.take({ upTo: 4 });
	expect(shown.upTo).toBe(4);
	expect([...shown.lines]).toEqual([5]);
	page.take({ upTo: 5 });
	expect([...shown.lines]).toEqual([]);
});

test('[RT16] when the page is left it follows no more', async () => {
	const { streams, sent, shown, stop, arrive } = open({ upTo: 3 });
	streams.replay(TOPIC, place(3));
	stop();
	arrive(4);
	await turn();
	expect(shown.lines.size).toBe(0);
	expect(sent.at(-1)).toEqual({ kind: 'unsubscribe', topic: TOPIC });
});
