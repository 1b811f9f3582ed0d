-- Undoes mysql.sql, in the opposite order.

DROP TRIGGER chunks_fts_update;

DROP TRIGGER chunks_fts_insert;

DROP TABLE chunks_fts;

DROP FUNCTION kelpie_words;
