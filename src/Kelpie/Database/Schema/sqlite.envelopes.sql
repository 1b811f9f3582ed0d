-- The views for readers of the original's databases, now that chunks may bring an envelope of their own. Belongs to the revision that
-- keeps envelopes, and is as frozen as it is; sqlite.sql says more of the form.

CREATE VIEW text_chunks_v2 AS
SELECT
    c.id,
    f.file_path,
    c.chunk_index,
    CASE WHEN c.envelope IS NOT NULL THEN json_set(c.envelope, '$.content', c.content) ELSE
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
                'created_at', coalesce(f.chunked_at, substr(f.indexed_date, 1, 19) || 'Z'),
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
        )
    END AS chunk_envelope,
    f.chunk_strategy,
    c.char_count AS chunk_size,
    f.chunk_count AS total_chunks,
    f.text_hash AS file_hash,
    CASE WHEN length(f.file_type) > 1 THEN substr(f.file_name, 1 - length(f.file_type)) ELSE 'txt' END AS file_type,
    coalesce(f.chunked_at, substr(f.indexed_date, 1, 19) || 'Z') AS created_at,
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
