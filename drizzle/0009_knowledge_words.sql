CREATE INDEX knowledge_sheet_words_idx ON knowledge_sheet USING gin (bigram_vector(words));
