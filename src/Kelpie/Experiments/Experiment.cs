using Kelpie.Database;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments;

/// <summary>A table that a downstream project keeps beside Kelpie's own.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Bytes">What it takes, in bytes: indexes included on servers, its values alone on SQLite.</param>
/// <param name="Since">Since when it is there, UTC: as recorded, else the oldest moment in its column <c>created_at</c>; null where neither says.</param>
/// <param name="Owner">Who keeps it, where that is recorded.</param>
public sealed record Experiment(TableDefinition Table, long Rows, long Bytes, DateTime? Since, string? Owner)
{
    /// <summary>The name it goes by, before and after it becomes one of Kelpie's tables.</summary>
    public string Name => NameOf(Table.Name);

    /// <summary>The name behind a table's.</summary>
    internal static string NameOf(string table) => table.StartsWith(KelpieDatabase.ExperimentPrefix, StringComparison.Ordinal) ? table[KelpieDatabase.ExperimentPrefix.Length..] : table;

    /// <summary>What the table of an experiment is called.</summary>
    internal static string TableOf(string name) => KelpieDatabase.ExperimentPrefix + NameOf(name);
}
