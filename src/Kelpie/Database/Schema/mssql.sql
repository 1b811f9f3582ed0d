-- What Kelpie needs of SQL Server beyond tables: full text and the triggers that keep it true. Belongs to the first revision
-- and is as frozen as it is: a later change is a file of its own. Statements end with a semicolon before an empty line.
-- SQL Server refuses to create a full-text catalogue or index in a transaction (error 574). What bears the line
-- "run outside the transaction" stands at the end, to be run when all before it is committed.

-- Asked before anything is made: what stands outside the transaction could not be undone with it.
IF FULLTEXTSERVICEPROPERTY('IsFullTextInstalled') <> 1
    THROW 50000, N'This SQL Server has no Full-Text Search. Install it (on Linux the package mssql-server-fts), then upgrade again.', 1;

-- The words of a text with blanks between them. The word breaker by itself would take snake_case, it's, file.txt and an e-mail
-- address for one word each, or for several and the whole. Punctuation that is not named here it knows.
CREATE FUNCTION dbo.kelpie_words(@content NVARCHAR(MAX)) RETURNS NVARCHAR(MAX)
WITH SCHEMABINDING
AS
BEGIN
    DECLARE @separators NVARCHAR(200) = N'!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~¡¢£¤¥¦§¨©«¬®¯°±´¶·¸»¿×÷'
        + N'‐‑‒–—―‖‗‘’‚‛“”„‟†‡•‣․‥…‧‰‱′″‴‵‶‷‸‹›※⁄€™−'
        -- Soft hyphen, zero-width space, non-joiner and joiner, word joiner, byte order mark, replacement character.
        + NCHAR(0x00AD) + NCHAR(0x200B) + NCHAR(0x200C) + NCHAR(0x200D) + NCHAR(0x2060) + NCHAR(0xFEFF) + NCHAR(0xFFFD);
    RETURN TRANSLATE(@content COLLATE Latin1_General_100_BIN2, @separators, REPLICATE(N' ', LEN(@separators)));
END;

CREATE TABLE chunks_fts (
    chunk_id BIGINT NOT NULL,
    words NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_chunks_fts PRIMARY KEY (chunk_id),
    CONSTRAINT fk_chunks_fts_chunk_id FOREIGN KEY (chunk_id) REFERENCES chunks (id) ON DELETE CASCADE
);

-- Once for a statement, however many rows it writes; and what it writes is not counted among the rows of that statement.
CREATE TRIGGER chunks_fts_insert ON chunks AFTER INSERT
AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO chunks_fts (chunk_id, words) SELECT inserted.id, dbo.kelpie_words(inserted.content) FROM inserted;
END;

CREATE TRIGGER chunks_fts_update ON chunks AFTER UPDATE
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE chunks_fts SET words = dbo.kelpie_words(inserted.content)
    FROM chunks_fts JOIN inserted ON inserted.id = chunks_fts.chunk_id;
END;

-- Takes é for e.
-- run outside the transaction
CREATE FULLTEXT CATALOG kelpie WITH ACCENT_SENSITIVITY = OFF;

-- 1033 is English. No stop words: whoever looks for "the who" means both words, as on SQLite. The server fills the index by
-- itself, with a delay.
-- run outside the transaction
CREATE FULLTEXT INDEX ON chunks_fts (words LANGUAGE 1033)
KEY INDEX pk_chunks_fts ON kelpie WITH (CHANGE_TRACKING = AUTO, STOPLIST = OFF);
