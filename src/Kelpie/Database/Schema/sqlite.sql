-- What Kelpie needs of SQLite beyond tables: full text, the triggers that keep it true, and the views that
-- readers written for the original program use. Belongs to the first revision and is as frozen as it is:
-- a later change is a file of its own. Statements end with a semicolon before an empty line.
-- The views keep to what SQLite 3.38 understands, since other programs open this file with their own SQLite.

-- Foreign keys of downstream tables point at the path; so do searches below a directory.
CREATE UNIQUE INDEX ix_file_metadata_file_path ON file_metadata (file_path);

-- What the full-text table shows of a chunk; the text itself stays where it is.
CREATE VIEW chunks_fts_source AS
SELECT c.id, f.file_path, c.chunk_index, c.content
FROM chunks c JOIN file_metadata f ON f.id = c.file_id;

CREATE VIRTUAL TABLE chunks_fts USING fts5(
    file_path UNINDEXED,
    chunk_index UNINDEXED,
    content,
    content = 'chunks_fts_source',
    content_rowid = 'id',
    tokenize = 'porter unicode61'
);

CREATE TRIGGER chunks_fts_insert AFTER INSERT ON chunks BEGIN
    INSERT INTO chunks_fts (rowid, content) VALUES (new.id, new.content);
END;

-- An external-content table is told what the old text was; it cannot look it up any more.
CREATE TRIGGER chunks_fts_delete AFTER DELETE ON chunks BEGIN
    INSERT INTO chunks_fts (chunks_fts, rowid, content) VALUES ('delete', old.id, old.content);
END;

CREATE TRIGGER chunks_fts_update AFTER UPDATE OF id, content ON chunks BEGIN
    INSERT INTO chunks_fts (chunks_fts, rowid, content) VALUES ('delete', old.id, old.content);
    INSERT INTO chunks_fts (rowid, content) VALUES (new.id, new.content);
END;

-- The cascade of the foreign keys, for programs that open the file without turning foreign keys on.
CREATE TRIGGER file_metadata_delete AFTER DELETE ON file_metadata BEGIN
    DELETE FROM embeddings_index WHERE chunk_id IN (SELECT id FROM chunks WHERE file_id = old.id);
    DELETE FROM chunks WHERE file_id = old.id;
    DELETE FROM text_chunks WHERE file_id = old.id;
    DELETE FROM content_analysis WHERE file_id = old.id;
END;

-- The second generation of the original's chunks: one row a chunk, its envelope as JSON.
CREATE VIEW text_chunks_v2 AS
SELECT
    c.id,
    f.file_path,
    c.chunk_index,
    json_object(
        'metadata', json_object(
            'filename', f.file_path,
            'chunk_index', c.chunk_index,
            'total_chunks', f.chunk_count,
            'chunk_size', c.char_count,
            'chunk_strategy', f.chunk_strategy,
            'overlap_chars', f.chunk_overlap,
            'file_type', CASE WHEN length(f.file_type) > 1 THEN substr(f.file_name, 1 - length(f.file_type)) ELSE 'txt' END,
            'file_hash', f.text_hash,
            'created_at', substr(f.indexed_date, 1, 19) || 'Z',
            'ai_metadata', json_object(
                'line_count', c.line_count,
                'word_count', c.word_count,
                'char_count', c.char_count,
                -- Rounded as Python does: the exact value of the double, ties to the even hundredth. round() sends ties up, and
                -- differs between versions. Whole numbers decide all but ties; there the double's error does, which is exact
                -- for means of 32 and more, and no text of two chunks has a smaller one.
                'avg_chunk_size', CASE
                    WHEN 200 * f.text_length % f.chunk_count = 0 AND 200 * f.text_length / f.chunk_count % 2 = 1 THEN
                        (100 * f.text_length / f.chunk_count + CASE
                            WHEN (f.text_length * 1.0 / f.chunk_count - f.text_length / f.chunk_count) * 200.0
                                > 200 * (f.text_length % f.chunk_count) / f.chunk_count THEN 1
                            WHEN (f.text_length * 1.0 / f.chunk_count - f.text_length / f.chunk_count) * 200.0
                                < 200 * (f.text_length % f.chunk_count) / f.chunk_count THEN 0
                            ELSE 100 * f.text_length / f.chunk_count % 2 END) / 100.0
                    ELSE (200 * f.text_length + f.chunk_count) / (2 * f.chunk_count) / 100.0 END,
                'file_total_size', f.text_length,
                'chunk_position', CASE
                    WHEN c.chunk_index = 0 THEN 'start'
                    WHEN c.chunk_index = f.chunk_count - 1 THEN 'end'
                    ELSE 'middle' END,
                'has_previous', json(CASE WHEN c.chunk_index > 0 THEN 'true' ELSE 'false' END),
                'has_next', json(CASE WHEN c.chunk_index < f.chunk_count - 1 THEN 'true' ELSE 'false' END),
                'previous_chunk_index', CASE WHEN c.chunk_index > 0 THEN c.chunk_index - 1 END,
                'next_chunk_index', CASE WHEN c.chunk_index < f.chunk_count - 1 THEN c.chunk_index + 1 END,
                'starts_with', substr(c.content, 1, 50),
                'ends_with', substr(c.content, -50),
                'adjacent_chunk_indexes', json('['
                    || CASE WHEN c.chunk_index >= 2 THEN (c.chunk_index - 2) || ',' ELSE '' END
                    || CASE WHEN c.chunk_index >= 1 THEN (c.chunk_index - 1) || ',' ELSE '' END
                    || c.chunk_index
                    || CASE WHEN c.chunk_index + 1 < f.chunk_count THEN ',' || (c.chunk_index + 1) ELSE '' END
                    || CASE WHEN c.chunk_index + 2 < f.chunk_count THEN ',' || (c.chunk_index + 2) ELSE '' END
                    || ']'),
                'retrieval_context_suggestion', CASE WHEN f.chunk_count > 3 THEN 'adjacent_1' ELSE 'full_file' END
            )
        ),
        'content', c.content
    ) AS chunk_envelope,
    f.chunk_strategy,
    c.char_count AS chunk_size,
    f.chunk_count AS total_chunks,
    f.text_hash AS file_hash,
    CASE WHEN length(f.file_type) > 1 THEN substr(f.file_name, 1 - length(f.file_type)) ELSE 'txt' END AS file_type,
    substr(f.indexed_date, 1, 19) || 'Z' AS created_at,
    (SELECT e.embedding FROM embeddings_index e WHERE e.chunk_id = c.id ORDER BY e.id LIMIT 1) AS embedding
FROM chunks c JOIN file_metadata f ON f.id = c.file_id;

CREATE VIEW chunks_with_metadata AS
SELECT
    v.id,
    v.file_path,
    v.chunk_index,
    v.chunk_envelope,
    v.file_path AS filename,
    v.chunk_strategy AS strategy,
    v.chunk_size AS size,
    v.total_chunks AS total,
    f.chunk_overlap AS overlap,
    v.file_type AS type,
    v.file_hash AS hash,
    v.created_at AS created,
    c.content
FROM text_chunks_v2 v
JOIN chunks c ON c.id = v.id
JOIN file_metadata f ON f.id = c.file_id;
