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
ALTER TABLE "resource" ADD CONSTRAINT "resource_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource" ADD CONSTRAINT "resource_place_unit_id_unit_id_fk" FOREIGN KEY ("place_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "resource_name_idx" ON "resource" USING btree ("unit_id","kind","name") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "resource_scope_idx" ON "resource" USING gin ("scope");--> statement-breakpoint
CREATE INDEX "resource_ground_idx" ON "resource" USING gist ((coalesce("shape", "at")::geography)) WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "resource_words_idx" ON "resource" USING gin (bigrams("name" || ' ' || "address" || ' ' || "contact")) WHERE removed_at is null;