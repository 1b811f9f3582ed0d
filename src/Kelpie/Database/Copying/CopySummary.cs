using Kelpie.Sql;

namespace Kelpie.Database.Copying;

/// <summary>What came of a copy.</summary>
/// <param name="From">The database that was read.</param>
/// <param name="To">The database that was written.</param>
/// <param name="Tables">The tables, each as it is on both sides.</param>
/// <param name="LeftOut">The tables of experiments that were not asked for.</param>
/// <param name="Continued">Whether it went on with one that had been broken off.</param>
/// <param name="Loading">How long the rows took.</param>
/// <param name="Indexing">How long full text took behind them; nothing where it was written with the rows.</param>
/// <param name="Comparing">How long the comparison took.</param>
public sealed record CopySummary(
    DatabaseUrl From,
    DatabaseUrl To,
    IReadOnlyList<TableCopy> Tables,
    IReadOnlyList<string> LeftOut,
    bool Continued,
    TimeSpan Loading,
    TimeSpan Indexing,
    TimeSpan Comparing)
{
    /// <summary>Whether both sides are equal.</summary>
    public bool IsEqual => Tables.All(table => table.IsEqual);
}

/// <summary>A table on both sides of a copy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">What the source holds.</param>
/// <param name="Target">What the target holds.</param>
/// <param name="Loaded">The rows that this run loaded.</param>
public sealed record TableCopy(string Name, TableContent Source, TableContent Target, long Loaded)
{
    /// <summary>Whether both hold the same.</summary>
    public bool IsEqual => Source.Rows == Target.Rows && Source.Checksum == Target.Checksum;
}

/// <summary>What a table holds, in short.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Checksum">The same for equal rows, on whatever database, in whatever order.</param>
/// <param name="Mended">Texts with a character that not every database can store, which stands as U+FFFD in the copy.</param>
public sealed record TableContent(long Rows, string Checksum, long Mended);
