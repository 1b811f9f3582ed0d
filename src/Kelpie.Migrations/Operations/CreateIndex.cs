using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Creates an index on a table that is there.</summary>
/// <param name="Index">The index.</param>
public sealed record CreateIndex(IndexDefinition Index) : TableOperation(Index.Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.CreateIndex(Index);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropIndex(Table, Index.Name)];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        before.RequireNoIndex(Index.Name);
        foreach (var column in Index.Columns.Where(column => !column.IsExpression))
        {
            table.ColumnOf(column.Name);
        }

        return before.Change(Table, _ => table with { Indexes = [.. table.Indexes, Index] });
    }

    internal override void Describe(CanonicalText text) => text.Word("create index").EndLine().Index(Index);
}
