import { inArray, sql } from 'drizzle-orm';
import { reviewDue } from '#lib/features/plan/rules.ts';
import { PlanContent } from '#lib/features/plan/schema.ts';
import { plan, planVersion } from '#lib/features/plan/tables.server.ts';
import { wordsOfPlan } from '#lib/features/plan/words.server.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { demoId, people } from '../people.ts';
import { chemical } from './chemical.ts';
import { earthquake } from './earthquake.ts';
import { flood } from './flood.ts';
import type { DemoPlan } from './writing.ts';

export const demoPlans: DemoPlan[] = [flood, chemical, earthquake];

/** The approved plans of the demonstration that are not there yet. What is there stays, also where somebody revised it. */
export async function seedPlans(tx: Tx, now: Date) {
	const ids = demoPlans.map(({ slug }) => demoId(`plan ${slug}`));
	const known = await tx.select({ id: plan.id }).from(plan).where(inArray(plan.id, ids));
	const missing = demoPlans.filter(
		({ slug }) => !known.some(({ id }) => id === demoId(`plan ${slug}`))
	);
	for (const one of missing) await seedPlan(tx, one, now);
}

async function seedPlan(tx: Tx, { slug, ownerUnitId, content: written }: DemoPlan, now: Date) {
	const content = PlanContent.parse(written);
	const { title, kind, classCodes, areaUnitIds } = content;
	const id = demoId(`plan ${slug}`);
	const leader = people.find(
		({ unitId, roles }) => unitId === ownerUnitId && roles.includes('dutyLeader')
	);
	const author = demoId('sheng.yuan');
	const origin = sql`(select id from node)`;
	await tx.insert(plan).values({
		...{ id, title, kind, ownerUnitId, classCodes, areaUnitIds, origin },
		scope: sql`(select array_agg(id order by id) from unit
			where path && array[${ownerUnitId}] or id = any((select path from unit where id = ${ownerUnitId})::text[]))`
	});
	const savedAt = now;
	await tx.insert(planVersion).values({
		...{ id: demoId(`plan version ${slug} 1`), planId: id, number: 1, content, origin, savedAt },
		...{ words: wordsOfPlan(content), authorIds: [author], state: 'approved' },
		savedByName: people.find((person) => person.id === author)?.name ?? '',
		submittedByName: people.find((person) => person.id === author)?.name ?? null,
		validFrom: '2010-01-01',
		...{ approvedAt: now, reviewDueAt: reviewDue(now) },
		...{ approvedById: leader?.id ?? null, approvedByName: leader?.name ?? null }
	});
}
