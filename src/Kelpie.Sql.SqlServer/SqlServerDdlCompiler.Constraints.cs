using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.SqlServer;

/// <content>Constraints, some of which are indexes here, and some of which the server named.</content>
internal sealed partial class SqlServerDdlCompiler
{
    protected override string SpellDropKey(DropPrimaryKey drop) => drop.Key.Name is { } name
        ? SpellDropConstraint(drop.Table, name)
        : SpellDropHeld(drop.Table, $"SELECT name FROM sys.key_constraints WHERE parent_object_id = OBJECT_ID({Text(Quote(drop.Table))}) AND type = N'PK'");

    private List<string> SpellAddForeignKey(AddForeignKey add)
    {
        SqlServerLimits.CheckSelf(add.Table, [add.Key]);
        return [SpellAdd(add.Table, SpellForeignKey(add.Key))];
    }

    private List<string> SpellAddUnique(AddUnique add)
    {
        SqlServerLimits.Check(add.Table, add.Unique);
        return IsFiltered(add.Table, add.Unique) ? SpellUniqueOf(add.Table, add.Unique) : [SpellAdd(add.Table.Name, SpellUnique(add.Unique))];
    }

    private string SpellDropUnique(TableDefinition table, UniqueConstraint unique) => IsFiltered(table, unique)
        ? SpellDropIndex(new IndexDefinition(unique.Name, table.Name, []))
        : SpellDropConstraint(table.Name, unique.Name);

    private static bool IsFiltered(TableDefinition table, UniqueConstraint unique) => unique.Columns.Any(column => table.Column(column).IsNullable);

    private List<string> SpellUniqueOf(TableDefinition table, UniqueConstraint unique)
    {
        var index = new IndexDefinition(unique.Name, table.Name, [.. unique.Columns.Select(column => new IndexColumn(column))]) { IsUnique = true };
        return [SpellIndexOf(table, index), SpellProperty(UniqueMark, "1", table.Name, "INDEX", unique.Name)];
    }

    private string SpellIndexOf(TableDefinition table, IndexDefinition index) => SpellIndex(index.IsUnique ? Filtered(index, NullableOf(table, index)) : index);

    private static IEnumerable<string> NullableOf(TableDefinition table, IndexDefinition index) => index.Columns
        .Where(column => !column.IsExpression && table.Column(column.Name).IsNullable).Select(column => column.Name);

    private IndexDefinition Filtered(IndexDefinition index, IEnumerable<string> columns)
    {
        string[] conditions = [.. index.Where is { } where ? [where] : Array.Empty<string>(), .. columns.Select(column => $"{Quote(column)} IS NOT NULL")];
        return conditions.Length == 0 ? index : index with { Where = string.Join(" AND ", conditions) };
    }

    private string DefaultsOf(string table, string column) =>
        $"SELECT name FROM sys.default_constraints WHERE parent_object_id = OBJECT_ID({Text(Quote(table))}) AND COL_NAME(parent_object_id, parent_column_id) = {Text(Named(column))}";

    // One that was added behind a table's creation need not be the column's alone to the server.
    private string ChecksOf(string table, string column) => $"""
        SELECT name FROM sys.check_constraints WHERE parent_object_id = OBJECT_ID({Text(Quote(table))}) AND (COL_NAME(parent_object_id, parent_column_id) = {Text(Named(column))}
            OR (parent_column_id = 0 AND is_system_named = 1 AND definition LIKE N'%isjson(%' AND CHARINDEX(QUOTENAME({Text(Named(column))}), definition) > 0))
        """;

    // By the names that the server gave. As a text, so that a script can say it twice.
    private string SpellDropHeld(string table, string held, string? behind = null) => Run($"""
        DECLARE @drop NVARCHAR(MAX) = N'';
        SELECT @drop += N'ALTER TABLE ' + {Text(Quote(table))} + N' DROP CONSTRAINT ' + QUOTENAME(held.name) + N';'
        FROM ({held}) AS held;
        EXEC sys.sp_executesql @drop;{(behind is null ? "" : "\n" + behind)}
        """);
}
