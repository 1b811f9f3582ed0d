-- What Kelpie needs of PostgreSQL beyond tables: full text and the trigger that keeps it true. Belongs to the first revision
-- and is as frozen as it is: a later change is a file of its own. Statements end with a semicolon before an empty line.

-- English stems without stop words: whoever looks for "the who" means both words, as on SQLite.
CREATE TEXT SEARCH DICTIONARY kelpie_stem (TEMPLATE = snowball, LANGUAGE = english);

CREATE TEXT SEARCH CONFIGURATION kelpie (PARSER = "default");

ALTER TEXT SEARCH CONFIGURATION kelpie
    ADD MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart WITH kelpie_stem;

ALTER TEXT SEARCH CONFIGURATION kelpie
    ADD MAPPING FOR int, uint, float, sfloat, version, email, host, url, url_path, file, protocol, tag WITH simple;

-- Latin letters without their accents, as on SQLite: é is e and an accent, of which the e stays. In other scripts what is written
-- so may be a letter of its own, as й is.
CREATE FUNCTION kelpie_folded(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN normalize(regexp_replace(normalize($1, NFD), '([A-Za-z])[\u0300-\u036f]+', '\1', 'g'), NFC);

-- The words of a text with blanks between them: runs of letters and digits. The parser by itself would take file.txt, a/b and
-- an e-mail address for one word each, and miss the words they are made of. The collation knows the letters of all scripts.
CREATE FUNCTION kelpie_words(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(kelpie_folded($1) COLLATE "pg_c_utf8", '[^[:alnum:]]+', ' ', 'g');

CREATE TABLE chunks_fts (
    chunk_id bigint PRIMARY KEY REFERENCES chunks (id) ON DELETE CASCADE,
    words tsvector NOT NULL
);

CREATE INDEX ix_chunks_fts_words ON chunks_fts USING gin (words);

CREATE FUNCTION kelpie_index_chunks() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO chunks_fts (chunk_id, words)
    SELECT id, to_tsvector('kelpie', kelpie_words(content)) FROM changed
    ON CONFLICT (chunk_id) DO UPDATE SET words = excluded.words;
    RETURN NULL;
END
$$;

-- Once for a statement, however many rows it writes.
CREATE TRIGGER chunks_fts_insert AFTER INSERT ON chunks
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kelpie_index_chunks();

CREATE TRIGGER chunks_fts_update AFTER UPDATE ON chunks
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kelpie_index_chunks();
