using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Sqlite;

internal sealed class SqliteInspector : Inspector
{
    private static readonly Query<string> TableNames = Text("""
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name
        """).Rows(Types.Text);

    public override async Task<IReadOnlyList<string>> TableNamesAsync(Connection connection, CancellationToken cancellationToken = default) =>
        await connection.ListAsync(TableNames, [], cancellationToken).ConfigureAwait(false);

    public override Task<TableDefinition?> FindTableAsync(Connection connection, string name, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("to come on this branch");

    public override Task<IReadOnlyList<ViewDefinition>> ViewsAsync(Connection connection, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("to come on this branch");

    public override Task<IReadOnlyList<TriggerDefinition>> TriggersAsync(Connection connection, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("to come on this branch");
}
