import { bigint, boolean, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { report } from '../report/tables.server.ts';

/** A photo or video of a report. The bytes lie in DATA_DIR; this row says what they are. */
export const attachment = pgTable(
	'attachment',
	{
		/** Made by the client, named in the report. */
		id: uuid().primaryKey(),
		reportId: uuid()
			.notNull()
			.references(() => report.id),
		name: text().notNull(),
		size: bigint({ mode: 'number' }).notNull(),
		mime: text(),
		sha256: text(),
		hasThumbnail: boolean().notNull().default(false),
		arrivedAt: timestamp({ withTimezone: true }),
		refusal: text()
	},
	(t) => [index('attachment_report_idx').on(t.reportId)]
);
