-- Undoes postgresql.sql, in the opposite order.

DROP TRIGGER chunks_fts_update ON chunks;

DROP TRIGGER chunks_fts_insert ON chunks;

DROP FUNCTION kelpie_index_chunks();

DROP TABLE chunks_fts;

DROP FUNCTION kelpie_words(text);

DROP FUNCTION kelpie_folded(text);

DROP TEXT SEARCH CONFIGURATION kelpie;

DROP TEXT SEARCH DICTIONARY kelpie_stem;
