import { z } from 'zod';
import { Id } from '#lib/input/words.ts';
import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { attachmentsOf } from './queries.server.ts';

const OfReports = z.object({ reportIds: z.array(Id).max(200) });

/** The bytes go by `/api/attachments`; this says which there are. */
export const attachmentRouter = router({
	of: personProcedure
		.input(OfReports)
		.query(({ ctx, input }) => attachmentsOf(ctx.db, ctx.who, input.reportIds))
});
