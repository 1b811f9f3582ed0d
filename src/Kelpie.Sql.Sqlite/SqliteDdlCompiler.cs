using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite;

internal sealed class SqliteDdlCompiler(SqliteDialect dialect) : DdlCompiler(dialect)
{
    protected override string SpellColumn(ColumnDefinition column, bool isWholeKey)
    {
        if (column.IsIdentity)
        {
            // AUTOINCREMENT: a number is never given twice, as on the other databases.
            return $"{Quote(column.Name)} INTEGER PRIMARY KEY AUTOINCREMENT";
        }

        var check = column.Type is JsonType ? $" CHECK (json_valid({Quote(column.Name)}))" : "";
        return $"{Quote(column.Name)} {dialect.SpellType(column.Type)}{(column.IsNullable ? "" : " NOT NULL")}{SpellDefault(column)}{check}";
    }

    protected override bool ColumnSpellsKey(ColumnDefinition column) => column.IsIdentity;

    protected override string SpellNow() => "(strftime('%Y-%m-%dT%H:%M:%f000', 'now'))";

    protected override string SpellTruth(bool value) => value ? "1" : "0";
}
