-- Search by two characters: a Chinese word has no spaces around it and is often two characters long, which neither the
-- parsers of full-text search nor trigrams find. Each pair of characters that stand side by side is a lexeme.
CREATE FUNCTION bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT coalesce(array_agg(DISTINCT pair), '{}')
	FROM (
		SELECT sign || lead(sign) OVER (ORDER BY place) AS pair
		FROM unnest(string_to_array(lower(words), NULL)) WITH ORDINALITY AS t (sign, place)
	) AS pairs
	WHERE pair IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION bigram_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT array_to_tsvector(bigrams(words))
$$;
--> statement-breakpoint
-- All pairs of the word. That they stand in a row is for the caller to recheck with LIKE.
CREATE FUNCTION bigram_query(word text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT string_agg('''' || replace(replace(pair, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery
	FROM unnest(bigrams(word)) AS pair
$$;
