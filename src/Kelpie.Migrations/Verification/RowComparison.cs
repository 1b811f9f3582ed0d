using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;

namespace Kelpie.Migrations.Verification;

/// <summary>Which rows must be the same after operations, and whether they are.</summary>
/// <param name="dialect">The kind of database.</param>
internal sealed class RowComparison(string dialect)
{
    internal List<string> Failures { get; } = [];

    internal List<string> Exempt { get; } = [];

    internal int Compared { get; private set; }

    /// <param name="state">The schema before and after.</param>
    /// <param name="operations">What was done in between, there and back.</param>
    /// <param name="before">The database before.</param>
    /// <param name="after">The database after.</param>
    /// <param name="way">What was done, in words: <c>the upgrade and the downgrade</c>.</param>
    internal void Compare(SchemaState state, IReadOnlyList<Operation> operations, Snapshot before, Snapshot after, string way)
    {
        var lineage = new Lineage(dialect, state.Tables);
        var schema = state;
        foreach (var operation in operations)
        {
            lineage.Follow(operation, schema.Tables);
            schema = operation.Apply(schema);
        }

        // Where there were none, none can be lost; those that are there now were made in between.
        foreach (var (table, rows) in before.Rows.Where(rows => rows.Value.Rows.Count > 0).OrderBy(rows => rows.Key, StringComparer.Ordinal))
        {
            if (lineage.TableThen(table) != table || !after.Rows.TryGetValue(table, out var now))
            {
                Exempt.Add($"{table}: {way} destroy its rows");
            }
            else if (lineage.MayHaveChanged(table))
            {
                Exempt.Add($"{table}: raw SQL of {way} may change its rows");
            }
            else
            {
                Compare(table, rows, now, lineage, way);
            }
        }
    }

    private void Compare(string table, TableRows before, TableRows after, Lineage lineage, string way)
    {
        var kept = before.Columns.Where(column => lineage.ColumnThen(table, column) == column && !lineage.MayHaveChanged(table, column)).ToList();
        Exempt.AddRange(before.Columns.Except(kept, StringComparer.Ordinal).Select(column => lineage.ColumnThen(table, column) == column
            ? $"{table}.{column}: {way} convert its values"
            : $"{table}.{column}: {way} destroy its values"));
        var (then, now) = (before.Of(kept), after.Of(kept));
        Compared += then.Count;
        if (then.SequenceEqual(now, StringComparer.Ordinal))
        {
            return;
        }

        var lost = then.Except(now, StringComparer.Ordinal).ToList();
        var come = now.Except(then, StringComparer.Ordinal).ToList();
        Failures.Add($"{way} change the rows of {table}: {then.Count} before, {now.Count} after"
            + (lost.Count > 0 ? $"; gone is ({lost[0]})" : "") + (come.Count > 0 ? $"; new is ({come[0]})" : ""));
    }
}
