using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Creates a table with its keys, constraints and indexes.</summary>
/// <param name="Table">The table.</param>
public sealed record CreateTable(TableDefinition Table) : SchemaOperation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before)
    {
        before.RequireNoRelation(Table.Name);
        foreach (var index in Table.Indexes)
        {
            before.Tables.RequireNoIndex(index.Name);
        }

        return before with { Tables = before.Tables.Add(Table) };
    }

    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.CreateTable(Table);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropTable(Table.Name)];

    internal override void Describe(CanonicalText text) => text.Word("create table").Name(Table.Name).EndLine().Table(Table);
}
