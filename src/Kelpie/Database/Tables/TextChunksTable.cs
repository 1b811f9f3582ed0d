using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>text_chunks</c>: first-generation chunks of adopted databases; nothing new is written here.</summary>
public sealed class TextChunksTable : Table<TextChunksTable>
{
    /// <summary>Declares the table.</summary>
    public TextChunksTable()
        : base("text_chunks", "A first-generation chunk of an adopted database.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        FileId = Column("file_id", Types.BigInt);
        ChunkIndex = Column("chunk_index", Types.BigInt);
        Text = Column("chunk_text", Types.Text);
        Embedding = Column("chunk_embedding", Types.Bytes.Nullable(), comment: "64-bit floats, little endian.");
        PrimaryKey(Id);
        ForeignKey(FileId, Tables.Files.Id, ReferentialAction.Cascade);
        Index(FileId, ChunkIndex);
    }

    /// <summary>The row's number.</summary>
    public Column<long> Id { get; }

    /// <summary>The file's row.</summary>
    public Column<long> FileId { get; }

    /// <summary>Its place among the file's chunks.</summary>
    public Column<long> ChunkIndex { get; }

    /// <summary>The text.</summary>
    public Column<string> Text { get; }

    /// <summary>Its vector: 64-bit floats, little endian.</summary>
    public Column<byte[]?> Embedding { get; }
}
