using Kelpie.Sql.Schema;

namespace Kelpie.Similarity.Indexes;

/// <summary><c>embedding_vectors</c>: the vector indexes that there are. Each is a table of its own, derived from <c>embeddings_index</c>.</summary>
/// <remarks>No revision knows of these tables: they are made where the server can search them, may be dropped at any time, and are made again.</remarks>
internal sealed class VectorIndexesTable : Table<VectorIndexesTable>
{
    /// <summary>Declares the table.</summary>
    public VectorIndexesTable()
        : base("embedding_vectors", "The vector indexes, each in a table of its own. Derived: they may be dropped, and are made again.")
    {
        ModelId = Column("model_id", Types.BigInt, comment: "The model's row; the table of its vectors ends in this number.");
        Model = Column("model", Types.Varchar(200), comment: "The model's name and version.");
        Form = Column("form", Types.Varchar(40), comment: "How the index is made.");
        IsReady = Column("is_ready", Types.Bool, comment: "Whether it was whole once; else it is being made.");
        LastBlock = Column("last_block", Types.BigInt, comment: "The last block of the model's vectors when the index had all of them.");
        LastBlockBytes = Column("last_block_bytes", Types.BigInt, comment: "How large that block was: whoever adds vectors makes it larger, or begins another.");
        PrimaryKey(ModelId);
    }

    internal static VectorIndexesTable Instance { get; } = new();

    /// <summary>The model's row.</summary>
    public Column<long> ModelId { get; }

    /// <summary>The model's name and version.</summary>
    public Column<string> Model { get; }

    /// <summary>How the index is made.</summary>
    public Column<string> Form { get; }

    /// <summary>Whether it was whole once.</summary>
    public Column<bool> IsReady { get; }

    /// <summary>The last block of the model's vectors when the index had all of them.</summary>
    public Column<long> LastBlock { get; }

    /// <summary>How large that block was.</summary>
    public Column<long> LastBlockBytes { get; }
}
