-- The pairs of characters as lexemes, which a GIN index keeps smaller and answers sooner than as an array of text.
CREATE FUNCTION bigram_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT array_to_tsvector(bigrams(words))
$$;
--> statement-breakpoint
-- All pairs of the word; null where it has none. That they stand in a row is for the caller to recheck with LIKE.
CREATE FUNCTION bigram_query(word text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT string_agg('''' || replace(replace(pair, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery
	FROM unnest(bigrams(word)) AS pair
$$;
