CREATE TABLE "incident_informed" (
	"notice_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"text" text NOT NULL,
	"informed_at" timestamp with time zone NOT NULL,
	"informed_by_unit_id" text NOT NULL,
	"informed_by_name" text NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by_name" text,
	CONSTRAINT "incident_informed_notice_id_unit_id_pk" PRIMARY KEY("notice_id","unit_id")
);
--> statement-breakpoint
ALTER TABLE "incident_informed" ADD CONSTRAINT "incident_informed_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_informed" ADD CONSTRAINT "incident_informed_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_informed" ADD CONSTRAINT "incident_informed_informed_by_unit_id_unit_id_fk" FOREIGN KEY ("informed_by_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_informed_incident_idx" ON "incident_informed" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "incident_informed_waiting_idx" ON "incident_informed" USING btree ("unit_id") WHERE acknowledged_at is null;