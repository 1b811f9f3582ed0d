using System.Collections.Frozen;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>
/// What is applied, and whether a journal is there: in one query, as it is asked each time a database is opened. The journal
/// itself cannot be in it, for a query of a table that is not there fails.
/// </summary>
internal static class AppliedQuery
{
    private static readonly VersionTable V = VersionTable.Instance;

    private static readonly FrozenDictionary<string, Query<(string, string?, long)>> Queries = new Dictionary<string, string>
    {
        ["sqlite"] = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_journal'",
        ["postgresql"] = "CASE WHEN to_regclass('schema_journal') IS NULL THEN CAST(0 AS bigint) ELSE CAST(1 AS bigint) END",
        ["mysql"] = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_journal'",
        ["mariadb"] = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_journal'",
        ["mssql"] = "CASE WHEN OBJECT_ID('schema_journal') IS NULL THEN CAST(0 AS bigint) ELSE CAST(1 AS bigint) END",
    }.ToFrozenDictionary(
        journal => journal.Key,
        journal => Text($"SELECT {V.Name}.{V.Revision.Name}, {V.Name}.{V.Parents.Name}, ({journal.Value}) AS journals FROM {V.Name}")
            .Rows(Types.Varchar(64), Types.Text.Nullable(), Types.BigInt));

    /// <returns>The applied revisions with those they follow, and whether there is a journal; it does not matter where nothing is applied.</returns>
    internal static async Task<(IReadOnlyCollection<(string Revision, ValueList<string> Parents)> Applied, bool HasJournal)> RunAsync(
        Connection db, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(Queries[db.Dialect.Name], [], cancellationToken).ConfigureAwait(false);
        return ([.. rows.Select(row => (row.Item1, VersionTable.ToIds(row.Item2)))], rows is [(_, _, > 0), ..]);
    }
}
