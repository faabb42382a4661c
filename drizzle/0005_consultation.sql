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
	"incident_id" uuid NOT NULL
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
CREATE INDEX "consultation_attendance_idx" ON "consultation_attendance" USING btree ("consultation_id");--> statement-breakpoint
CREATE INDEX "consultation_present_idx" ON "consultation_attendance" USING btree ("consultation_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "consultation_incident_idx" ON "consultation" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "consultation_open_idx" ON "consultation" USING btree ("opened_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "consultation_scope_idx" ON "consultation" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "consultation_roll_call_idx" ON "consultation_roll_call" USING btree ("consultation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consultation_roll_call_running_idx" ON "consultation_roll_call" USING btree ("consultation_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "incident_subject_incident_idx" ON "incident_subject" USING btree ("incident_id");