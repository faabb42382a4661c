CREATE TABLE "knowledge_sheet" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"class_codes" text[] NOT NULL,
	"source" text NOT NULL,
	"body" text NOT NULL,
	"words" text NOT NULL,
	"owner_unit_id" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"saved_by_name" text NOT NULL,
	"withdrawn_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "knowledge_sheet" ADD CONSTRAINT "knowledge_sheet_owner_unit_id_unit_id_fk" FOREIGN KEY ("owner_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_sheet_scope_idx" ON "knowledge_sheet" USING gin ("scope");