using Kelpie.Migrations.Revisions;
using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Running;

/// <summary>Whether a database is at the revision a program is written for: one query, to be asked each time it is opened.</summary>
/// <param name="graph">The program's migrations.</param>
/// <param name="commands">What a person types to migrate; messages end in it. Null for those of the graph.</param>
public sealed class SchemaVersion(RevisionGraph graph, MigrationCommands? commands = null)
{
    private const int TablesNamed = 3;
    private static readonly VersionTable V = VersionTable.Instance;
    private readonly MigrationCommands _commands = commands ?? graph.Commands;

    /// <summary>How the database and the program stand to each other.</summary>
    /// <exception cref="RevisionException">A revision is applied without one before it.</exception>
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
                : graph.Migrations.IsEmpty ? new SchemaStatus.Current()
                : new SchemaStatus.Empty();
        }
    }

    /// <summary>Refuses a database that is not where the program needs it.</summary>
    /// <exception cref="SchemaMismatchException">It is not; the message ends in the next command.</exception>
    /// <exception cref="RevisionException">A revision is applied without one before it.</exception>
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
        var head = string.Join(" and ", graph.Heads.Select(migration => migration.Revision).DefaultIfEmpty("base"));
        var upgrade = graph.Heads.Length > 1 ? $"{_commands.Upgrade} heads" : _commands.Upgrade;
        return status switch
        {
            SchemaStatus.Behind behind =>
                $"the database is at {behind.Revision ?? "base"}, this program needs {head} - run: {upgrade}",
            SchemaStatus.Unknown unknown =>
                $"the database is at {string.Join(", ", unknown.Revisions)}, which this program does not know: it was upgraded by a newer version - "
                + $"update this program, or downgrade the database with that newer version: {_commands.Downgrade} {unknown.Common ?? "base"}",
            SchemaStatus.Unfinished unfinished =>
                $"the {MigrationException.Name(unfinished.Direction)} of {graph.Find(unfinished.Revision)?.ToString() ?? unfinished.Revision} is half done "
                + $"({unfinished.Finished} statement{(unfinished.Finished == 1 ? "" : "s")}): somebody is at it, or it was broken off - when nobody is, run"
                + (graph.Find(unfinished.Revision) is null ? ", with the version of this program that knows it" : "")
                + $": {(unfinished.Direction == MigrationDirection.Upgrade ? _commands.Upgrade : _commands.Downgrade)} {unfinished.Goal}",
            SchemaStatus.Empty => $"the database is empty, this program needs {head} - run: {upgrade}",
            SchemaStatus.Foreign foreign =>
                $"the database has tables ({Listed(foreign.Tables)}) but no {V.Name}: it is another program's, or older than its migrations - "
                + $"name another database, or, if its tables are those of {head}, run: {_commands.Stamp} {(graph.Heads.Length > 1 ? "heads" : head)}",
            _ => $"the database is at {head}, as this program needs it",
        };
    }

    private async Task<SchemaStatus> CompareAsync(Connection db, CancellationToken cancellationToken)
    {
        var (applied, hasJournal) = await AppliedQuery.RunAsync(db, cancellationToken).ConfigureAwait(false);
        return hasJournal && await new Journal(db).FindAsync(cancellationToken).ConfigureAwait(false) is { } entry && FindUnfinished(applied, entry) is { } unfinished
            ? unfinished
            : Compare(applied);
    }

    // What is half done of another program's line is none of this one's business, and an upgrade goes on with its own.
    private SchemaStatus.Unfinished? FindUnfinished(IReadOnlyCollection<(string Revision, ValueList<string> Parents)> applied, JournalEntry entry)
    {
        if (!entry.IsHalfDone(applied.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal)))
        {
            return null;
        }

        var isOurs = graph.Find(entry.Revision) is not null
            ? entry.Direction == MigrationDirection.Downgrade
            : !new OtherLines(graph, [.. applied, (entry.Revision, entry.Parents)]).IsForeign(entry.Revision);
        return isOurs ? new SchemaStatus.Unfinished(entry.Revision, entry.Direction, entry.Finished, entry.Goal) : null;
    }

    /// <summary>
    /// What stands in the way of a migration: revisions that a newer version of the program has put there; null where there are none.
    /// Those of another program's line do not count.
    /// </summary>
    internal SchemaStatus.Unknown? FindUnknown(IReadOnlyCollection<(string Revision, ValueList<string> Parents)> applied)
    {
        if (applied.All(row => graph.Find(row.Revision) is not null))
        {
            return null;
        }

        var newer = new OtherLines(graph, applied).Newer.ToHashSet(StringComparer.Ordinal);
        if (newer.Count == 0)
        {
            return null;
        }

        var ids = applied.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal);
        var followed = applied.Where(row => newer.Contains(row.Revision)).SelectMany(row => row.Parents).ToHashSet(StringComparer.Ordinal);
        return new SchemaStatus.Unknown(
            [.. newer.Where(id => !followed.Contains(id)).Order(StringComparer.Ordinal)],
            graph.Migrations.LastOrDefault(migration => ids.Contains(migration.Revision) && followed.Contains(migration.Revision))?.Revision);
    }

    private SchemaStatus Compare(IReadOnlyCollection<(string Revision, ValueList<string> Parents)> applied)
    {
        if (FindUnknown(applied) is { } unknown)
        {
            return unknown;
        }

        var ids = applied.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal);
        var pending = graph.Upgrades(ids, "heads").Migrations;
        if (pending.Count == 0)
        {
            return new SchemaStatus.Current();
        }

        var at = string.Join(" and ", graph.Tips(ids).Select(migration => migration.Revision));
        return new SchemaStatus.Behind(at == "" ? null : at, pending);
    }

    private static string Listed(IReadOnlyList<string> tables) =>
        string.Join(", ", tables.Take(TablesNamed)) + (tables.Count > TablesNamed ? $" and {tables.Count - TablesNamed} more" : "");
}
