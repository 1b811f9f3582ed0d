-- Undoes sqlite.sql, in the opposite order.

DROP VIEW chunks_with_metadata;

DROP VIEW text_chunks_v2;

DROP TRIGGER file_metadata_delete;

DROP TRIGGER chunks_fts_update;

DROP TRIGGER chunks_fts_delete;

DROP TRIGGER chunks_fts_insert;

DROP TABLE chunks_fts;

DROP VIEW chunks_fts_source;

DROP INDEX ix_file_metadata_file_path;
