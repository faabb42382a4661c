import { expect, test } from 'vitest';
import { blockingProblems, actionsAt } from '#lib/features/plan/rules.ts';
import { PlanContent } from '#lib/features/plan/schema.ts';
import { demoPlans } from './seed.ts';

test.each(demoPlans)(
	'[PL6] $slug is whole: nothing that blocks, 30 to 45 actions, each once',
	({ content }) => {
		const parsed = PlanContent.parse(content);
		expect(parsed).toEqual(content);
		expect(blockingProblems(content)).toEqual({});
		expect(content.actions.length).toBeGreaterThanOrEqual(30);
		expect(content.actions.length).toBeLessThanOrEqual(45);
		expect(new Set(content.actions.map(({ id }) => id)).size).toBe(content.actions.length);
		for (const level of [1, 2, 3, 4] as const)
			expect(actionsAt(content, level).length).toBeGreaterThan(4);
		expect(content.triggers).toContain('演示数据');
	}
);
