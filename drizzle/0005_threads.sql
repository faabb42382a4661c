CREATE TABLE "consultation_attendance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consultation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone,
	"cause" text
);
--> statement-breakpoint
CREATE TABLE "consultation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"title" text NOT NULL,
	"main_venue_unit_id" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_by_name" text NOT NULL,
	"opened_by_unit_id" text NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by_name" text,
	"chair_person_id" uuid NOT NULL,
	"chair_unit_id" text NOT NULL,
	"floor_unit_id" text,
	"is_muted_all" boolean DEFAULT false NOT NULL,
	"muted_ids" uuid[] DEFAULT '{}' NOT NULL,
	"removed_ids" uuid[] DEFAULT '{}' NOT NULL,
	"frame" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consultation_unit" (
	"consultation_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"answered_by_name" text,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "consultation_unit_consultation_id_unit_id_pk" PRIMARY KEY("consultation_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "media_cursor" (
	"id" text PRIMARY KEY NOT NULL,
	"log" uuid NOT NULL,
	"after" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consultation_roll_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consultation_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"started_by_name" text NOT NULL,
	"limit_s" integer NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "consultation_roll_call_answer" (
	"roll_call_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"answered_at" timestamp with time zone,
	"by_name" text,
	CONSTRAINT "consultation_roll_call_answer_roll_call_id_unit_id_pk" PRIMARY KEY("roll_call_id","unit_id")
);
--> statement-breakpoint
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
CREATE TABLE "incident_warning" (
	"incident_id" uuid NOT NULL,
	"warning_id" uuid NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "incident_warning_incident_id_warning_id_pk" PRIMARY KEY("incident_id","warning_id")
);
--> statement-breakpoint
CREATE TABLE "joint" (
	"incident_id" uuid NOT NULL,
	"a" text NOT NULL,
	"b" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"made_by" uuid NOT NULL,
	"made_by_name" text NOT NULL,
	CONSTRAINT "joint_a_b_pk" PRIMARY KEY("a","b"),
	CONSTRAINT "joint_order" CHECK ("joint"."a" < "joint"."b")
);
--> statement-breakpoint
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
CREATE TABLE "plan_activation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"activated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"activated_by_name" text NOT NULL,
	"activated_by_unit_id" text NOT NULL,
	"response_level_before" integer,
	"response_level_set" integer,
	"ring_km" double precision,
	"roles" jsonb NOT NULL,
	"left_actions" jsonb NOT NULL,
	"not_required" text[] NOT NULL,
	"changes" jsonb NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by_name" text,
	"end_reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"origin" text NOT NULL
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
CREATE TABLE "resource" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"unit_id" text NOT NULL,
	"place_unit_id" text,
	"at" geometry(Point, 4326) NOT NULL,
	"shape" geometry(Geometry, 4326),
	"address" text NOT NULL,
	"contact" text NOT NULL,
	"phone" text NOT NULL,
	"quantity" double precision,
	"measure" text NOT NULL,
	"capacity" integer,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"valid_until" date,
	"demonstration" boolean DEFAULT false NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by_name" text NOT NULL,
	"removed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"note" text NOT NULL,
	"shape" geometry(Geometry, 4326) NOT NULL,
	"drawn_by_unit_id" text NOT NULL,
	"drawn_by_person_id" uuid NOT NULL,
	"drawn_by_name" text NOT NULL,
	"drawn_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone,
	"changed_by_name" text,
	"removed_at" timestamp with time zone,
	"removed_by_name" text,
	"frame" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"origin" text NOT NULL
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
ALTER TABLE "consultation_attendance" ADD CONSTRAINT "consultation_attendance_consultation_id_consultation_id_fk" FOREIGN KEY ("consultation_id") REFERENCES "public"."consultation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_attendance" ADD CONSTRAINT "consultation_attendance_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_attendance" ADD CONSTRAINT "consultation_attendance_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_main_venue_unit_id_unit_id_fk" FOREIGN KEY ("main_venue_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_opened_by_unit_id_unit_id_fk" FOREIGN KEY ("opened_by_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_chair_person_id_person_id_fk" FOREIGN KEY ("chair_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_chair_unit_id_unit_id_fk" FOREIGN KEY ("chair_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_floor_unit_id_unit_id_fk" FOREIGN KEY ("floor_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_unit" ADD CONSTRAINT "consultation_unit_consultation_id_consultation_id_fk" FOREIGN KEY ("consultation_id") REFERENCES "public"."consultation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_unit" ADD CONSTRAINT "consultation_unit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_roll_call" ADD CONSTRAINT "consultation_roll_call_consultation_id_consultation_id_fk" FOREIGN KEY ("consultation_id") REFERENCES "public"."consultation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_roll_call_answer" ADD CONSTRAINT "consultation_roll_call_answer_roll_call_id_consultation_roll_call_id_fk" FOREIGN KEY ("roll_call_id") REFERENCES "public"."consultation_roll_call"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_roll_call_answer" ADD CONSTRAINT "consultation_roll_call_answer_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_admitted" ADD CONSTRAINT "incident_admitted_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_admitted" ADD CONSTRAINT "incident_admitted_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_subject" ADD CONSTRAINT "incident_subject_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_warning" ADD CONSTRAINT "incident_warning_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_warning" ADD CONSTRAINT "incident_warning_warning_id_warning_id_fk" FOREIGN KEY ("warning_id") REFERENCES "public"."warning"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint" ADD CONSTRAINT "joint_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_owner_unit_id_unit_id_fk" FOREIGN KEY ("owner_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_activation" ADD CONSTRAINT "plan_activation_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_activation" ADD CONSTRAINT "plan_activation_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_activation" ADD CONSTRAINT "plan_activation_version_id_plan_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_activation" ADD CONSTRAINT "plan_activation_activated_by_unit_id_unit_id_fk" FOREIGN KEY ("activated_by_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource" ADD CONSTRAINT "resource_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource" ADD CONSTRAINT "resource_place_unit_id_unit_id_fk" FOREIGN KEY ("place_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign" ADD CONSTRAINT "sign_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign" ADD CONSTRAINT "sign_drawn_by_unit_id_unit_id_fk" FOREIGN KEY ("drawn_by_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_owner_unit_id_unit_id_fk" FOREIGN KEY ("owner_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_owner_person_id_person_id_fk" FOREIGN KEY ("owner_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_assigned_by_unit_id_unit_id_fk" FOREIGN KEY ("assigned_by_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_assigned_by_person_id_person_id_fk" FOREIGN KEY ("assigned_by_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consultation_attendance_idx" ON "consultation_attendance" USING btree ("consultation_id");--> statement-breakpoint
CREATE INDEX "consultation_present_idx" ON "consultation_attendance" USING btree ("consultation_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "consultation_incident_idx" ON "consultation" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "consultation_open_idx" ON "consultation" USING btree ("opened_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "consultation_scope_idx" ON "consultation" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "consultation_roll_call_idx" ON "consultation_roll_call" USING btree ("consultation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consultation_roll_call_running_idx" ON "consultation_roll_call" USING btree ("consultation_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "incident_subject_incident_idx" ON "incident_subject" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "incident_warning_warning_idx" ON "incident_warning" USING btree ("warning_id");--> statement-breakpoint
CREATE INDEX "joint_incident_idx" ON "joint" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "plan_scope_idx" ON "plan" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "plan_activation_incident_idx" ON "plan_activation" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "plan_activation_version_idx" ON "plan_activation" USING btree ("version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_activation_active_idx" ON "plan_activation" USING btree ("incident_id","plan_id") WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_number_idx" ON "plan_version" USING btree ("plan_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_open_idx" ON "plan_version" USING btree ("plan_id") WHERE state in ('draft', 'submitted');--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_approved_idx" ON "plan_version" USING btree ("plan_id") WHERE state = 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX "resource_name_idx" ON "resource" USING btree ("unit_id","kind","name") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "resource_scope_idx" ON "resource" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "resource_ground_idx" ON "resource" USING gist ((coalesce("shape", "at")::geography)) WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "resource_words_idx" ON "resource" USING gin (bigrams("name" || ' ' || "address" || ' ' || "contact")) WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "sign_incident_idx" ON "sign" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "task_incident_idx" ON "task" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "task_activation_idx" ON "task" USING btree ("activation_id");--> statement-breakpoint
CREATE INDEX "task_owner_idx" ON "task" USING btree ("owner_unit_id","assigned_at");--> statement-breakpoint
CREATE INDEX "task_giver_idx" ON "task" USING btree ("assigned_by_unit_id","assigned_at");--> statement-breakpoint
CREATE INDEX "task_open_idx" ON "task" USING btree ("due_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "warning_replaced_idx" ON "warning" USING btree ("replaced_by_id") WHERE replaced_by_id is not null;