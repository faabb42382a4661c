CREATE TABLE "attachment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"report_id" uuid NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"mime" text,
	"sha256" text,
	"has_thumbnail" boolean DEFAULT false NOT NULL,
	"arrived_at" timestamp with time zone,
	"refusal" text
);
--> statement-breakpoint
CREATE TABLE "clock" (
	"id" uuid PRIMARY KEY NOT NULL,
	"thread_id" uuid,
	"incident_id" uuid,
	"title" text NOT NULL,
	"from_unit_id" text NOT NULL,
	"to" text NOT NULL,
	"to_unit_id" text,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"rule_key" text NOT NULL,
	"rule_id" uuid NOT NULL,
	"rule_name" text NOT NULL,
	"source_document" text NOT NULL,
	"basis" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"stopped_at" timestamp with time zone,
	"stop" jsonb,
	"stopped_by" uuid,
	"stopped_by_name" text,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_class" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"numeric_code" text,
	"name" text NOT NULL,
	"name_en" text,
	"parent" text,
	"sensitive" boolean DEFAULT false NOT NULL,
	"source_document" text NOT NULL,
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL,
	"valid_to" timestamp with time zone,
	"edited_by" text
);
--> statement-breakpoint
CREATE TABLE "level_threshold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"class_prefix" text NOT NULL,
	"except_prefixes" text[] NOT NULL,
	"measure" text NOT NULL,
	"at_least" double precision NOT NULL,
	"level" integer NOT NULL,
	"source_document" text NOT NULL,
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL,
	"valid_to" timestamp with time zone,
	"edited_by" text
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"class_code" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"incident_level" integer,
	"response_level" integer,
	"sensitive" boolean NOT NULL,
	"at" geometry(Point, 4326) NOT NULL,
	"shape" geometry(Geometry, 4326) NOT NULL,
	"place_text" text NOT NULL,
	"place_unit_id" text,
	"owner_unit_id" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	"merged_into_id" uuid,
	"frame" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_thread" (
	"thread_id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"accepted_by_unit_id" text NOT NULL,
	"accepted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"post" text NOT NULL,
	"phone" text,
	"mobile" text,
	"username" text NOT NULL,
	"roles" text[] NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "place" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text,
	"at" geometry(Point, 4326) NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"thread_id" uuid NOT NULL,
	"previous_id" uuid,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"is_correction" boolean NOT NULL,
	"sent_from_incident_id" uuid,
	"unit_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"person_name" text NOT NULL,
	"class_code" text NOT NULL,
	"title" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"place_text" text NOT NULL,
	"at" geometry(Point, 4326) NOT NULL,
	"is_place_exact" boolean NOT NULL,
	"place_unit_id" text,
	"source_kind" text NOT NULL,
	"source_name" text NOT NULL,
	"level" integer,
	"sensitive" boolean NOT NULL,
	"body" jsonb NOT NULL,
	"frame" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"clock_skew_ms" bigint,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL,
	"digest" text NOT NULL,
	"bigrams" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_receipt" (
	"report_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"arrived_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by_name" text,
	"outcome" text,
	"decided_at" timestamp with time zone,
	"decided_by_name" text,
	"return_reason" text,
	"return_fields" jsonb,
	"incident_id" uuid,
	"deputy_alerted_at" timestamp with time zone,
	"leader_alerted_at" timestamp with time zone,
	CONSTRAINT "report_receipt_report_id_unit_id_pk" PRIMARY KEY("report_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "reporting_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"levels" integer[] NOT NULL,
	"class_prefix" text DEFAULT '' NOT NULL,
	"sensitive" boolean NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"minutes" integer,
	"starts_at" text NOT NULL,
	"fixed_times" text[] NOT NULL,
	"source_document" text NOT NULL,
	"in_force" boolean DEFAULT true NOT NULL,
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL,
	"valid_to" timestamp with time zone,
	"edited_by" text
);
--> statement-breakpoint
CREATE TABLE "shift" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"role" text NOT NULL,
	"person_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "former_unit" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"code" text,
	"name" text NOT NULL,
	"parent_id" text,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"source_document" text
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"code" text,
	"agency" text,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"short_name" text NOT NULL,
	"parent_id" text,
	"path" text[] NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"centre" geometry(Point, 4326),
	"boundary" geometry(MultiPolygon, 4326),
	CONSTRAINT "unit_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "access_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "access_token_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "auth_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"username" text,
	"display_username" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_user_email_unique" UNIQUE("email"),
	CONSTRAINT "auth_user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "auth_verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failure" (
	"username" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"origin" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" uuid,
	"actor_name" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"scope" text[] NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "journal_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "node" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"demonstration" text DEFAULT 'false' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock" ADD CONSTRAINT "clock_from_unit_id_unit_id_fk" FOREIGN KEY ("from_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock" ADD CONSTRAINT "clock_to_unit_id_unit_id_fk" FOREIGN KEY ("to_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock" ADD CONSTRAINT "clock_rule_id_reporting_rule_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."reporting_rule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_owner_unit_id_unit_id_fk" FOREIGN KEY ("owner_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_thread" ADD CONSTRAINT "incident_thread_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_receipt" ADD CONSTRAINT "report_receipt_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_receipt" ADD CONSTRAINT "report_receipt_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_unit" ADD CONSTRAINT "former_unit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_report_idx" ON "attachment" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "clock_open_idx" ON "clock" USING btree ("due_at") WHERE stopped_at is null;--> statement-breakpoint
CREATE INDEX "clock_incident_idx" ON "clock" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "clock_thread_idx" ON "clock" USING btree ("thread_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clock_once_idx" ON "clock" USING btree ("from_unit_id",coalesce(thread_id, incident_id),"rule_key","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "event_class_in_force_idx" ON "event_class" USING btree ("code") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "event_class_parent_idx" ON "event_class" USING btree ("parent");--> statement-breakpoint
CREATE UNIQUE INDEX "level_threshold_in_force_idx" ON "level_threshold" USING btree ("key") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "incident_open_idx" ON "incident" USING btree ("opened_at") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "incident_merged_idx" ON "incident" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "incident_scope_idx" ON "incident" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "incident_at_idx" ON "incident" USING gist (("at"::geography));--> statement-breakpoint
CREATE INDEX "incident_thread_incident_idx" ON "incident_thread" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "person_unit_idx" ON "person" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "place_at_idx" ON "place" USING gist ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "report_number_idx" ON "report" USING btree ("thread_id","number");--> statement-breakpoint
CREATE INDEX "report_received_idx" ON "report" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "report_unit_idx" ON "report" USING btree ("unit_id","received_at");--> statement-breakpoint
CREATE INDEX "report_occurred_idx" ON "report" USING btree ("occurred_at");--> statement-breakpoint
CREATE INDEX "report_scope_idx" ON "report" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "report_at_idx" ON "report" USING gist (("at"::geography));--> statement-breakpoint
CREATE INDEX "report_receipt_inbox_idx" ON "report_receipt" USING btree ("unit_id","arrived_at");--> statement-breakpoint
CREATE INDEX "report_receipt_undecided_idx" ON "report_receipt" USING btree ("unit_id") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "report_receipt_waiting_idx" ON "report_receipt" USING btree ("arrived_at") WHERE acknowledged_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reporting_rule_in_force_idx" ON "reporting_rule" USING btree ("key") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "shift_unit_idx" ON "shift" USING btree ("unit_id","starts_at");--> statement-breakpoint
CREATE INDEX "unit_path_idx" ON "unit" USING gin ("path");--> statement-breakpoint
CREATE INDEX "unit_boundary_idx" ON "unit" USING gist ("boundary");--> statement-breakpoint
CREATE INDEX "access_token_person_idx" ON "access_token" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "auth_account_user_idx" ON "auth_account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_session_user_idx" ON "auth_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "journal_order_idx" ON "journal" USING btree ("xid","seq");--> statement-breakpoint
CREATE INDEX "journal_subject_idx" ON "journal" USING btree ("subject","seq");--> statement-breakpoint
CREATE INDEX "journal_scope_idx" ON "journal" USING gin ("scope");