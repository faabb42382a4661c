CREATE INDEX plan_version_words_idx ON plan_version USING gin (bigram_vector(words));
--> statement-breakpoint
-- What was approved is what an incident was dealt with by: it may only be followed by another or withdrawn.
CREATE FUNCTION keep_approved_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		IF OLD.state IN ('draft', 'submitted') THEN
			RETURN OLD;
		END IF;
	ELSIF OLD.state IN ('draft', 'submitted') THEN
		RETURN NEW;
	ELSIF OLD.state = 'approved' AND NEW.state IN ('superseded', 'withdrawn')
		AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'an approved plan version is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER plan_version_keeps_approved BEFORE UPDATE OR DELETE ON plan_version
	FOR EACH ROW EXECUTE FUNCTION keep_approved_plan();
--> statement-breakpoint
CREATE TRIGGER plan_version_is_not_emptied BEFORE TRUNCATE ON plan_version
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
