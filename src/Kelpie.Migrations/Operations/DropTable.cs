using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Drops a table, what is in it, and its triggers.</summary>
/// <param name="Name">The table's name.</param>
public sealed record DropTable(string Name) : SchemaOperation
{
    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before) => before with
    {
        Tables = before.Tables.Remove(before.Tables.TableOf(Name).Name),
        Triggers = before.Triggers.RemoveRange(TriggersOf(before).Select(trigger => trigger.Name)),
        Raw = before.Raw.Add(new RawChange.TableDropped(Name)),
    };

    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.DropTable(Name);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) =>
        [new CreateTable(before.Tables.TableOf(Name)), .. TriggersOf(before)];

    internal override void Describe(CanonicalText text) => text.Word("drop table").Name(Name).EndLine();

    private IEnumerable<CreateTrigger> TriggersOf(SchemaState state) => state.Triggers.Values.Where(trigger => trigger.Table == Name);
}
