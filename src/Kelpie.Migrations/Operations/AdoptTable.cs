using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>
/// Takes a table into the schema that no revision has made: somebody may have it already, with rows; where nobody has, it is made,
/// and empty. One that is there must have these columns: an upgrade that finds others is refused before anything is run.
/// </summary>
/// <param name="Table">The table as it is expected. Of one that is there only the columns count, not its keys and indexes.</param>
public sealed record AdoptTable(TableDefinition Table) : SchemaOperation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before)
    {
        before.RequireNoRelation(Table.Name);
        return before with { Tables = before.Tables.Add(Table) };
    }

    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.CreateMissingTable(Table);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new ReleaseTable(Table.Name)];

    internal override void Describe(CanonicalText text) => text.Word("adopt table").Name(Table.Name).EndLine().Table(Table);
}
