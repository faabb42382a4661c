CREATE TABLE "incident_admitted" (
	"incident_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"admitted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "incident_admitted_incident_id_unit_id_pk" PRIMARY KEY("incident_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "incident_subject" (
	"subject" text PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"title" text NOT NULL,
	"gone" text
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"title" text NOT NULL,
	"detail" text NOT NULL,
	"paragraph" text NOT NULL,
	"owner_unit_id" text NOT NULL,
	"owner_person_id" uuid,
	"owner_name" text NOT NULL,
	"owner_post" text NOT NULL,
	"assigned_by_unit_id" text NOT NULL,
	"assigned_by_person_id" uuid,
	"assigned_by_name" text NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"activation_id" uuid,
	"action_id" text,
	"state" text DEFAULT 'assigned' NOT NULL,
	"received_at" timestamp with time zone,
	"received_by_name" text,
	"progress" text DEFAULT '' NOT NULL,
	"progress_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by_name" text,
	"outcome" text DEFAULT '' NOT NULL,
	"supervised_count" integer DEFAULT 0 NOT NULL,
	"supervised_at" timestamp with time zone,
	"supervised_by_name" text,
	"frame" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incident_admitted" ADD CONSTRAINT "incident_admitted_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_admitted" ADD CONSTRAINT "incident_admitted_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_subject" ADD CONSTRAINT "incident_subject_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_owner_unit_id_unit_id_fk" FOREIGN KEY ("owner_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_owner_person_id_person_id_fk" FOREIGN KEY ("owner_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_assigned_by_unit_id_unit_id_fk" FOREIGN KEY ("assigned_by_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_assigned_by_person_id_person_id_fk" FOREIGN KEY ("assigned_by_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_subject_incident_idx" ON "incident_subject" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "task_incident_idx" ON "task" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "task_activation_idx" ON "task" USING btree ("activation_id");--> statement-breakpoint
CREATE INDEX "task_owner_idx" ON "task" USING btree ("owner_unit_id","assigned_at");--> statement-breakpoint
CREATE INDEX "task_giver_idx" ON "task" USING btree ("assigned_by_unit_id","assigned_at");--> statement-breakpoint
CREATE INDEX "task_open_idx" ON "task" USING btree ("due_at") WHERE ended_at is null;