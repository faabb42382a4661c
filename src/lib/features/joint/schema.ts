import { z } from 'zod';
import { ActId, coded, Id } from '#lib/input/words.ts';
import type { Thing } from '../incident/schema.ts';

/** A thing that can be connected with another: `noun:id`, as in the journal. */
export const Subject = coded(
	/^(report|sign|task|warning|resource):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
);
export type Subject = z.infer<typeof Subject>;

/** 关联: two things of one incident that have to do with each other; `a` comes before `b` in the alphabet. */
export type Joint = { incidentId: string; a: Thing; b: Thing; madeAt: string; madeByName: string };

export const Connect = z.object({
	actId: ActId,
	incidentId: Id,
	a: Subject,
	b: Subject
});
export type Connect = z.infer<typeof Connect>;

/** The things whose connections are asked for: no more than a page of tasks has. */
export const JointsAbout = z.object({ subjects: z.array(Subject).max(1200) });
export type JointsAbout = z.infer<typeof JointsAbout>;
