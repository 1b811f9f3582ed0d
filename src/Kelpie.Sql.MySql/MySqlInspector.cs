using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.MySql;

/// <summary>
/// Reads information_schema. Keys, constraints and indexes come ordered by name, as the servers keep no order of theirs;
/// what was declared in an order by name is equal as it comes.
/// </summary>
internal sealed class MySqlInspector(MySqlDialect dialect) : Inspector
{
    private static readonly Query<string> Names = Text("""
        SELECT table_name FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
        ORDER BY BINARY table_name
        """).Rows(Types.Text);

    private static readonly Query<(string, string)> Comments = Text("""
        SELECT table_name, table_comment FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') AND table_name = :table
        """).Bind(Param<string>("table")).Rows(Types.Text, Types.Text);

    private static readonly Query<(string, string)> AllViews = Text("""
        SELECT table_name, view_definition FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY BINARY table_name
        """).Rows(Types.Text, Types.Text);

    private static readonly Query<(string, string, string, string, string)> AllTriggers = Text("""
        SELECT trigger_name, event_object_table, action_timing, event_manipulation, action_statement
        FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY BINARY trigger_name
        """).Rows(Types.Text, Types.Text, Types.Text, Types.Text, Types.Text);

    private readonly ColumnReading _columns = new(dialect);
    private readonly ConstraintReading _constraints = new(dialect);
    private readonly IndexReading _indexes = new(dialect);

    private static readonly Query<string> IndexNames = Text(
        "SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = database() AND table_name = :table ORDER BY index_name")
        .Bind(Param<string>("table")).Rows(Types.Text);

    public override async Task<IReadOnlyList<string>> TableNamesAsync(Connection connection, CancellationToken cancellationToken = default) =>
        await connection.ListAsync(Names, [], cancellationToken).ConfigureAwait(false);

    public override async Task<IReadOnlyList<string>> IndexNamesAsync(Connection connection, string table, CancellationToken cancellationToken = default) =>
        await connection.ListAsync(IndexNames, [("table", table)], cancellationToken).ConfigureAwait(false);

    public override async Task<TableDefinition?> FindTableAsync(Connection connection, string name, CancellationToken cancellationToken = default)
    {
        var comments = await connection.ListAsync(Comments, [("table", name)], cancellationToken).ConfigureAwait(false);
        if (!comments.Exists(table => table.Item1 == name))
        {
            return null;
        }

        var checks = await _constraints.ChecksAsync(connection, name, cancellationToken).ConfigureAwait(false);
        var columns = await _columns.ReadAsync(connection, name, checks, cancellationToken).ConfigureAwait(false);
        var foreignKeys = await ConstraintReading.ForeignKeysAsync(connection, name, cancellationToken).ConfigureAwait(false);
        var indexes = await _indexes.ReadAsync(connection, name, cancellationToken).ConfigureAwait(false);
        return new TableDefinition(name, columns.ToValueList())
        {
            Comment = comments[0].Item2 is { Length: > 0 } comment ? comment : null,
            Checks = checks.Where(check => !check.IsOfType).Select(check => check.Check).ToValueList(),
            ForeignKeys = foreignKeys.ToValueList(),
            PrimaryKey = indexes.Find(index => index.IsPrimary) is { } key ? new PrimaryKey(key.Columns.Select(column => column.Name).ToValueList()) : null,
            Uniques = indexes.Where(index => index.IsConstraint)
                .Select(index => new UniqueConstraint(index.Name, index.Columns.Select(column => column.Name).ToValueList())).ToValueList(),
            Indexes = indexes.Where(index => !index.IsPrimary && !index.IsConstraint && !foreignKeys.Exists(index.IsMadeFor))
                .Select(index => new IndexDefinition(index.Name, name, index.Columns.ToValueList()) { IsUnique = index.IsUnique }).ToValueList(),
        };
    }

    public override async Task<IReadOnlyList<ViewDefinition>> ViewsAsync(Connection connection, CancellationToken cancellationToken = default) =>
        [.. (await connection.ListAsync(AllViews, [], cancellationToken).ConfigureAwait(false)).Select(view => new ViewDefinition(view.Item1, view.Item2))];

    public override async Task<IReadOnlyList<TriggerDefinition>> TriggersAsync(Connection connection, CancellationToken cancellationToken = default) =>
    [
        .. (await connection.ListAsync(AllTriggers, [], cancellationToken).ConfigureAwait(false)).Select(trigger => new TriggerDefinition(
            trigger.Item1,
            trigger.Item2,
            $"CREATE TRIGGER {dialect.Quote(trigger.Item1)} {trigger.Item3} {trigger.Item4} ON {dialect.Quote(trigger.Item2)} FOR EACH ROW {trigger.Item5}")),
    ];
}
