using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Sqlite;

internal sealed partial class SqliteDdlCompiler(SqliteDialect dialect) : DdlCompiler(dialect)
{
    /// <summary>The moment of the insert, as <see cref="SqliteCodecs"/> writes moments.</summary>
    internal const string Now = "(strftime('%Y-%m-%dT%H:%M:%f000', 'now'))";

    public override IReadOnlyList<string> Compile(DdlStatement statement) => statement switch
    {
        RebuildTable rebuild => SpellRebuild(rebuild),
        // What differs is a comment, for which there is no place.
        AlterColumn alter when !NeedsRebuild(alter) => [],
        _ => base.Compile(statement),
    };

    /// <summary>
    /// <c>ALTER TABLE</c> adds columns of which the rows that are there all get one constant, and changes no constraint,
    /// <see href="https://www.sqlite.org/lang_altertable.html"/>.
    /// </summary>
    public override bool NeedsRebuild(DdlStatement statement) => statement switch
    {
        AlterColumn alter => alter.Conversion is not null || SpellColumn(alter.Before, isWholeKey: false) != SpellColumn(alter.After, isWholeKey: false),
        AddColumn { Column: var column } =>
            column is { IsIdentity: true } or { IsNullable: false, Default: null } or { Default: DefaultValue.CurrentTimestamp or DefaultValue.Expression },
        AddPrimaryKey or DropPrimaryKey or AddForeignKey or DropForeignKey or AddUnique or DropUnique or AddCheck or DropCheck => true,
        _ => false,
    };

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

    protected override string? SpellOwnConversion(ColumnDefinition before, ColumnDefinition after)
    {
        var value = Quote(before.Name);
        return (before.Type, after.Type) switch
        {
            (IntegerType or BigIntType or DoubleType or DecimalType, BooleanType) => $"{value} <> 0",
            (DateType, TimestampType) => $"{value} || 'T00:00:00.000000'",
            (TimestampType, DateType) => $"substr({value}, 1, 10)",
            _ => null,
        };
    }

    protected override string SpellNow() => Now;

    protected override string SpellTruth(bool value) => value ? "1" : "0";
}
