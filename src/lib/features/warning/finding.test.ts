import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { finding, findingText } from './finding.ts';

test('[FE5] a fault is told with its place, in the reader’s language', () => {
	const fault = finding('missing', { path: 'alert/info[2]', line: 12 }, { name: 'event' });
	expect(findingText(fault)).toBe('第 12 行 alert/info[2]：缺少 <event>，或内容为空。');
	overwriteGetLocale(() => 'en');
	expect(findingText(fault)).toBe('Line 12 alert/info[2]: <event> is missing or empty.');
	overwriteGetLocale(() => 'zh-CN');
	expect(
		findingText(finding('quakeWithout', { path: 'features[3]', line: null }, { name: 'id' }))
	).toBe('features[3]：地震记录的 id 缺失或无效，这一条未采用。');
	expect(findingText(finding('empty'))).toBe('内容为空。');
});
