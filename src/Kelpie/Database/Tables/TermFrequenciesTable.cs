using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>term_frequencies</c>: in how many files terms are; the sum of all rows.</summary>
public sealed class TermFrequenciesTable : Table<TermFrequenciesTable>
{
    /// <summary>Declares the table.</summary>
    public TermFrequenciesTable()
        : base("term_frequencies", "In how many files terms are: the sum of all rows.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        Documents = Column("documents", Types.BigInt, comment: "By how many files the index grew; below 0 where it shrank.");
        Content = Column("content", Types.Bytes, comment: "Numbers of terms and their changes, packed.");
        PrimaryKey(Id);
    }

    /// <summary>The row's number.</summary>
    public Column<long> Id { get; }

    /// <summary>By how many files the index grew; below 0 where it shrank.</summary>
    public Column<long> Documents { get; }

    /// <summary>Numbers of terms and their changes, packed.</summary>
    public Column<byte[]> Content { get; }
}
