import { z } from 'zod';
import { PlanContent } from './schema.ts';

/** What lies on a planner's machine of a draft. */
export const LocalDraft = z.object({
	/** The one that the planner began from. */
	revision: z.int(),
	content: z.custom<PlanContent>(isBeingWritten)
});
export type LocalDraft = z.infer<typeof LocalDraft>;

/** A text that is too short or too long as yet, or a number that is not there yet: it is still being written. */
const AS_YET = ['too_small', 'too_big', 'invalid_format', 'custom'];

/** True where `value` has the shape of a plan's content, though it may not be saved as it is. */
function isBeingWritten(value: unknown): boolean {
	const { error } = PlanContent.safeParse(value, { reportInput: true });
	return (error?.issues ?? []).every(
		(issue) =>
			AS_YET.includes(issue.code) ||
			(issue.code === 'invalid_type' && issue.expected === 'number' && issue.input === null)
	);
}
