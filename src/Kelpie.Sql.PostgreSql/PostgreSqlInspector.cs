using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.PostgreSql;

internal sealed class PostgreSqlInspector : Inspector
{
    private static readonly Query<string> TableNames = Text("""
        SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname COLLATE "C"
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
