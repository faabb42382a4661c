import { TRPCClientError } from '@trpc/client';
import { beforeEach, expect, test, vi } from 'vitest';
import { PlanEditor } from './plan-editor.svelte.ts';
import type { PlanContent, VersionFull, VersionSaving } from './schema.ts';
import { emptyContent } from './words.ts';

const lost = () => new TRPCClientError('Failed to fetch');
const answered = (code: string, message = '') =>
	TRPCClientError.from({ error: { code: -32000, message, data: { code, fields: null } } });

const KEY = 'watchfire.plan planner v1';
let storage: Map<string, string>;
beforeEach(() => {
	storage = new Map();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => storage.get(key) ?? null,
		setItem: (key: string, text: string) => void storage.set(key, text),
		removeItem: (key: string) => void storage.delete(key)
	});
});

const content = (triggers: string): PlanContent => ({
	...emptyContent('防汛预案', 'special', '220000'),
	triggers
});
const version = (revision: number, triggers: string) =>
	({ id: 'v1', revision, state: 'draft', content: content(triggers) }) as VersionFull;

/** A server with one draft. `cut`: what becomes of its next answers, after it has done what it was asked. `down`: it does nothing. */
function server(at = version(1, '')) {
	const done = new Set<string>();
	const kept = {
		version: at,
		cut: [] as (Error | null)[],
		down: null as Error | null,
		saved: [] as VersionSaving[]
	};
	const answer = () => {
		const error = kept.cut.shift();
		if (error) throw error;
	};
	const ports = {
		save: async (input: VersionSaving) => {
			kept.saved.push(input);
			if (kept.down) throw kept.down;
			if (!done.has(input.actId)) {
				if (input.revision !== kept.version.revision) throw answered('CONFLICT', '张三已保存');
				done.add(input.actId);
				kept.version = { ...kept.version, revision: input.revision + 1, content: input.content };
			}
			answer();
		},
		version: async () => {
			answer();
			return kept.version;
		}
	};
	return { kept, editor: new PlanEditor(at, 'planner', ports) };
}

function type(editor: PlanEditor, triggers: string) {
	editor.content.triggers = triggers;
	editor.keep();
}

test('[PL5] the answer of a save is lost and the planner types on: the later text is saved', async () => {
	const { kept, editor } = server();
	type(editor, '河水上涨');
	kept.cut = [lost()];
	expect(await editor.save()).toBe(false);
	expect(editor.state).toBe('offline');
	type(editor, '河水上涨超过警戒水位');
	expect(await editor.save()).toBe(true);
	expect(kept.version.content.triggers).toBe('河水上涨超过警戒水位');
	expect(editor.theirs).toBeNull();
	expect(editor.state).toBe('saved');
	expect(storage.has(KEY)).toBe(false);
});

test('[PL5] the answer is lost and the planner goes back to the first words: these are saved', async () => {
	const { kept, editor } = server(version(1, '原文'));
	type(editor, '改过');
	kept.cut = [lost()];
	await editor.save();
	type(editor, '原文');
	expect(await editor.save()).toBe(true);
	expect(kept.version.content.triggers).toBe('原文');
});

test('[PL5] what is typed while a save is on its way is still to be saved', async () => {
	const { kept, editor } = server();
	type(editor, '甲');
	const saving = editor.save();
	await Promise.resolve();
	type(editor, '甲乙');
	expect(await saving).toBe(true);
	expect(editor.state).toBe('dirty');
	expect(storage.has(KEY)).toBe(true);
	expect(await editor.save()).toBe(true);
	expect(kept.version.content.triggers).toBe('甲乙');
});

test.each([
	[lost(), 'offline', ''],
	[answered('SERVICE_UNAVAILABLE', '数据库暂时连不上'), 'outage', ''],
	[answered('INTERNAL_SERVER_ERROR', '系统出错了'), 'refused', '系统出错了'],
	[answered('FORBIDDEN', '您没有权限'), 'refused', '您没有权限']
])(
	'[PL5] %s: the editor says what it is, and only silence is no line',
	async (error, state, said) => {
		const { kept, editor } = server();
		type(editor, '甲');
		kept.down = error;
		expect(await editor.save()).toBe(false);
		expect([editor.state, editor.refused]).toEqual([state, said]);
		editor.keep();
		expect(editor.state).toBe(state);
		type(editor, '甲乙');
		expect(editor.refused).toBe('');
		expect(storage.has(KEY)).toBe(true);
	}
);

test('[PL5] a colleague saved meanwhile: both texts stay until the planner has chosen', async () => {
	const { kept, editor } = server();
	kept.version = version(2, '同事写的');
	type(editor, '我写的');
	expect(await editor.save()).toBe(false);
	expect(editor.theirs?.content.triggers).toBe('同事写的');
	expect(editor.content.triggers).toBe('我写的');
	await editor.keepMine();
	expect(kept.version.content.triggers).toBe('我写的');
	expect(editor.state).toBe('saved');
});

test('[PL5] the line fails just when a colleague’s text is asked for: it is asked for again', async () => {
	const { kept, editor } = server();
	kept.version = version(2, '同事写的');
	type(editor, '我写的');
	kept.cut = [lost()];
	expect(await editor.save()).toBe(false);
	expect([editor.theirs, editor.refused]).toEqual([null, '张三已保存']);
	await editor.save();
	expect(editor.theirs?.content.triggers).toBe('同事写的');
});

test('[PL5] the copy on the machine comes back, also where it cannot be saved as yet', () => {
	const { editor } = server();
	const unfinished = { ...content('写了一半'), title: '' };
	storage.set(KEY, JSON.stringify({ revision: 1, content: unfinished }));
	editor.restore(version(1, ''));
	expect(editor.restored).toBe(true);
	expect(editor.content.triggers).toBe('写了一半');
});

test.each(['{"revision":1,"content":{"title":"旧版"}}', '[1]', 'no JSON', '{"content":null}'])(
	'[PL5] a copy of an older shape is put aside and does not keep the page from opening: %s',
	(text) => {
		const { editor } = server();
		storage.set(KEY, text);
		editor.restore(version(1, ''));
		expect(editor.restored).toBe(false);
		expect(editor.state).toBe('saved');
		expect(storage.get(`${KEY} unreadable`)).toBe(text);
	}
);

test('[PL5] a machine without room for it says so, and the text can still be saved', async () => {
	const { kept, editor } = server();
	vi.stubGlobal('localStorage', {
		...localStorage,
		setItem: () => {
			throw new DOMException('full', 'QuotaExceededError');
		}
	});
	type(editor, '甲');
	expect(editor.isKept).toBe(false);
	expect(await editor.save()).toBe(true);
	expect(kept.version.content.triggers).toBe('甲');
});
