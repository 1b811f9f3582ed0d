using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Creates a table with its keys, constraints and indexes.</summary>
/// <param name="Table">The table.</param>
public sealed record CreateTable(TableDefinition Table) : Operation
{
    /// <inheritdoc/>
    public override MetaData Apply(MetaData before)
    {
        before.RequireNoTable(Table.Name);
        foreach (var index in Table.Indexes)
        {
            before.RequireNoIndex(index.Name);
        }

        return before.Add(Table);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, MetaData before) => dialect.Ddl.Compile(new Ddl.CreateTable(Table));

    internal override void Describe(CanonicalText text) => text.Word("create table").Name(Table.Name).EndLine().Table(Table);
}
