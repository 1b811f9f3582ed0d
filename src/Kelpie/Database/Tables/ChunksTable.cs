using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>chunks</c>: the text of the files, in pieces. Each piece is stored once, here.</summary>
public sealed class ChunksTable : Table<ChunksTable>
{
    /// <summary>Declares the table.</summary>
    public ChunksTable()
        : base("chunks", "A piece of a file's text.")
    {
        Id = Column("id", Types.BigInt, identity: true, comment: "Also the row of the full-text table.");
        FileId = Column("file_id", Types.BigInt);
        ChunkIndex = Column("chunk_index", Types.BigInt, comment: "Its place among the file's chunks, from 0.");
        Content = Column("content", Types.Text);
        CharCount = Column("char_count", Types.BigInt, comment: "Code points.");
        LineCount = Column("line_count", Types.BigInt);
        WordCount = Column("word_count", Types.BigInt);
        Envelope = Column("envelope", Types.Text.Nullable(), comment: "The envelope of an adopted database, JSON without the content, where it says more than is derived.");
        PrimaryKey(Id);
        Unique(FileId, ChunkIndex);
        ForeignKey(FileId, Tables.Files.Id, ReferentialAction.Cascade);
    }

    /// <summary>The row's number; also that of the full-text row.</summary>
    public Column<long> Id { get; }

    /// <summary>The file's row.</summary>
    public Column<long> FileId { get; }

    /// <summary>Its place among the file's chunks, from 0.</summary>
    public Column<long> ChunkIndex { get; }

    /// <summary>The text.</summary>
    public Column<string> Content { get; }

    /// <summary>Code points.</summary>
    public Column<long> CharCount { get; }

    /// <summary>Lines.</summary>
    public Column<long> LineCount { get; }

    /// <summary>Words.</summary>
    public Column<long> WordCount { get; }

    /// <summary>The envelope of an adopted database as JSON, its content null, where it says anything else than what is derived.</summary>
    public Column<string?> Envelope { get; }
}
