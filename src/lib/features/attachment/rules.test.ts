import { describe, expect, test } from 'vitest';
import { ACCEPT, isNamedAs, rangeOf, typeOf } from './rules.ts';

test('[AT3] photos and videos are taken, pages, drawings with scripts and programs are not', () => {
	expect(ACCEPT.split(',').map(typeOf)).toEqual([
		...Array<string>(6).fill('image'),
		...Array<string>(3).fill('video')
	]);
	for (const mime of [
		'text/html',
		'image/svg+xml',
		'application/pdf',
		'video/x-matroska',
		'constructor',
		null
	]) {
		expect(typeOf(mime)).toBeNull();
	}
});

test('[AT3] a name may be of another photo format, but not of another kind of file', () => {
	expect(isNamedAs('image', 'IMG_0001.JPG')).toBe(true);
	expect(isNamedAs('image', '微信图片.png')).toBe(true);
	expect(isNamedAs('image', 'no ending')).toBe(true);
	expect(isNamedAs('video', 'a.mov')).toBe(true);
	for (const name of ['a.mp4', 'a.pdf', 'a.jpg.exe', 'a.html'])
		expect(isNamedAs('image', name)).toBe(false);
});

describe('[AT7] a range', () => {
	test.for([
		['bytes=0-9', { start: 0, end: 9 }],
		['bytes=90-', { start: 90, end: 99 }],
		['bytes=90-900', { start: 90, end: 99 }],
		['bytes=-10', { start: 90, end: 99 }],
		['bytes=-900', { start: 0, end: 99 }],
		['bytes=99-99', { start: 99, end: 99 }],
		['bytes=100-', 'unsatisfiable'],
		['bytes=-0', 'unsatisfiable'],
		['bytes=9-0', 'whole'],
		['bytes=-', 'whole'],
		['bytes=0-1,5-6', 'whole'],
		['lines=0-1', 'whole'],
		[null, 'whole']
	] as const)('%s of 100 bytes', ([header, range]) => {
		expect(rangeOf(header, 100)).toEqual(range);
	});
});
