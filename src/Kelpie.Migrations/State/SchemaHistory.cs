using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.State;

/// <summary>The schema at any revision, by replaying what the migrations say. No database is needed.</summary>
/// <param name="graph">The migrations.</param>
public sealed class SchemaHistory(RevisionGraph graph)
{
    /// <summary>The tables at a revision.</summary>
    /// <param name="revision"><c>head</c>, <c>base</c>, an id or the beginning of one.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema that those before it lead to.</exception>
    public MetaData At(string revision) => Replay(graph.Ancestry(graph.Resolve(revision)));

    /// <summary>The tables of a database to which these revisions are applied.</summary>
    internal MetaData Of(IReadOnlySet<string> applied) =>
        Replay(graph.Migrations.Where(migration => applied.Contains(migration.Revision)));

    /// <summary>Runs a migration on a schema in memory.</summary>
    /// <param name="before">The schema before it.</param>
    /// <param name="migration">The migration.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="each">Sees each operation, and the schema before it.</param>
    /// <returns>The schema after it.</returns>
    /// <exception cref="MigrationException">The migration does not fit the schema.</exception>
    internal static MetaData Advance(
        MetaData before, Migration migration, MigrationDirection direction, Action<Operation, MetaData>? each = null)
    {
        var after = before;
        Operation? operation = null;
        try
        {
            foreach (var next in migration.OperationsOf(direction))
            {
                operation = next;
                each?.Invoke(next, after);
                after = next.Apply(after);
            }

            RequireNothingDangles(before, after);
            return after;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw MigrationException.Unfit(migration, direction, operation, exception);
        }
    }

    private static MetaData Replay(IEnumerable<Migration> migrations) => migrations.Aggregate(
        MetaData.Empty, (schema, migration) => Advance(schema, migration, MigrationDirection.Upgrade));

    // Only what has gone counts: a table made by raw SQL is not known here, and may be referred to.
    private static void RequireNothingDangles(MetaData before, MetaData after)
    {
        foreach (var table in after.Tables)
        {
            if (table.ForeignKeys.FirstOrDefault(key => after.Find(key.ReferencedTable) is null && before.Find(key.ReferencedTable) is not null) is { } key)
            {
                throw new InvalidOperationException(
                    $"Table {table.Name} still refers to {key.ReferencedTable} by foreign key {key.Name}, and {key.ReferencedTable} is dropped.");
            }
        }
    }
}
