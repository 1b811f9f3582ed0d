using Kelpie.Migrations.Revisions;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>Whether a database is at the revision a program is written for: one query, to be asked each time it is opened.</summary>
/// <param name="graph">The program's migrations.</param>
/// <param name="commands">What a person types to migrate; messages end in it.</param>
public sealed class SchemaVersion(RevisionGraph graph, MigrationCommands? commands = null)
{
    private const int TablesNamed = 3;
    private static readonly VersionTable V = VersionTable.Instance;
    private static readonly Select<(string, string?)> Applied = Select(V.Revision, V.Parents).From(V);
    private readonly MigrationCommands _commands = commands ?? MigrationCommands.Default;

    /// <summary>How the database and the program stand to each other.</summary>
    /// <exception cref="RevisionException">The migrations have several heads, or one is applied without one it follows.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<SchemaStatus> CheckAsync(Connection db, CancellationToken cancellationToken = default)
    {
        try
        {
            return await CompareAsync(db, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (exception.Kind == DatabaseErrorKind.Syntax)
        {
            // Most likely there is no such table; only then is it worth a second query.
            var tables = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
            if (tables.Contains(V.Name))
            {
                // Somebody else created it between the two queries; what is wrong otherwise is wrong again.
                return await CompareAsync(db, cancellationToken).ConfigureAwait(false);
            }

            // A journal is left by a migrator that died before it had anything else.
            return tables.Any(table => table != JournalTable.Instance.Name) ? new SchemaStatus.Foreign(tables)
                : graph.Head is null ? new SchemaStatus.Current()
                : new SchemaStatus.Empty();
        }
    }

    /// <summary>Refuses a database that is not where the program needs it.</summary>
    /// <exception cref="SchemaMismatchException">It is not; the message ends in the next command.</exception>
    /// <exception cref="RevisionException">The migrations have several heads, or one is applied without one it follows.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task RequireCurrentAsync(Connection db, CancellationToken cancellationToken = default)
    {
        var status = await CheckAsync(db, cancellationToken).ConfigureAwait(false);
        if (status is not SchemaStatus.Current)
        {
            throw new SchemaMismatchException(status, Describe(status));
        }
    }

    /// <summary>A status in words, ending in the next command.</summary>
    public string Describe(SchemaStatus status)
    {
        var head = graph.Head?.Revision ?? "base";
        return status switch
        {
            SchemaStatus.Behind behind =>
                $"the database is at {behind.Revision ?? "base"}, this program needs {head} - run: {_commands.Upgrade}",
            SchemaStatus.Unknown unknown =>
                $"the database is at {string.Join(", ", unknown.Revisions)}, which this program does not know: it was upgraded by a newer version - "
                + $"update this program, or downgrade the database with that newer version: {_commands.Downgrade} {unknown.Common ?? "base"}",
            SchemaStatus.Empty => $"the database is empty, this program needs {head} - run: {_commands.Upgrade}",
            SchemaStatus.Foreign foreign =>
                $"the database has tables ({Listed(foreign.Tables)}) but no {V.Name}: it is another program's, or older than its migrations - "
                + $"name another database, or, if its tables are those of {head}, run: {_commands.Stamp} {head}",
            _ => $"the database is at {head}, as this program needs it",
        };
    }

    private async Task<SchemaStatus> CompareAsync(Connection db, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(Applied, [], cancellationToken).ConfigureAwait(false);
        return Compare([.. rows.Select(row => (row.Item1, VersionTable.ToParents(row.Item2)))]);
    }

    /// <summary>What stands in the way of a migration: revisions that the program does not know; null where it knows all.</summary>
    internal SchemaStatus.Unknown? FindUnknown(IReadOnlyCollection<(string Revision, ValueList<string> Parents)> applied)
    {
        var unknown = applied.Where(row => graph.Find(row.Revision) is null).ToList();
        if (unknown.Count == 0)
        {
            return null;
        }

        var ids = applied.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal);
        var followed = unknown.SelectMany(row => row.Parents).ToHashSet(StringComparer.Ordinal);
        return new SchemaStatus.Unknown(
            [.. unknown.Select(row => row.Revision).Where(id => !followed.Contains(id)).Order(StringComparer.Ordinal)],
            graph.Migrations.LastOrDefault(migration => ids.Contains(migration.Revision))?.Revision);
    }

    private SchemaStatus Compare(IReadOnlyCollection<(string Revision, ValueList<string> Parents)> applied)
    {
        if (FindUnknown(applied) is { } unknown)
        {
            return unknown;
        }

        var ids = applied.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal);
        var pending = graph.PathUp(ids, graph.Head?.Revision);
        return pending.Count == 0 ? new SchemaStatus.Current()
            : new SchemaStatus.Behind(graph.Migrations.LastOrDefault(migration => ids.Contains(migration.Revision))?.Revision, pending);
    }

    private static string Listed(IReadOnlyList<string> tables) =>
        string.Join(", ", tables.Take(TablesNamed)) + (tables.Count > TablesNamed ? $" and {tables.Count - TablesNamed} more" : "");
}
