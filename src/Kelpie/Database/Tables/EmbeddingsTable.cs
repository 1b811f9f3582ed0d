using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>embeddings_index</c>: the vectors of the chunks, one a model.</summary>
public sealed class EmbeddingsTable : Table<EmbeddingsTable>
{
    /// <summary>Declares the table.</summary>
    public EmbeddingsTable()
        : base("embeddings_index", "The vector a model gave a chunk.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        ChunkId = Column("chunk_id", Types.BigInt);
        Model = Column("model", Types.Varchar(200), comment: "The model's name and version.");
        Dimensions = Column("dimensions", Types.BigInt);
        Embedding = Column("embedding", Types.Bytes, comment: "32-bit floats, little endian.");
        PrimaryKey(Id);
        Unique(ChunkId, Model);
        ForeignKey(ChunkId, Tables.Chunks.Id, ReferentialAction.Cascade);
    }

    /// <summary>The row's number.</summary>
    public Column<long> Id { get; }

    /// <summary>The chunk's row.</summary>
    public Column<long> ChunkId { get; }

    /// <summary>The model's name and version.</summary>
    public Column<string> Model { get; }

    /// <summary>The number of floats.</summary>
    public Column<long> Dimensions { get; }

    /// <summary>32-bit floats, little endian.</summary>
    public Column<byte[]> Embedding { get; }
}
