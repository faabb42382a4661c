import { expect, test } from 'vitest';
import { isSource } from './build.ts';

test('[BD1] a page, a message or a rule makes the build stale', () => {
	const files = [
		'src/routes/+page.svelte',
		'src/messages/zh-CN/app.json',
		'src/project.inlang/settings.json',
		'src/lib/features/report/rules.ts',
		'static/icon.svg',
		'package-lock.json'
	];
	expect(files.filter((file) => !isSource(file))).toEqual([]);
});

test('[BD2] a test, a command, or what the compiler of messages writes does not: the second start builds nothing', () => {
	const files = [
		'src/lib/features/report/rules.test.ts',
		'src/commands/start.ts',
		'src/lib/paraglide/messages.js',
		'src/project.inlang/cache/paraglide-js/0123.json',
		'src/project.inlang/README.md'
	];
	expect(files.filter(isSource)).toEqual([]);
});
