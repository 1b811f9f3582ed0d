-- What Kelpie needs of MySQL and MariaDB beyond tables: full text and the triggers that keep it true. Belongs to the first
-- revision and is as frozen as it is: a later change is a file of its own. Statements end with a semicolon before an empty line.

-- The words of a text: runs of letters, digits and their marks, each behind a blank and the letters zz. InnoDB leaves out words
-- of one and two letters and some common ones (https://dev.mysql.com/doc/refman/8.4/en/fulltext-stopwords.html); zzto is
-- neither. Its own parser would also take snake_case and it's for one word each. And it leaves out words of more than 84
-- letters: what they begin with stands once more at the end, so that it is found by them.
CREATE FUNCTION kelpie_words(content LONGTEXT CHARACTER SET utf8mb4) RETURNS LONGTEXT CHARACTER SET utf8mb4
DETERMINISTIC NO SQL
BEGIN
    DECLARE said LONGTEXT CHARACTER SET utf8mb4
        DEFAULT CONCAT(REGEXP_REPLACE(CONCAT(' ', content), '[^\\p{L}\\p{N}\\p{Co}\\x{300}-\\x{331}]+', ' zz'), ' ');
    RETURN CONCAT(said, IF(said REGEXP '[^ ]{85}',
        REGEXP_REPLACE(REGEXP_REPLACE(said, ' [^ ]{1,84}(?= )', ''), '(?<=[^ ]{84})[^ ]+', ''), ''));
END;

-- The collation takes é for e and A for a.
CREATE TABLE chunks_fts (
    chunk_id BIGINT NOT NULL PRIMARY KEY,
    words LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NOT NULL,
    FULLTEXT INDEX ix_chunks_fts_words (words),
    CONSTRAINT fk_chunks_fts_chunk_id FOREIGN KEY (chunk_id) REFERENCES chunks (id) ON DELETE CASCADE
);

CREATE TRIGGER chunks_fts_insert AFTER INSERT ON chunks FOR EACH ROW
INSERT INTO chunks_fts (chunk_id, words) VALUES (new.id, kelpie_words(new.content));

CREATE TRIGGER chunks_fts_update AFTER UPDATE ON chunks FOR EACH ROW
UPDATE chunks_fts SET words = kelpie_words(new.content) WHERE chunk_id = new.id;
