using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Drops a table whose rows are in another one by now, by a <see cref="MoveRows"/> of the same revision: nothing is lost with it.</summary>
/// <param name="Name">The table's name.</param>
public sealed record DropMovedTable(string Name) : SchemaOperation
{
    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before) => before with
    {
        Tables = before.Tables.Remove(before.Tables.TableOf(Name).Name),
        Raw = before.Raw.Add(new RawChange.TableDropped(Name)),
    };

    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.DropTable(Name);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new CreateTable(before.Tables.TableOf(Name))];

    internal override void Describe(CanonicalText text) => text.Word("drop moved table").Name(Name).EndLine();
}
