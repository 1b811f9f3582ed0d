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

    internal static string Insert(Dialect dialect, Migration migration)
    {
        var columns = new[] { V.Revision.Name, V.Parents.Name, V.Message.Name, V.Checksum.Name };
        var parents = migration.Parents.Count == 0 ? "NULL" : dialect.QuoteText(string.Join(',', migration.Parents));
        var checksum = Checksum.Of(migration.Upgrades(), dialect.Name);
        return $"INSERT INTO {dialect.Quote(V.Name)} ({string.Join(", ", columns.Select(dialect.Quote))}) VALUES ("
            + $"{dialect.QuoteText(migration.Revision)}, {parents}, {dialect.QuoteText(migration.Message)}, {dialect.QuoteText(checksum)})";
    }

    internal static string Delete(Dialect dialect, string revision) =>
        $"DELETE FROM {dialect.Quote(V.Name)} WHERE {dialect.Quote(V.Revision.Name)} = {dialect.QuoteText(revision)}";
}
