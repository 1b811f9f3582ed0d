-- Undoes mssql.sql, in the opposite order. What bears the line "run outside the transaction" stands at the beginning, to be run
-- before the transaction of the rest.

-- run outside the transaction
DROP FULLTEXT INDEX ON chunks_fts;

-- run outside the transaction
DROP FULLTEXT CATALOG kelpie;

DROP TRIGGER chunks_fts_update;

DROP TRIGGER chunks_fts_insert;

DROP TABLE chunks_fts;

DROP FUNCTION dbo.kelpie_words;
