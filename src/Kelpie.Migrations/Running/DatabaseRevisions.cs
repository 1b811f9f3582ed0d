using Kelpie.Sql;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>What a database says of the revisions applied to it.</summary>
internal sealed class DatabaseRevisions
{
    private static readonly VersionTable V = VersionTable.Instance;
    private static readonly ColumnDefinition[] Added = [V.Definition.Column(V.DependsOn.Name), V.Definition.Column(V.Operations.Name)];
    private static readonly Select<(string, string?, string, DateTime, long?, string)> First =
        Select(V.Revision, V.Parents, V.Message, V.AppliedAt, V.DurationMs, V.Checksum).From(V).OrderBy(V.AppliedAt, V.Revision);

    private static readonly Select<(string, string?, string, DateTime, long?, string, string?, string?)> All =
        Select(V.Revision, V.Parents, V.Message, V.AppliedAt, V.DurationMs, V.Checksum, V.DependsOn, V.Operations).From(V)
            .OrderBy(V.AppliedAt, V.Revision);

    private static readonly Select<string> OnlyIds = Select(V.Revision).From(V);

    private DatabaseRevisions(IReadOnlyList<AppliedRevision> rows, TableDefinition? table)
    {
        Rows = rows;
        HasTable = table is not null;
        MissingColumns = table is null ? [] : [.. Added.Where(column => table.FindColumn(column.Name) is null)];
        Ids = rows.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The rows, by age.</summary>
    internal IReadOnlyList<AppliedRevision> Rows { get; }

    internal IReadOnlySet<string> Ids { get; }

    /// <summary>Whether the version table is there at all.</summary>
    internal bool HasTable { get; }

    /// <summary>The columns that a table of an earlier version of the library lacks.</summary>
    internal IReadOnlyList<ColumnDefinition> MissingColumns { get; }

    /// <summary>What made the triggers and indexes that there are, where tables are made anew.</summary>
    internal IReadOnlyList<DependentStatement> Dependents { get; private init; } = [];

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
        while (true)
        {
            var table = await db.Driver.Inspector.FindTableAsync(db, V.Name, cancellationToken).ConfigureAwait(false);
            if (table is null)
            {
                return new DatabaseRevisions([], null);
            }

            try
            {
                return new DatabaseRevisions(await RowsAsync(table, db, cancellationToken).ConfigureAwait(false), table)
                {
                    Dependents = await db.Driver.Inspector.DependentStatementsAsync(db, cancellationToken).ConfigureAwait(false),
                };
            }
            catch (DatabaseException exception) when (exception.Kind == DatabaseErrorKind.Syntax && !db.InTransaction)
            {
                // Somebody may have gone down to base between the two queries; what is wrong otherwise stays so.
                var again = await db.Driver.Inspector.FindTableAsync(db, V.Name, cancellationToken).ConfigureAwait(false);
                if (again is not null && again == table)
                {
                    throw;
                }
            }
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

    private static async Task<IReadOnlyList<AppliedRevision>> RowsAsync(TableDefinition table, Connection db, CancellationToken cancellationToken)
    {
        if (Added.All(column => table.FindColumn(column.Name) is not null))
        {
            var rows = await db.ListAsync(All, [], cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => ToRevision(row.Item1, row.Item2, row.Item3, row.Item4, row.Item5, row.Item6, row.Item7, row.Item8))];
        }

        var old = await db.ListAsync(First, [], cancellationToken).ConfigureAwait(false);
        return [.. old.Select(row => ToRevision(row.Item1, row.Item2, row.Item3, row.Item4, row.Item5, row.Item6, null, null))];
    }

    private static AppliedRevision ToRevision(
        string id, string? parents, string message, DateTime at, long? ms, string checksum, string? dependsOn, string? operations) =>
        new(id, VersionTable.ToIds(parents), message, at, ms is { } known ? TimeSpan.FromMilliseconds(known) : null, checksum)
        {
            DependsOn = VersionTable.ToIds(dependsOn),
            Operations = operations,
        };
}
