using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Drops an index.</summary>
/// <param name="Table">The name of the table it belongs to.</param>
/// <param name="Name">The index's name.</param>
public sealed record DropIndex(string Table, string Name) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before)
    {
        var table = before.Tables.TableOf(Table);
        return new Ddl.DropIndex(table.IndexOf(Name)) { Definition = table };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new CreateIndex(before.Tables.TableOf(Table).IndexOf(Name))];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        var dropped = table.IndexOf(Name);
        return before.Change(Table, _ => table with { Indexes = table.Indexes.Where(index => index != dropped).ToValueList() });
    }

    internal override void Describe(CanonicalText text) => text.Word("drop index").Name(Table).Name(Name).EndLine();
}
