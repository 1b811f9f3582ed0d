using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>embedding_blocks</c>: a model in pieces, and its vectors in a compact form.</summary>
public sealed class ModelBlocksTable : Table<ModelBlocksTable>
{
    /// <summary>Declares the table.</summary>
    public ModelBlocksTable()
        : base("embedding_blocks", "A piece of a model, or some thousand of its vectors in a compact form.")
    {
        ModelId = Column("model_id", Types.BigInt);
        Part = Column("part", Types.Varchar(10), comment: "model or vectors.");
        Number = Column("block_number", Types.BigInt, comment: "From 0.");
        Content = Column("content", Types.Bytes);
        PrimaryKey(ModelId, Part, Number);
        ForeignKey(ModelId, Tables.Models.Id, ReferentialAction.Cascade);
    }

    /// <summary>The model's row.</summary>
    public Column<long> ModelId { get; }

    /// <summary>What it is a piece of.</summary>
    public Column<string> Part { get; }

    /// <summary>Its place, from 0.</summary>
    public Column<long> Number { get; }

    /// <summary>The bytes.</summary>
    public Column<byte[]> Content { get; }
}
