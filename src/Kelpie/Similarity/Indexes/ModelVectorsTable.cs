using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Similarity.Indexes;

/// <summary><c>embedding_vectors_N</c>: the vectors of a model as the server's own type, for the server's own index.</summary>
/// <remarks>
/// It refers to nothing: a reference would stand in the way of a downgrade, and MariaDB's index does not see what a cascade deletes. So it
/// may hold vectors of chunks that are gone; who searches it asks for the chunks, too.
/// </remarks>
internal sealed class ModelVectorsTable : Table<ModelVectorsTable>
{
    /// <summary>The table of no model: every typed table can be made so, for its aliases.</summary>
    public ModelVectorsTable()
        : this(model: 0, dimensions: 1)
    {
    }

    /// <summary>Declares the table.</summary>
    /// <param name="model">The model's row.</param>
    /// <param name="dimensions">The numbers of a vector.</param>
    public ModelVectorsTable(long model, int dimensions)
        : base(NameOf(model), "The vectors of a model, for the server's own index. Derived from embeddings_index.")
    {
        Dimensions = dimensions;
        ChunkId = Column("chunk_id", Types.BigInt);
        Embedding = Column("embedding", Types.Vector(dimensions));
        PrimaryKey(ChunkId);
    }

    internal int Dimensions { get; }

    /// <summary>The chunk's row.</summary>
    public Column<long> ChunkId { get; }

    /// <summary>The vector, of length 1.</summary>
    public Column<float[]> Embedding { get; }

    /// <summary>The name of the index.</summary>
    internal string IndexName => $"ix_{Name}";

    internal static string NameOf(long model) => string.Create(CultureInfo.InvariantCulture, $"{VectorIndexesTable.Instance.Name}_{model}");
}
