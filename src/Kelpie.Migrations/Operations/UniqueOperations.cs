using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Adds a unique constraint; the rows that are there must keep it.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Unique">The constraint.</param>
public sealed record AddUnique(string Table, UniqueConstraint Unique) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.AddUnique(before.Tables.TableOf(Table), Unique);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropUnique(Table, Unique.Name)];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        table.RequireNoConstraint(Unique.Name);
        foreach (var column in Unique.Columns)
        {
            table.ColumnOf(column);
        }

        return before.Change(Table, _ => table with { Uniques = [.. table.Uniques, Unique] });
    }

    internal override void Describe(CanonicalText text) => text.Word("add unique").Name(Table).Name(Unique.Name).Names(Unique.Columns).EndLine();
}

/// <summary>Drops a unique constraint.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Name">The constraint's name.</param>
public sealed record DropUnique(string Table, string Name) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before)
    {
        var table = before.Tables.TableOf(Table);
        return new Ddl.DropUnique(table, UniqueOf(table));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new AddUnique(Table, UniqueOf(before.Tables.TableOf(Table)))];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        var dropped = UniqueOf(table);
        before.RequireNotReferenced(table, dropped.Columns);
        return before.Change(Table, _ => table with { Uniques = table.Uniques.Where(unique => unique != dropped).ToValueList() });
    }

    internal override void Describe(CanonicalText text) => text.Word("drop unique").Name(Table).Name(Name).EndLine();

    private UniqueConstraint UniqueOf(TableDefinition table) =>
        table.Uniques.Named(Name, unique => unique.Name, table, "unique constraint");
}
