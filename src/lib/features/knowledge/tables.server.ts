import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { unit } from '../unit/tables.server.ts';
import type { SheetKind } from './schema.ts';

/** What desks look up. Earlier texts are in the journal (KN5). */
export const knowledgeSheet = pgTable(
	'knowledge_sheet',
	{
		/** Made by whoever wrote it. */
		id: uuid().primaryKey(),
		kind: text().$type<SheetKind>().notNull(),
		title: text().notNull(),
		classCodes: text().array().notNull(),
		source: text().notNull(),
		body: text().notNull(),
		/** Title, source and body, line by line, to be searched by two characters. */
		words: text().notNull(),
		ownerUnitId: text()
			.notNull()
			.references(() => unit.id),
		savedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		savedByName: text().notNull(),
		withdrawnReason: text(),
		version: integer().notNull().default(1),
		origin: text().notNull(),
		/** Units that may read it: its owner, those above and those below (KN2). */
		scope: text().array().notNull()
	},
	(t) => [index('knowledge_sheet_scope_idx').using('gin', t.scope)]
);
