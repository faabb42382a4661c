CREATE TABLE "earthquake" (
	"id" uuid PRIMARY KEY NOT NULL,
	"feed_id" uuid NOT NULL,
	"source_name" text NOT NULL,
	"frame" text NOT NULL,
	"event_id" text NOT NULL,
	"ids" text[] NOT NULL,
	"kind" text NOT NULL,
	"magnitude" double precision NOT NULL,
	"magnitude_type" text NOT NULL,
	"depth_km" double precision,
	"at" geometry(Point, 4326) NOT NULL,
	"place_text" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"address" text NOT NULL,
	"frame" text DEFAULT 'real' NOT NULL,
	"enabled" boolean NOT NULL,
	"alive_by" text NOT NULL,
	"expected_s" integer NOT NULL,
	"poll_s" integer NOT NULL,
	"region" jsonb,
	"alive_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_data_at" timestamp with time zone,
	"last_success_at" timestamp with time zone,
	"last_fault" jsonb,
	"silent_since" timestamp with time zone,
	"etag" text,
	"last_modified" text,
	"digest" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"next_poll_at" timestamp with time zone DEFAULT now() NOT NULL,
	"origin" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_file" (
	"feed_id" uuid NOT NULL,
	"name" text NOT NULL,
	"mark" text NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	"fault" jsonb,
	CONSTRAINT "feed_file_feed_id_name_pk" PRIMARY KEY("feed_id","name")
);
--> statement-breakpoint
CREATE TABLE "warning" (
	"id" uuid PRIMARY KEY NOT NULL,
	"feed_id" uuid NOT NULL,
	"source_name" text NOT NULL,
	"unit_id" text NOT NULL,
	"sender" text NOT NULL,
	"identifier" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"key" text NOT NULL,
	"refers_to" text[] NOT NULL,
	"msg_type" text NOT NULL,
	"frame" text NOT NULL,
	"level" integer,
	"severity" text NOT NULL,
	"event" text NOT NULL,
	"headline" text NOT NULL,
	"sender_name" text NOT NULL,
	"area_text" text NOT NULL,
	"note" text NOT NULL,
	"info" jsonb,
	"remarks" jsonb NOT NULL,
	"signature" text NOT NULL,
	"onset_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"expiry_assumed" boolean NOT NULL,
	"shape" geometry(MultiPolygon, 4326),
	"outline" geometry(Geometry, 4326),
	"at" geometry(Point, 4326),
	"units" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"replaced_by_id" uuid,
	"origin" text NOT NULL,
	"scope" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "earthquake" ADD CONSTRAINT "earthquake_feed_id_feed_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feed"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed" ADD CONSTRAINT "feed_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_file" ADD CONSTRAINT "feed_file_feed_id_feed_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feed"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warning" ADD CONSTRAINT "warning_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "earthquake_ids_idx" ON "earthquake" USING gin ("ids");--> statement-breakpoint
CREATE INDEX "earthquake_scope_idx" ON "earthquake" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "earthquake_occurred_idx" ON "earthquake" USING btree ("occurred_at");--> statement-breakpoint
CREATE INDEX "feed_poll_idx" ON "feed" USING btree ("next_poll_at") WHERE enabled and source <> 'pushed';--> statement-breakpoint
CREATE INDEX "feed_unit_idx" ON "feed" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "warning_key_idx" ON "warning" USING btree ("unit_id","key");--> statement-breakpoint
CREATE INDEX "warning_refers_idx" ON "warning" USING gin ("refers_to");--> statement-breakpoint
CREATE INDEX "warning_scope_idx" ON "warning" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "warning_open_idx" ON "warning" USING btree ("expires_at") WHERE ended_at is null;