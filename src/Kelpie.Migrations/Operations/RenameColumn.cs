using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Gives a column another name. Keys, constraints and indexes follow, those of other tables included.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Name">The column's name.</param>
/// <param name="NewName">Its name from then on.</param>
public sealed record RenameColumn(string Table, string Name, string NewName) : Operation
{
    /// <inheritdoc/>
    public override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        table.ColumnOf(Name);
        table.RequireNoColumn(NewName);
        return before.Tables.Aggregate(MetaData.Empty, (after, other) => after.Add(Referring(other.Name == Table ? Renamed(other) : other)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, MetaData before) =>
        dialect.Ddl.Compile(new Ddl.RenameColumn(Table, Name, NewName));

    internal override void Describe(CanonicalText text) => text.Word("rename column").Name(Table).Name(Name).Name(NewName).EndLine();

    private TableDefinition Renamed(TableDefinition table) => table with
    {
        Columns = table.Columns.Select(column => column.Name == Name ? column with { Name = NewName } : column).ToValueList(),
        PrimaryKey = table.PrimaryKey is { } key ? key with { Columns = Renamed(key.Columns) } : null,
        ForeignKeys = table.ForeignKeys.Select(foreign => foreign with { Columns = Renamed(foreign.Columns) }).ToValueList(),
        Uniques = table.Uniques.Select(unique => unique with { Columns = Renamed(unique.Columns) }).ToValueList(),
        Checks = table.Checks.Select(check => check with { Sql = SqlNames.Rename(check.Sql, Name, NewName) }).ToValueList(),
        Indexes = table.Indexes.Select(Renamed).ToValueList(),
    };

    private IndexDefinition Renamed(IndexDefinition index) => index with
    {
        Columns = index.Columns.Select(column => column.Name == Name ? column with { Name = NewName } : column).ToValueList(),
        Where = index.Where is { } where ? SqlNames.Rename(where, Name, NewName) : null,
    };

    private TableDefinition Referring(TableDefinition table) => table with
    {
        ForeignKeys = table.ForeignKeys
            .Select(key => key.ReferencedTable == Table ? key with { ReferencedColumns = Renamed(key.ReferencedColumns) } : key).ToValueList(),
    };

    private ValueList<string> Renamed(ValueList<string> columns) => columns.Select(column => column == Name ? NewName : column).ToValueList();
}
