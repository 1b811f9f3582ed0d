using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Running;

/// <summary>The statements that keep the version table, as text: a script takes no parameters, and a live run executes what the script says.</summary>
internal static class Bookkeeping
{
    private static readonly VersionTable V = VersionTable.Instance;

    internal static IReadOnlyList<string> CreateTable(Dialect dialect) => dialect.Ddl.Compile(new CreateTable(V.Definition));

    internal static IReadOnlyList<string> DropTable(Dialect dialect) => dialect.Ddl.Compile(new DropTable(V.Name));

    /// <summary>
    /// Adds the columns that a version table of an earlier version of the library lacks: to be put before the first statement that
    /// writes a row. Nothing where it lacks none.
    /// </summary>
    internal static IReadOnlyList<string> AddMissingColumns(Dialect dialect, DatabaseRevisions revisions) =>
        [.. revisions.MissingColumns.SelectMany(column => dialect.Ddl.Compile(new AddColumn(V.Name, column)))];

    internal static string Insert(Dialect dialect, Migration migration)
    {
        var operations = Checksum.TextOf(migration.Upgrades(), dialect.Name);
        (string Column, string Value)[] row =
        [
            (V.Revision.Name, dialect.QuoteText(migration.Revision)),
            (V.Parents.Name, Ids(dialect, migration.Parents)),
            (V.Message.Name, dialect.QuoteText(migration.Message)),
            (V.Checksum.Name, dialect.QuoteText(Checksum.Of(operations))),
            (V.DependsOn.Name, Ids(dialect, migration.DependsOn)),
            (V.Operations.Name, dialect.QuoteText(operations)),
        ];
        return $"INSERT INTO {dialect.Quote(V.Name)} ({string.Join(", ", row.Select(part => dialect.Quote(part.Column)))}) VALUES ("
            + $"{string.Join(", ", row.Select(part => part.Value))})";
    }

    internal static string Delete(Dialect dialect, string revision) =>
        $"DELETE FROM {dialect.Quote(V.Name)} WHERE {dialect.Quote(V.Revision.Name)} = {dialect.QuoteText(revision)}";

    private static string Ids(Dialect dialect, IReadOnlyCollection<string> ids) => ids.Count == 0 ? "NULL" : dialect.QuoteText(string.Join(',', ids));
}
