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
    public MetaData At(string revision) => StateAt(revision).Tables;

    /// <summary>All that is known of the schema at a revision, views and triggers included.</summary>
    /// <param name="revision"><c>head</c>, <c>base</c>, an id or the beginning of one.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema that those before it lead to.</exception>
    public SchemaState StateAt(string revision) => Replay(graph.Ancestry(graph.Resolve(revision)));

    /// <summary>The schema of a database to which these revisions are applied, and the schema before each of them.</summary>
    /// <exception cref="MigrationException">A migration does not fit the schema that those before it lead to.</exception>
    internal (SchemaState Now, IReadOnlyDictionary<Migration, SchemaState> Before) Of(IReadOnlySet<string> applied)
    {
        var (now, before) = (SchemaState.Empty, new Dictionary<Migration, SchemaState>());
        foreach (var migration in graph.Migrations.Where(migration => applied.Contains(migration.Revision)))
        {
            before[migration] = now;
            now = Advance(now, migration, MigrationDirection.Upgrade).After;
        }

        return (now, before);
    }

    /// <summary>Runs a migration on a schema in memory.</summary>
    /// <param name="before">The schema before it.</param>
    /// <param name="migration">The migration.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="beforeUpgrade">The schema before its upgrade, which a downgrade that does not say itself what it does is made of.</param>
    /// <returns>What it does that way, and the schema after it.</returns>
    /// <exception cref="MigrationException">The migration does not fit the schema.</exception>
    internal static (IReadOnlyList<Operation> Operations, SchemaState After) Advance(
        SchemaState before, Migration migration, MigrationDirection direction, SchemaState? beforeUpgrade = null)
    {
        var after = before;
        Operation? operation = null;
        try
        {
            var operations = direction == MigrationDirection.Upgrade ? migration.Upgrades() : migration.Downgrades(beforeUpgrade ?? SchemaState.Empty);
            foreach (var next in operations)
            {
                operation = next;
                after = next.Apply(after);
            }

            RequireNothingDangles(before.Tables, after.Tables);
            return (operations, after);
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw MigrationException.Unfit(migration, direction, operation, exception);
        }
    }

    private static SchemaState Replay(IEnumerable<Migration> migrations) => migrations.Aggregate(
        SchemaState.Empty, (schema, migration) => Advance(schema, migration, MigrationDirection.Upgrade).After);

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
