using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Gives a column another name. Keys, constraints, indexes, views and triggers follow, those of other tables included.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Name">The column's name.</param>
/// <param name="NewName">Its name from then on.</param>
public sealed record RenameColumn(string Table, string Name, string NewName) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before) => base.Apply(before) with
    {
        Views = before.Views.Rewritten(Table, Name, NewName),
        Triggers = before.Triggers.Rewritten(Table, Name, NewName),
        Raw = before.Raw.Add(new RawChange.ColumnRenamed(Table, Name, NewName)),
    };

    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.RenameColumn(Table, Name, NewName);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new RenameColumn(Table, NewName, Name)];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        table.ColumnOf(Name);
        table.RequireNoColumn(NewName);
        return before.Tables.Aggregate(MetaData.Empty, (after, other) => after.Add(Referring(other.Name == Table ? Renamed(other) : other)));
    }

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
        Columns = index.Columns.Select(Renamed).ToValueList(),
        Where = index.Where is { } where ? SqlNames.Rename(where, Name, NewName) : null,
    };

    private IndexColumn Renamed(IndexColumn column) =>
        column.IsExpression ? column with { Name = SqlNames.Rename(column.Name, Name, NewName) }
        : column.Name == Name ? column with { Name = NewName }
        : column;

    private TableDefinition Referring(TableDefinition table) => table with
    {
        ForeignKeys = table.ForeignKeys
            .Select(key => key.ReferencedTable == Table ? key with { ReferencedColumns = Renamed(key.ReferencedColumns) } : key).ToValueList(),
    };

    private ValueList<string> Renamed(ValueList<string> columns) => columns.Select(column => column == Name ? NewName : column).ToValueList();
}
