using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Sqlite.Inspection;

/// <summary>Reads the statements that the file keeps. Virtual tables, and the tables in which those keep what they hold, are none of the schema.</summary>
internal sealed class SqliteInspector : Inspector
{
    private const string Tables = """
        FROM sqlite_master JOIN pragma_table_list l USING (name)
        WHERE sqlite_master.type = 'table' AND l.schema = 'main' AND l.type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
        """;

    private static readonly Query<string> TableNames = Text($"SELECT name {Tables} ORDER BY name").Rows(Types.Text);

    private static readonly Query<(string, string)> TableTexts = Text($"SELECT name, sql {Tables} ORDER BY name").Rows(Types.Text, Types.Text);

    // An index without a statement is a constraint's.
    private static readonly Query<(string, string, string)> Others = Text("""
        SELECT name, tbl_name, sql FROM sqlite_master WHERE type = :type AND sql IS NOT NULL ORDER BY CASE WHEN type = 'index' THEN rowid END, name
        """).Bind(Param<string>("type")).Rows(Types.Text, Types.Text, Types.Text);

    private static readonly Query<(string, string, string, string)> Dependents = Text("""
        SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, rowid
        """).Rows(Types.Text, Types.Text, Types.Text, Types.Text);

    public override async Task<IReadOnlyList<DependentStatement>> DependentStatementsAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var rows = await connection.ListAsync(Dependents, [], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new DependentStatement(row.Item1 == "trigger", row.Item2, row.Item3, row.Item4))];
    }

    public override async Task<IReadOnlyList<string>> TableNamesAsync(Connection connection, CancellationToken cancellationToken = default) =>
        await connection.ListAsync(TableNames, [], cancellationToken).ConfigureAwait(false);

    public override async Task<TableDefinition?> FindTableAsync(Connection connection, string name, CancellationToken cancellationToken = default) =>
        (await SchemaTextAsync(connection, cancellationToken).ConfigureAwait(false)).Find(name);

    public override async Task<MetaData> ReadAsync(Connection connection, CancellationToken cancellationToken = default) =>
        (await SchemaTextAsync(connection, cancellationToken).ConfigureAwait(false)).All();

    public override async Task<IReadOnlyList<ViewDefinition>> ViewsAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var rows = await connection.ListAsync(Others, [("type", "view")], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new ViewDefinition(row.Item1, QueryOf(row.Item1, row.Item3)))];
    }

    public override async Task<IReadOnlyList<TriggerDefinition>> TriggersAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var rows = await connection.ListAsync(Others, [("type", "trigger")], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new TriggerDefinition(row.Item1, row.Item2, row.Item3))];
    }

    private static async Task<SchemaText> SchemaTextAsync(Connection connection, CancellationToken cancellationToken)
    {
        var tables = await connection.ListAsync(TableTexts, [], cancellationToken).ConfigureAwait(false);
        var indexes = await connection.ListAsync(Others, [("type", "index")], cancellationToken).ConfigureAwait(false);
        return new SchemaText(tables, indexes);
    }

    private static string QueryOf(string name, string sql)
    {
        var reader = new StatementReader(sql);
        while (!reader.Take("VIEW"))
        {
            reader.Next();
        }

        reader.Take("IF", "NOT", "EXISTS");
        reader.TakeName();
        var columns = reader.IsAt("(") ? reader.TakeGroup() : null;
        reader.Take("AS");
        var query = sql[reader.Current.Start..];
        // The view gives its columns names of its own.
        var quoted = SqliteDialect.Instance.Quote(name);
        return columns is null ? query : $"WITH {quoted} ({columns}) AS ({query}) SELECT * FROM {quoted}";
    }
}
