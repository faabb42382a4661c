import { z } from 'zod';

/** What something belongs to: real life, a rehearsal, or a demonstration node. */
export const Frame = z.enum(['real', 'exercise', 'demonstration']);
export type Frame = z.infer<typeof Frame>;
