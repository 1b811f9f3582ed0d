using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.MySql;

/// <summary>The checks and foreign keys of a table.</summary>
internal sealed class ConstraintReading(MySqlDialect dialect)
{
    // MySQL keeps no table beside a check, but its name is the schema's alone; MariaDB's is the table's.
    // A column's own check keeps its name when the column gets another: what tells it is where it stands.
    private readonly Query<(string, string, bool)> _checks = Text(dialect.HasJson
        ? $"""
          SELECT c.constraint_name, {dialect.ReadBack("c.check_clause")}, FALSE FROM information_schema.check_constraints c
          JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
          WHERE t.constraint_type = 'CHECK' AND t.table_schema = DATABASE() AND t.table_name = :table ORDER BY BINARY c.constraint_name
          """
        : """
          SELECT constraint_name, check_clause, level = 'Column' FROM information_schema.check_constraints
          WHERE constraint_schema = DATABASE() AND table_name = :table ORDER BY BINARY constraint_name
          """).Bind(Param<string>("table")).Rows(Types.Text, Types.Text, Types.Bool);

    private static readonly Query<(string, string, string, string, string, string)> Keys = Text("""
        SELECT k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name, r.delete_rule, r.update_rule
        FROM information_schema.key_column_usage k
        JOIN information_schema.referential_constraints r
          ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
        WHERE k.table_schema = DATABASE() AND k.table_name = :table AND k.referenced_table_name IS NOT NULL
        ORDER BY BINARY k.constraint_name, k.ordinal_position
        """).Bind(Param<string>("table")).Rows(Types.Text, Types.Text, Types.Text, Types.Text, Types.Text, Types.Text);

    internal async Task<IReadOnlyList<FoundCheck>> ChecksAsync(Connection connection, string table, CancellationToken cancellationToken)
    {
        var found = await connection.ListAsync(_checks, [("table", table)], cancellationToken).ConfigureAwait(false);
        return
        [
            .. found.Select(check => (Name: check.Item1, Sql: SqlText.Simplify(dialect.HasJson ? SqlLiteral.Unescape(check.Item2) : check.Item2), IsOfColumn: check.Item3))
                .Select(check => new FoundCheck(
                    new CheckConstraint(check.Name, check.Sql), check.IsOfColumn && check.Sql.StartsWith("json_valid(", StringComparison.Ordinal))),
        ];
    }

    internal static async Task<List<ForeignKey>> ForeignKeysAsync(Connection connection, string table, CancellationToken cancellationToken)
    {
        var found = await connection.ListAsync(Keys, [("table", table)], cancellationToken).ConfigureAwait(false);
        return
        [
            .. found.GroupBy(column => column.Item1).Select(key => new ForeignKey(
                key.Key,
                key.Select(column => column.Item2).ToValueList(),
                key.First().Item3,
                key.Select(column => column.Item4).ToValueList(),
                ActionOf(key.First().Item5),
                ActionOf(key.First().Item6))),
        ];
    }

    // RESTRICT is what InnoDB makes of NO ACTION.
    private static ReferentialAction ActionOf(string rule) => rule switch
    {
        "CASCADE" => ReferentialAction.Cascade,
        "SET NULL" => ReferentialAction.SetNull,
        _ => ReferentialAction.NoAction,
    };
}

/// <summary>A check, and whether it only makes a text JSON, which MariaDB has no type for.</summary>
internal sealed record FoundCheck(CheckConstraint Check, bool IsOfType)
{
    /// <summary>Whether it makes a column JSON.</summary>
    internal bool IsOf(string column) => IsOfType && Check.Sql == $"json_valid({SqlText.PrintName(column)})";
}
