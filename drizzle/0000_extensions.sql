CREATE EXTENSION IF NOT EXISTS postgis;
--> statement-breakpoint
-- Distinct pairs of neighbouring characters, lower case, punctuation and spaces left out: Chinese text is
-- searched by them, because a two-character word has no trigram.
CREATE FUNCTION bigrams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT coalesce(array_agg(DISTINCT substr(clean, i, 2)), '{}')
	FROM (SELECT regexp_replace(lower(source), '[[:punct:][:space:]，。、；：！？“”‘’（）《》【】·…—]+', '', 'g') AS clean) AS text,
		generate_series(1, greatest(length(clean) - 1, 0)) AS i
$$;
