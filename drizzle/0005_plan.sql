CREATE TABLE "plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"owner_unit_id" text NOT NULL,
	"class_codes" text[] NOT NULL,
	"area_unit_ids" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"valid_from" date,
	"review_due_at" timestamp with time zone,
	"approved_at" timestamp with time zone,
	"approved_by_id" uuid,
	"approved_by_name" text,
	"submitted_by_name" text,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"saved_by_name" text NOT NULL,
	"author_ids" uuid[] NOT NULL,
	"sent_back" jsonb,
	"content" jsonb NOT NULL,
	"words" text NOT NULL,
	"origin" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_owner_unit_id_unit_id_fk" FOREIGN KEY ("owner_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_scope_idx" ON "plan" USING gin ("scope");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_number_idx" ON "plan_version" USING btree ("plan_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_open_idx" ON "plan_version" USING btree ("plan_id") WHERE state in ('draft', 'submitted');--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_approved_idx" ON "plan_version" USING btree ("plan_id") WHERE state = 'approved';