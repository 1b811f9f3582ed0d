using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.SqlServer;

/// <summary>Schema changes in T-SQL.</summary>
internal sealed class SqlServerDdlCompiler(SqlServerDialect dialect) : DdlCompiler(dialect)
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

        // ISJSON alone takes objects and arrays only. What is JSON both in a list and as a member's value is one value of any kind.
        var check = column.Type is JsonType
            ? $" CHECK (ISJSON(N'[' + {name} + N']') = 1 AND ISJSON(N'{{\"a\":' + {name} + N'}}') = 1)"
            : "";
        return $"{name} {type} {(column.IsNullable ? "NULL" : "NOT NULL")}{SpellDefault(column)}{behindDefault}{check}";
    }

    private List<string> SpellCreate(TableDefinition table)
    {
        SqlServerLimits.Check(table);
        // A UNIQUE of this database takes one NULL; an index of the rows without any takes many, as the standard has it.
        var filtered = table.Uniques.Where(unique => unique.Columns.Any(column => table.Column(column).IsNullable)).ToList();
        List<string> statements =
        [
            SpellTable(table with { Uniques = [.. table.Uniques.Except(filtered)] }),
        ];
        foreach (var unique in filtered)
        {
            var index = new IndexDefinition(unique.Name, table.Name, [.. unique.Columns.Select(column => new IndexColumn(column))]) { IsUnique = true };
            statements.Add(SpellIndex(Filtered(index, NullableOf(table, index))));
            statements.Add(SpellProperty(UniqueMark, "1", table.Name, "INDEX", unique.Name));
        }

        statements.AddRange(table.Indexes.Select(index => SpellIndex(index.IsUnique ? Filtered(index, NullableOf(table, index)) : index)));
        if (table.Comment is { } comment)
        {
            statements.Add(SpellProperty("MS_Description", comment, table.Name));
        }

        statements.AddRange(table.Columns.SelectMany(column => SpellComment(table.Name, column)));
        return statements;
    }

    private static IEnumerable<string> NullableOf(TableDefinition table, IndexDefinition index) => index.Columns
        .Where(column => !column.IsExpression && table.Column(column.Name).IsNullable).Select(column => column.Name);

    private IndexDefinition Filtered(IndexDefinition index, IEnumerable<string> columns)
    {
        string[] conditions = [.. index.Where is { } where ? [where] : Array.Empty<string>(), .. columns.Select(column => $"{Quote(column)} IS NOT NULL")];
        return conditions.Length == 0 ? index : index with { Where = string.Join(" AND ", conditions) };
    }

    // A default and a check are objects of their own, and keep a column from going. As a text, so that a script can say it twice.
    private string SpellDropColumn(DropColumn drop)
    {
        var (table, column) = (Text(Quote(drop.Table)), Text(Named(drop.Name)));
        return $"EXEC sys.sp_executesql {Text($"""
            DECLARE @drop NVARCHAR(MAX) = N'';
            SELECT @drop += N'ALTER TABLE ' + {table} + N' DROP CONSTRAINT ' + QUOTENAME(held.name) + N';'
            FROM (
                SELECT name, parent_object_id, parent_column_id FROM sys.default_constraints
                UNION ALL SELECT name, parent_object_id, parent_column_id FROM sys.check_constraints) AS held
            WHERE held.parent_object_id = OBJECT_ID({table}) AND COL_NAME(held.parent_object_id, held.parent_column_id) = {column};
            EXEC sys.sp_executesql @drop;
            ALTER TABLE {Quote(drop.Table)} DROP COLUMN {Quote(drop.Name)};
            """)}";
    }

    private IEnumerable<string> SpellComment(string table, ColumnDefinition column) => column.Comment is { } comment
        ? [SpellProperty("MS_Description", comment, table, "COLUMN", column.Name)]
        : [];

    private string SpellProperty(string name, string value, string table, string? kind = null, string? part = null) =>
        $"EXEC sys.sp_addextendedproperty {Text(name)}, {Text(value)}, N'SCHEMA', N'dbo', N'TABLE', {Text(Named(table))}"
        + (kind is null ? "" : $", N'{kind}', {Text(Named(part!))}");

    // Within a procedure's arguments a name stands unquoted, so nobody else would say that it is too long.
    private string Named(string name)
    {
        _ = Quote(name);
        return name;
    }

    private string Text(string value) => dialect.QuoteText(value);
}
