using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>What a database says of the revisions applied to it.</summary>
internal sealed class DatabaseRevisions
{
    private static readonly VersionTable V = VersionTable.Instance;
    private static readonly Select<(string, string?, string, DateTime, long?, string)> All =
        Select(V.Revision, V.Parents, V.Message, V.AppliedAt, V.DurationMs, V.Checksum).From(V).OrderBy(V.AppliedAt, V.Revision);

    private static readonly Select<string> OnlyIds = Select(V.Revision).From(V);

    private DatabaseRevisions(IReadOnlyList<AppliedRevision> rows, bool hasTable)
    {
        Rows = rows;
        HasTable = hasTable;
        Ids = rows.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The rows, by age.</summary>
    internal IReadOnlyList<AppliedRevision> Rows { get; }

    internal IReadOnlySet<string> Ids { get; }

    /// <summary>Whether the version table is there at all.</summary>
    internal bool HasTable { get; }

    /// <summary>The ids that no applied revision follows, in order.</summary>
    internal IReadOnlyList<string> Heads
    {
        get
        {
            var parents = Rows.SelectMany(row => row.Parents).ToHashSet(StringComparer.Ordinal);
            return [.. Ids.Where(id => !parents.Contains(id)).Order(StringComparer.Ordinal)];
        }
    }

    // Looked up rather than tried: within a transaction a failed statement spoils all that follow on PostgreSQL.
    internal static async Task<DatabaseRevisions> ReadAsync(Connection db, CancellationToken cancellationToken)
    {
        var tables = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        if (!tables.Contains(V.Name))
        {
            return new DatabaseRevisions([], hasTable: false);
        }

        try
        {
            var rows = await db.ListAsync(All, [], cancellationToken).ConfigureAwait(false);
            return new DatabaseRevisions([.. rows.Select(ToRevision)], hasTable: true);
        }
        catch (DatabaseException exception) when (exception.Kind == DatabaseErrorKind.Syntax && !db.InTransaction)
        {
            // Somebody may have gone down to base between the two queries; what is wrong otherwise stays so.
            tables = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
            if (tables.Contains(V.Name))
            {
                throw;
            }

            return new DatabaseRevisions([], hasTable: false);
        }
    }

    /// <summary>Whether exactly these revisions are applied. Asked before each step, so it reads no more than it must.</summary>
    internal static async Task<bool> AreAppliedAsync(
        IReadOnlySet<string> expected, bool hasTable, Connection db, CancellationToken cancellationToken)
    {
        if (!hasTable)
        {
            return !(await ReadAsync(db, cancellationToken).ConfigureAwait(false)).HasTable;
        }

        try
        {
            return expected.SetEquals(await db.ListAsync(OnlyIds, [], cancellationToken).ConfigureAwait(false));
        }
        catch (DatabaseException exception) when (exception.Kind == DatabaseErrorKind.Syntax)
        {
            // Somebody has gone down to base meanwhile, and the table has gone with it. If it is something else, reading it all will tell.
            return false;
        }
    }

    private static AppliedRevision ToRevision((string Id, string? Parents, string Message, DateTime At, long? Ms, string Checksum) row) => new(
        row.Id,
        VersionTable.ToParents(row.Parents),
        row.Message,
        row.At,
        row.Ms is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        row.Checksum);
}
