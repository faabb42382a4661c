import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { Submission } from './submission.svelte.ts';
import { toasts } from './toasts.svelte.ts';

type Note = { actId: string; text: string };

/** As the line and the server answer: the network’s error has no data, a refusal has its code. */
const lost = () => new TRPCClientError('Failed to fetch');
const answered = (code: string, message = '', fields: Record<string, string> | null = null) =>
	TRPCClientError.from({ error: { code: -32000, message, data: { code, fields } } });

/** A mutation that keeps what reached it; each call takes the next of `answers`: an error, or what comes back. */
function server<Input, Answer = string>(...answers: (Answer | Error)[]) {
	const sent: Input[] = [];
	const mutation = async (input: Input): Promise<Answer> => {
		sent.push(input);
		const answer = answers.shift();
		if (answer === undefined || answer instanceof Error) throw answer ?? lost();
		return answer;
	};
	return { sent, mutation };
}

test('[SU1] sent again after its answer was lost it is the same act', async () => {
	const { sent, mutation } = server<Note>(lost(), 'done');
	const submission = new Submission();
	expect(await submission.send(mutation, { text: '大坝' })).toBe(false);
	expect(submission.refused).toBe(m.ui_unanswered());
	expect(await submission.send(mutation, { text: '大坝' })).toBe(true);
	expect(submission.refused).toBe('');
	expect(sent[1]?.actId).toBe(sent[0]?.actId);
});

test('[SU1] the same content in another order of its keys is the same act', async () => {
	const { sent, mutation } = server<{ actId: string; a: number; at: { b: Date; c?: number } }>();
	const submission = new Submission();
	const b = new Date(0);
	await submission.send(mutation, { a: 1, at: { b } });
	await submission.send(mutation, { at: { b }, a: 1 });
	await submission.send(mutation, { at: { b: new Date(1) }, a: 1 });
	expect(sent[1]?.actId).toBe(sent[0]?.actId);
	expect(sent[2]?.actId).not.toBe(sent[0]?.actId);
});

test.each([lost(), answered('CONFLICT'), answered('SERVICE_UNAVAILABLE')])(
	'[SU2] other content is another act, whatever became of the one before (%s)',
	async (error) => {
		const { sent, mutation } = server<Note>(error, 'done');
		const submission = new Submission();
		await submission.send(mutation, { text: '大坝' });
		await submission.send(mutation, { text: '大坝渗水' });
		expect(sent[1]?.actId).not.toBe(sent[0]?.actId);
	}
);

test('[SU2] back to the words before the last: a third act, because the second may stand now', async () => {
	const { sent, mutation } = server<Note>();
	const submission = new Submission();
	for (const text of ['甲', '乙', '甲']) await submission.send(mutation, { text });
	expect(new Set(sent.map(({ actId }) => actId)).size).toBe(3);
});

test('[SU3] what is done is over: the same words are a new act', async () => {
	const { sent, mutation } = server<Note>('done', 'done');
	const submission = new Submission();
	await submission.send(mutation, { text: '到位' });
	await submission.send(mutation, { text: '到位' });
	expect(sent[1]?.actId).not.toBe(sent[0]?.actId);
});

test('[SU3] it is not over before the page has shown it', async () => {
	const { sent, mutation } = server<Note>('done', 'done');
	const submission = new Submission();
	const isDone = await submission.send(mutation, { text: '到位' }, () => Promise.reject(lost()));
	expect(isDone).toBe(false);
	await submission.send(mutation, { text: '到位' });
	expect(sent[1]?.actId).toBe(sent[0]?.actId);
});

test('[SU4] pressed twice it is sent once', async () => {
	const { sent, mutation } = server<Note>('done', 'done');
	const submission = new Submission();
	const first = submission.send(mutation, { text: '大坝' });
	expect(submission.isBusy).toBe(true);
	expect(await submission.send(mutation, { text: '大坝' })).toBe(false);
	expect(await first).toBe(true);
	expect(submission.isBusy).toBe(false);
	expect(sent).toHaveLength(1);
});

test('[SU4] a bug of the page is thrown on, and the form can be sent again', async () => {
	const submission = new Submission();
	const bug = new Error('bug');
	await expect(submission.run(() => Promise.reject(bug))).rejects.toBe(bug);
	expect(submission.isBusy).toBe(false);
});

test('[SU5] what is refused at a field stands beside it, also within it', async () => {
	const fields = { title: '太短', 'fixedTimes.0': '不是时刻' };
	const { mutation } = server<Note>(answered('BAD_REQUEST', '有些内容需要改正', fields), 'done');
	const submission = new Submission();
	expect(submission.at('title')).toBeUndefined();
	expect(submission.at('fixedTimes')).toBeUndefined();
	await submission.send(mutation, { text: '' });
	expect(submission.at('title')).toBe('太短');
	expect(submission.at('fixedTimes')).toBe('不是时刻');
	expect(submission.at('fixed')).toBeUndefined();
	expect(submission.refused).toBe('');
	await submission.send(mutation, { text: '大坝' });
	expect(submission.at('title')).toBeUndefined();
});

test('[SU5] what is refused at a field that the form does not show is said all the same', async () => {
	const { mutation } = server<Note>(
		answered('BAD_REQUEST', '有些内容需要改正', { title: '太短', shape: '画得不对' })
	);
	const submission = new Submission();
	submission.at('title');
	await submission.send(mutation, { text: '' });
	expect(submission.refused).toBe('画得不对');
	expect(submission.problem).toBe('太短');
});

test('[SU5] what is wrong with what was typed is said before anything is sent, the first at a field', () => {
	const submission = new Submission();
	const Text = z.object({ codes: z.array(z.string().min(2, '太短').regex(/^\d+$/, '不是数字')) });
	expect(submission.accepts(Text.safeParse({ codes: ['12', 'a'] }))).toBe(false);
	expect(submission.errors).toEqual({ 'codes.1': '太短' });
	expect(submission.isComplete({ level: '请选择', reason: false })).toBe(false);
	expect(submission.errors).toEqual({ level: '请选择' });
	expect(submission.isComplete({ level: false })).toBe(true);
	expect(submission.errors).toEqual({});
});

test('[SU6] a refusal, an outage, a bug and silence have their own words', async () => {
	const { mutation } = server<Note>(
		answered('CONFLICT', '已经关闭'),
		answered('SERVICE_UNAVAILABLE', '数据库暂时连不上'),
		answered('INTERNAL_SERVER_ERROR', '系统出错了，编号 7'),
		lost()
	);
	const submission = new Submission();
	const said: string[] = [];
	for (let i = 0; i < 4; i++) {
		await submission.send(mutation, { text: '大坝' });
		said.push(submission.refused);
	}
	expect(said).toEqual(['已经关闭', '数据库暂时连不上', '系统出错了，编号 7', m.ui_unanswered()]);
});

test('[SU6] a button without a place of its own says it in a toast', async () => {
	const { mutation } = server<Note>(answered('BAD_REQUEST', '', { state: '已被改为出动' }));
	await new Submission({ toast: true }).send(mutation, { text: '' });
	expect(toasts.shown.at(-1)).toMatchObject({ text: '已被改为出动', kind: 'bad' });
});

/** A text that is saved over the version that one saw, and the form in which it is written. */
function document(...answers: (Error | number)[]) {
	type Saving = { actId: string; version: number; text: string };
	const { sent, mutation } = server<Saving, number>(...answers);
	const submission = new Submission<{ version: number }>();
	const form = { version: 1, text: '甲', newer: null as { version: number } | null };
	const save = () =>
		submission.save(mutation, {
			content: () => ({ version: form.version, text: form.text }),
			done: (version) => (form.version = version),
			settled: ({ version }) => (form.version = version + 1),
			newer: () => (form.newer ? Promise.resolve(form.newer) : Promise.reject(lost()))
		});
	return { sent, submission, form, save };
}

test('[SU7] typed on after the answer was lost: the first save is brought to its end, the later text goes over it', async () => {
	const { sent, form, save } = document(lost(), 2, 3);
	expect(await save()).toBe(false);
	form.text = '甲乙';
	expect(await save()).toBe(true);
	const [first, again, later] = sent;
	expect(again).toEqual(first);
	expect(later).toMatchObject({ version: 2, text: '甲乙' });
	expect(later?.actId).not.toBe(first?.actId);
	expect(form.version).toBe(3);
});

test('[SU7] while the line stays away nothing else is sent, and nothing is given up', async () => {
	const { sent, form, save } = document(lost(), lost(), 2, 3);
	await save();
	form.text = '甲乙';
	expect(await save()).toBe(false);
	expect(await save()).toBe(true);
	expect(sent.map(({ text }) => text)).toEqual(['甲', '甲', '甲', '甲乙']);
});

test.each(['CONFLICT', 'INTERNAL_SERVER_ERROR'])(
	'[SU7] the first save was not done and cannot be (%s): the later text goes over what it was based on',
	async (code) => {
		const { sent, form, save } = document(lost(), answered(code), 2);
		await save();
		form.text = '甲乙';
		expect(await save()).toBe(true);
		expect(sent.at(-1)).toMatchObject({ version: 1, text: '甲乙' });
	}
);

test('[SU8] overtaken: what somebody else saved is fetched, and what was typed goes over it knowingly, as a new act', async () => {
	const { sent, submission, form, save } = document(answered('CONFLICT', '张三刚刚保存'), 3);
	form.newer = { version: 2 };
	expect(await save()).toBe(false);
	expect(submission.refused).toBe('张三刚刚保存');
	expect(submission.newer).toEqual({ version: 2 });
	form.version = submission.newer?.version ?? 0;
	expect(await save()).toBe(true);
	expect(submission.newer).toBeNull();
	expect(sent[1]?.actId).not.toBe(sent[0]?.actId);
});

test('[SU8] the line fails just when what stands now is asked for: the refusal stays and the next try asks again', async () => {
	const { submission, form, save } = document(
		answered('CONFLICT', '张三刚刚保存'),
		answered('CONFLICT')
	);
	expect(await save()).toBe(false);
	expect(submission.refused).toBe('张三刚刚保存');
	expect(submission.newer).toBeNull();
	form.newer = { version: 2 };
	await save();
	expect(submission.newer).toEqual({ version: 2 });
});
