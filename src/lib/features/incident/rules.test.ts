import { expect, test } from 'vitest';
import { blockedBy, changedFields, gradedFigures, reportsIn } from './rules.ts';

test('[IN8] the level is suggested from dead, seriously injured and loss', () => {
	const known = [
		{ name: 'dead', value: 3 },
		{ name: 'directLossYuan', value: 2e7 },
		{ name: 'missing', value: 9 },
		{ name: 'other', value: 7138 }
	] as const;
	expect(gradedFigures([...known])).toEqual({
		dead: 3,
		seriouslyInjured: undefined,
		directLossYuan: 2e7
	});
});

test('[IN6] the last numbers of the threads count the reports', () => {
	expect(
		reportsIn([
			{ threadId: 'a', number: 0 },
			{ threadId: 'b', number: 2 }
		])
	).toBe(4);
});

test.each([
	[{ status: 'open', mergedIntoId: null }, null],
	[{ status: 'closed', mergedIntoId: null }, 'closed'],
	[{ status: 'open', mergedIntoId: 'another' }, 'merged'],
	[{ status: 'closed', mergedIntoId: 'another' }, 'merged']
] as const)('[IN10] %j is blocked by %s', (incident, blocked) => {
	expect(blockedBy(incident)).toBe(blocked);
});

test('[IN7] only fields that are given and differ are changed', () => {
	const current = { title: '甲', sensitive: false, shape: { type: 'Point', coordinates: [1, 2] } };
	const same = { type: 'Point', coordinates: [1, 2] };
	expect(changedFields(current, { title: '乙', sensitive: undefined, shape: same })).toEqual({
		title: { from: '甲', to: '乙' }
	});
});
