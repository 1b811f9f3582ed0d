using Kelpie.Sql;

namespace Kelpie.Database.Copying;

/// <summary>What is to be copied where.</summary>
/// <param name="From">The database that is read.</param>
/// <param name="To">The database that is written; it is made where it is not there.</param>
public sealed record CopyRequest(DatabaseUrl From, DatabaseUrl To)
{
    /// <summary>Whether the tables of experiments are copied, too.</summary>
    public bool Experiments { get; init; }

    /// <summary>Whether what the target holds of the tables is deleted first.</summary>
    public bool Replace { get; init; }
}

/// <summary>How far a copy is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Table">With which table; null where it is with none alone.</param>
/// <param name="Rows">Rows done so far, of all tables.</param>
/// <param name="Of">Rows there are to do, of all tables.</param>
public readonly record struct CopyProgress(CopyStage Stage, string? Table, long Rows, long Of);

/// <summary>What a copy is doing.</summary>
public enum CopyStage
{
    /// <summary>Rows are on their way.</summary>
    Loading,

    /// <summary>The full-text index is being filled.</summary>
    Indexing,

    /// <summary>What has arrived is compared with what was sent.</summary>
    Comparing,
}
