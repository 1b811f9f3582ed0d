using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <content>Constraints, and the indexes that the servers make of them.</content>
internal sealed partial class MySqlDdlCompiler
{
    private List<string> SpellAddUnique(AddUnique add)
    {
        MySqlKeyRules.Check(dialect, add.Table with { Uniques = [add.Unique] });
        return [SpellAdd(add.Table.Name, SpellUnique(add.Unique))];
    }

    protected override string SpellDropKey(DropPrimaryKey drop) => base.SpellDropKey(drop)
        + (drop.Definition is { } table ? SpellInstead(table with { PrimaryKey = null }, drop.Key.Columns) : "");

    private string SpellDropIndexOf(TableDefinition table, string name, ValueList<string> columns)
    {
        var rest = table with
        {
            Uniques = [.. table.Uniques.Where(unique => unique.Name != name)],
            Indexes = [.. table.Indexes.Where(index => index.Name != name)],
        };
        return $"ALTER TABLE {Quote(table.Name)} DROP INDEX {Quote(name)}{SpellInstead(rest, columns)}";
    }

    // A foreign key without an index of its own used the one over these columns; it gets the one it would have had.
    private string SpellInstead(TableDefinition rest, ValueList<string> columns)
    {
        List<ValueList<string>> indexes =
            [rest.PrimaryKey?.Columns ?? [], .. rest.Uniques.Select(unique => unique.Columns), .. rest.Indexes.Select(ColumnsOf)];
        var bereft = rest.ForeignKeys
            .Where(key => BeginsWith(columns, key.Columns) && !indexes.Exists(index => BeginsWith(index, key.Columns)))
            .MaxBy(key => key.Columns.Count);
        return bereft is null ? "" : $", ADD INDEX {Quote(bereft.Name)} ({Quote(bereft.Columns)})";
    }

    // Those that it can be used by: up to an expression.
    private static ValueList<string> ColumnsOf(IndexDefinition index) =>
        index.Columns.TakeWhile(column => !column.IsExpression).Select(column => column.Name).ToValueList();

    private static bool BeginsWith(ValueList<string> columns, ValueList<string> first) => columns.Take(first.Count).SequenceEqual(first);

    // The index that the server made for the key stays behind, and only the catalogue knows whether it made one, and whether another
    // key has come to use it.
    private List<string> SpellDropForeignKey(DropForeignKey drop)
    {
        var (table, key) = (dialect.QuoteText(drop.Table), dialect.QuoteText(drop.Name));
        const string columns = "GROUP_CONCAT(column_name ORDER BY ordinal_position)";
        const string quoted = "GROUP_CONCAT('`', REPLACE(column_name, '`', '``'), '`' ORDER BY ordinal_position SEPARATOR ', ')";
        var keys = $"information_schema.key_column_usage WHERE table_schema = DATABASE() AND table_name = {table} AND referenced_table_name IS NOT NULL";
        var indexes = $"information_schema.statistics WHERE table_schema = DATABASE() AND table_name = {table}";
        var own = $"(SELECT {columns} FROM {keys} AND constraint_name = {key})";
        return
        [
            $"""
            SET @kelpie = CONCAT({dialect.QuoteText($"ALTER TABLE {Quote(drop.Table)} DROP FOREIGN KEY {Quote(drop.Name)}")}, IF(
                {own} = (SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) FROM {indexes} AND index_name = {key} AND non_unique = 1),
                CONCAT({dialect.QuoteText($", DROP INDEX {Quote(drop.Name)}")}, COALESCE((
                    SELECT CONCAT(', ADD INDEX `', REPLACE(constraint_name, '`', '``'), '` (', {quoted}, ')')
                    FROM {keys} AND constraint_name <> {key} AND constraint_name NOT IN (SELECT index_name FROM {indexes})
                    GROUP BY constraint_name HAVING {own} || ',' LIKE {columns} || ',%'
                    ORDER BY COUNT(*) DESC LIMIT 1), '')), ''))
            """,
            "PREPARE kelpie FROM @kelpie",
            "EXECUTE kelpie",
            "DEALLOCATE PREPARE kelpie",
        ];
    }
}
