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
ALTER TABLE "joint" ADD CONSTRAINT "joint_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign" ADD CONSTRAINT "sign_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign" ADD CONSTRAINT "sign_drawn_by_unit_id_unit_id_fk" FOREIGN KEY ("drawn_by_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "joint_incident_idx" ON "joint" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "sign_incident_idx" ON "sign" USING btree ("incident_id");