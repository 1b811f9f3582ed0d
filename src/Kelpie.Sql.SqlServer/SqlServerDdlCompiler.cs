using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.SqlServer;

/// <summary>Schema changes in T-SQL.</summary>
internal sealed partial class SqlServerDdlCompiler(SqlServerDialect dialect) : DdlCompiler(dialect)
{
    /// <summary>Marks an index that stands for a unique constraint, so that an inspector calls it one.</summary>
    internal const string UniqueMark = "kelpie_unique_constraint";

    public override IReadOnlyList<string> Compile(DdlStatement statement) => statement switch
    {
        CreateTable create => SpellCreate(create.Table),
        RenameTable rename => [$"EXEC sp_rename {Text(Quote(rename.Name))}, {Text(Named(rename.NewName))}, N'OBJECT'"],
        RenameColumn rename =>
            [$"EXEC sp_rename {Text($"{Quote(rename.Table)}.{Quote(rename.Name)}")}, {Text(Named(rename.NewName))}, N'COLUMN'"],
        AddColumn add =>
            [$"ALTER TABLE {Quote(add.Table)} ADD {SpellAddedColumn(add)}", .. SpellComment(add.Table, add.Column)],
        DropColumn drop => [SpellDropColumn(drop)],
        // What may be NULL is not known of an index that comes alone; what is never NULL passes the condition anyway.
        CreateIndex { Index: { IsUnique: true } index } => [SpellIndex(Filtered(index, index.Columns.Select(column => column.Name)))],
        AlterColumn alter => SpellAlter(alter),
        AddUnique add => SpellAddUnique(add),
        DropUnique drop => [SpellDropUnique(drop.Table, drop.Unique)],
        AddForeignKey add => SpellAddForeignKey(add),
        // Refused behind another statement, as it may stand in a script.
        CreateView => [.. base.Compile(statement).Select(Run)],
        _ => base.Compile(statement),
    };

    protected override string SpellColumn(ColumnDefinition column, bool isWholeKey) => Spell(column, behindDefault: "");

    // WITH VALUES gives the default to the rows that are there, as other databases do.
    protected override string SpellAddedColumn(AddColumn add) => add.Column switch
    {
        { IsIdentity: true } => Spell(add.Column, behindDefault: ""),
        { IsNullable: true, Default: not null } => Spell(add.Column, behindDefault: " WITH VALUES"),
        _ => base.SpellAddedColumn(add),
    };

    protected override string SpellNow() => "SYSUTCDATETIME()";

    protected override string SpellTruth(bool value) => value ? "1" : "0";

    protected override string SpellDropIndex(IndexDefinition index) => $"{base.SpellDropIndex(index)} ON {Quote(index.Table)}";

    protected override string SpellIndex(IndexDefinition index) => index.Columns.FirstOrDefault(column => column.IsExpression) is { } expression
        ? throw new NotSupportedException(
            $"mssql has no indexes over expressions such as {expression.Name}, of {index.Name}; add a computed column by Text, and index that.")
        : base.SpellIndex(index);

    private string Spell(ColumnDefinition column, string behindDefault)
    {
        var (name, type) = (Quote(column.Name), dialect.SpellType(column.Type));
        if (column.IsIdentity)
        {
            return $"{name} {type} IDENTITY(1,1) NOT NULL";
        }

        var check = column.Type is JsonType ? $" CHECK ({SpellIsJson(column)})" : "";
        return $"{name} {type} {(column.IsNullable ? "NULL" : "NOT NULL")}{SpellDefault(column)}{behindDefault}{check}";
    }

    private List<string> SpellCreate(TableDefinition table)
    {
        SqlServerLimits.Check(table);
        // A UNIQUE of this database takes one NULL; an index of the rows without any takes many, as the standard has it.
        var filtered = table.Uniques.Where(unique => IsFiltered(table, unique)).ToList();
        List<string> statements =
        [
            SpellTable(table with { Uniques = [.. table.Uniques.Except(filtered)] }),
        ];
        statements.AddRange(filtered.SelectMany(unique => SpellUniqueOf(table, unique)));
        statements.AddRange(table.Indexes.Select(index => SpellIndexOf(table, index)));
        if (table.Comment is { } comment)
        {
            statements.Add(SpellProperty("MS_Description", comment, table.Name));
        }

        statements.AddRange(table.Columns.SelectMany(column => SpellComment(table.Name, column)));
        return statements;
    }

    private string SpellDropColumn(DropColumn drop) => SpellDropHeld(
        drop.Table, $"{DefaultsOf(drop.Table, drop.Name)} UNION ALL {ChecksOf(drop.Table, drop.Name)}", $"ALTER TABLE {Quote(drop.Table)} DROP COLUMN {Quote(drop.Name)};");

    private IEnumerable<string> SpellComment(string table, ColumnDefinition column) => column.Comment is { } comment
        ? [SpellProperty("MS_Description", comment, table, "COLUMN", column.Name)]
        : [];

    private string SpellProperty(string name, string value, string table, string? kind = null, string? part = null) =>
        $"EXEC sys.sp_addextendedproperty {Text(name)}, {Text(value)}, {SpellPlace(table, kind, part)}";

    private string SpellPlace(string table, string? kind, string? part) =>
        $"N'SCHEMA', N'dbo', N'TABLE', {Text(Named(table))}" + (kind is null ? "" : $", N'{kind}', {Text(Named(part!))}");

    // Within a procedure's arguments a name stands unquoted, so nobody else would say that it is too long.
    private string Named(string name)
    {
        _ = Quote(name);
        return name;
    }

    // As a text: what it speaks of need not be there when the batch it stands in is compiled.
    private string Run(string sql) => $"EXEC sys.sp_executesql {Text(sql)}";

    protected override string SpellMissingTable(TableDefinition table) => $"IF OBJECT_ID({Text(Quote(table.Name))}) IS NULL {SpellTable(table)}";

    private string Text(string value) => dialect.QuoteText(value);
}
