CREATE TABLE "act_done" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor" uuid,
	"kind" text NOT NULL,
	"digest" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- What was done before is known by its line: a report with the digest of what was sent, all else by the type alone.
INSERT INTO act_done (id, actor, kind, digest, at)
SELECT journal.id, journal.actor, CASE WHEN report.id IS NULL THEN journal.type ELSE 'report.file' END, report.digest, journal.at
FROM journal LEFT JOIN report ON report.id = journal.id AND journal.type = 'report.filed';
--> statement-breakpoint
ALTER TABLE "report" DROP COLUMN "digest";