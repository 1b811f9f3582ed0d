using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Adds a reference to another table; the rows that are there must keep it.</summary>
/// <param name="Table">The referring table's name.</param>
/// <param name="Key">The reference.</param>
public sealed record AddForeignKey(string Table, ForeignKey Key) : TableOperation(Table)
{
    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.AddForeignKey(Table, Key);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropForeignKey(Table, Key.Name)];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        table.RequireNoConstraint(Key.Name);
        foreach (var column in Key.Columns)
        {
            table.ColumnOf(column);
        }

        // A table made by raw SQL is not known here, and may be referred to.
        if (before.Find(Key.ReferencedTable) is { } referenced)
        {
            foreach (var column in Key.ReferencedColumns)
            {
                referenced.ColumnOf(column);
            }
        }

        return before.Change(Table, _ => table with { ForeignKeys = [.. table.ForeignKeys, Key] });
    }

    internal override void Describe(CanonicalText text) => text.Word("add foreign key").Name(Table).EndLine().ForeignKey(Key);
}

/// <summary>Drops a reference to another table. The columns stay.</summary>
/// <param name="Table">The referring table's name.</param>
/// <param name="Name">The constraint's name.</param>
public sealed record DropForeignKey(string Table, string Name) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.DropForeignKey(Table, Name);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new AddForeignKey(Table, KeyOf(before.Tables.TableOf(Table)))];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        var dropped = KeyOf(table);
        return before.Change(Table, _ => table with { ForeignKeys = table.ForeignKeys.Where(key => key != dropped).ToValueList() });
    }

    internal override void Describe(CanonicalText text) => text.Word("drop foreign key").Name(Table).Name(Name).EndLine();

    private ForeignKey KeyOf(TableDefinition table) =>
        table.ForeignKeys.Named(Name, key => key.Name, table, "foreign key");
}
