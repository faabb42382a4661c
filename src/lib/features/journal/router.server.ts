import { personProcedure, router } from '#lib/server/trpc/base.ts';
import { auditLines } from './audit-queries.server.ts';
import { recentLines } from './queries.server.ts';
import { AuditPage, RecentLines, type Audited } from './schema.ts';

export const journalRouter = (audited: Audited) =>
	router({
		recent: personProcedure
			.input(RecentLines)
			.query(({ ctx, input }) => recentLines(ctx.db, ctx.who, input)),
		audit: personProcedure
			.input(AuditPage)
			.query(({ ctx, input }) => auditLines(ctx.db, ctx.who, input, audited))
	});
