CREATE TABLE "incident_warning" (
	"incident_id" uuid NOT NULL,
	"warning_id" uuid NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "incident_warning_incident_id_warning_id_pk" PRIMARY KEY("incident_id","warning_id")
);
--> statement-breakpoint
ALTER TABLE "incident_warning" ADD CONSTRAINT "incident_warning_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_warning" ADD CONSTRAINT "incident_warning_warning_id_warning_id_fk" FOREIGN KEY ("warning_id") REFERENCES "public"."warning"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_warning_warning_idx" ON "incident_warning" USING btree ("warning_id");--> statement-breakpoint
CREATE INDEX "warning_replaced_idx" ON "warning" USING btree ("replaced_by_id") WHERE replaced_by_id is not null;