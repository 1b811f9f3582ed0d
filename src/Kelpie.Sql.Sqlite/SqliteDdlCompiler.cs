using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Sqlite;

internal sealed class SqliteDdlCompiler(SqliteDialect dialect) : DdlCompiler(dialect)
{
    /// <summary>The moment of the insert, as <see cref="SqliteCodecs"/> writes moments.</summary>
    internal const string Now = "(strftime('%Y-%m-%dT%H:%M:%f000', 'now'))";

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

    protected override string SpellAddedColumn(AddColumn add) => add.Column switch
    {
        { IsIdentity: true } => throw new NotSupportedException(
            $"SQLite cannot number the rows of a table that is there: {add.Table}.{add.Column.Name} would be its key."),
        { Default: DefaultValue.CurrentTimestamp } => throw new NotSupportedException(
            $"SQLite adds {add.Table}.{add.Column.Name} to a table with rows only with a constant default, not the moment of the insert."),
        _ => base.SpellAddedColumn(add),
    };

    protected override string SpellNow() => Now;

    protected override string SpellTruth(bool value) => value ? "1" : "0";
}
