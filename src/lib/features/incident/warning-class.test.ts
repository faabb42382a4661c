import { expect, test } from 'vitest';
import { readShippedCodes } from '../event-class/codes.server.ts';
import { suggestedClass } from './warning-class.ts';

const classes = readShippedCodes().filter(({ code }) => code.startsWith('1'));

test.each([
	['暴雨', '暴雨事件'],
	['暴雨橙色预警信号', '暴雨事件'],
	['雷雨大风', '大风事件'],
	['山洪灾害气象预警', '山洪灾害事件'],
	['森林火险', '森林火灾'],
	['Rainstorm', '暴雨事件'],
	['Flash Flood Warning', '山洪灾害事件']
])('[IN19] "%s" suggests %s', (event, name) => {
	expect(suggestedClass(classes, event)?.name).toContain(name);
});

test('[IN19] a word that the table does not know suggests nothing', () => {
	expect(suggestedClass(classes, 'Xyz')).toBeNull();
	expect(suggestedClass(classes, '')).toBeNull();
});
