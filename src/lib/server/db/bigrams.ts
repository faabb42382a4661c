import { sql, type AnyColumn, type SQL } from 'drizzle-orm';

/**
 * True where `column` holds each word of `text`, upper or lower case. Two Chinese characters are a word, which neither
 * PostgreSQL's parsers nor trigrams find: the words' pairs of characters are looked up in the GIN index on
 * `bigram_vector(column)`, and LIKE rechecks that they stand in a row. One character is no pair: the recheck alone
 * then reads every row. Undefined for an empty text.
 */
export function holdsWords(column: AnyColumn | SQL, text: string): SQL | undefined {
	const words = wordsOf(text);
	if (words.length === 0) return undefined;
	return sql.join(
		words.map((word) => holds(column, word)),
		sql` and `
	);
}

function holds(column: AnyColumn | SQL, word: string): SQL {
	const like = sql`lower(${column}) like ${`%${escaped(word)}%`}`;
	// `bigrams` leaves out punctuation too; what is left of one character has no pair.
	if ([...word.replace(/[\p{P}\p{S}\s]/gu, '')].length < 2) return like;
	return sql`bigram_vector(${column}) @@ bigram_query(${word}) and ${like}`;
}

const wordsOf = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean);

const escaped = (word: string) => word.replace(/[\\%_]/g, (sign) => `\\${sign}`);
