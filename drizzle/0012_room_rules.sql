ALTER TABLE "consultation_attendance" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "consultation" ADD COLUMN "rules" jsonb;--> statement-breakpoint
-- By hand: what the columns said is the first state of the rules.
UPDATE "consultation" SET "rules" = jsonb_build_object(
	'chair', jsonb_build_object('personId', "chair_person_id", 'unitId', "chair_unit_id"),
	'isMutedAll', "is_muted_all",
	'mutedIds', to_jsonb("muted_ids"),
	'floorUnitId', "floor_unit_id",
	'removedIds', to_jsonb("removed_ids")
);--> statement-breakpoint
ALTER TABLE "consultation" ALTER COLUMN "rules" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "consultation" DROP COLUMN "floor_unit_id";--> statement-breakpoint
ALTER TABLE "consultation" DROP COLUMN "is_muted_all";--> statement-breakpoint
ALTER TABLE "consultation" DROP COLUMN "muted_ids";--> statement-breakpoint
ALTER TABLE "consultation" DROP COLUMN "removed_ids";--> statement-breakpoint
ALTER TABLE "consultation" DROP COLUMN "chair_person_id";--> statement-breakpoint
ALTER TABLE "consultation" ADD COLUMN "chair_person_id" uuid GENERATED ALWAYS AS ((rules -> 'chair' ->> 'personId')::uuid) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "consultation" DROP COLUMN "chair_unit_id";--> statement-breakpoint
ALTER TABLE "consultation" ADD COLUMN "chair_unit_id" text GENERATED ALWAYS AS (rules -> 'chair' ->> 'unitId') STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_chair_person_id_person_id_fk" FOREIGN KEY ("chair_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_chair_unit_id_unit_id_fk" FOREIGN KEY ("chair_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
