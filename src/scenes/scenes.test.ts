import { describe, expect, test } from 'vitest';
import { people } from '#src/demonstration/people.ts';
import { lengthMs } from './player.ts';
import type { SceneAct } from './scene.ts';
import { yongji2010 } from './yongji-2010.ts';

/** The names that an act gives, and those that it uses. */
function names(act: SceneAct): { gives: string[]; uses: string[] } {
	const gives = 'as' in act ? [act.as] : [];
	if (act.kind === 'acknowledge') return { gives, uses: act.reports };
	if (act.kind === 'tell') return { gives, uses: Object.values(act.about) };
	return {
		gives,
		uses: [
			...('report' in act ? [act.report] : []),
			...('incident' in act ? [act.incident] : []),
			...('notice' in act ? [act.notice] : []),
			...('warning' in act ? [act.warning] : []),
			...('activation' in act ? [act.activation] : [])
		]
	};
}

describe.each([yongji2010])('the scene $name', ({ steps, ...scene }) => {
	test('goes forward in time', () => {
		const times = steps.map(({ at }) => Date.parse(`${at}+08:00`));
		expect(times.every((time, i) => time > (times[i - 1] ?? 0))).toBe(true);
	});

	test('is played by people of the demonstration, and says in both languages what they do', () => {
		const users = new Set(people.map(({ username }) => username));
		for (const { who, tells, source } of steps) {
			expect(users).toContain(who);
			expect(tells.zh).toMatch(/[一-龥]/);
			expect(tells.en).toMatch(/^[^一-龥]+$/);
			expect(source).not.toBe('');
		}
	});

	test('names nothing before it is there, and nothing twice', () => {
		const given = new Set<string>();
		for (const { act } of steps) {
			const { gives, uses } = names(act);
			for (const name of uses) expect(given).toContain(name);
			for (const name of gives) expect(given).not.toContain(name);
			for (const name of gives) given.add(name);
		}
	});

	test('calls itself a demonstration', () => {
		expect(scene.title.zh).toContain('演示');
		expect(scene.title.en).toContain('demonstration');
	});
});

test('every unit downstream is told of the drums, and of the corrected number, and two acknowledge', () => {
	const acts = yongji2010.steps.map(({ act }) => act);
	const downstream = '220211 220202 220203 220283 220182 220183 220781 220700'.split(' ');
	const told = acts.filter((act) => act.kind === 'inform');
	expect(told.map(({ units }) => [...units].sort())).toEqual([
		[...downstream].sort(),
		[...downstream].sort()
	]);
	expect(acts.filter((act) => act.kind === 'hear')).toHaveLength(2);
});

test('the flood plan is activated, a task received and done, and the level raised to Ⅱ at nine', () => {
	const steps = yongji2010.steps.filter(
		({ act }) => 'activation' in act || act.kind === 'activate'
	);
	expect(steps.map(({ act }) => act.kind)).toEqual([
		'activate',
		'receive',
		'finish',
		'changeLevel',
		'activate',
		'receive'
	]);
	expect(steps.find(({ act }) => act.kind === 'changeLevel')).toMatchObject({
		at: '2010-07-28T09:00',
		act: { level: 2 }
	});
});

test('the first morning and all that follows take less than five minutes at the usual speed', () => {
	expect(lengthMs(yongji2010, 60, 12_000)).toBeLessThan(5 * 60_000);
});

test('the scene of 永吉 has what the public reports have: two reporters, and a figure that jumps', () => {
	const text = JSON.stringify(yongji2010.steps);
	for (const fact of [
		'1000余只',
		'约3000只',
		'空桶约4000只',
		'7138只',
		'3476只',
		'6387只',
		'684只',
		'2978只',
		'120.7毫米',
		'254.9毫米',
		'1600年一遇'
	]) {
		expect(text).toContain(fact);
	}
	const drums = yongji2010.steps.flatMap(({ act }) =>
		'words' in act ? (act.words.otherFigures ?? []).filter(({ label }) => label === '冲走的桶') : []
	);
	expect(drums.map(({ value }) => value)).toEqual([1000, 3000, 7000, 7138]);
	expect(drums[2]?.reason).toContain('空桶');
	const reporters = yongji2010.steps
		.filter(({ act }) => act.kind === 'file' && act.words.classCode.startsWith('12D'))
		.map(({ who }) => who);
	expect(reporters).toEqual(['yongji.baosong', 'jilin.zhuban']);
});
