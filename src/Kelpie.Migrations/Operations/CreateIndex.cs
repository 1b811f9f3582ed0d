using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Creates an index on a table that is there.</summary>
/// <param name="Index">The index.</param>
public sealed record CreateIndex(IndexDefinition Index) : Operation
{
    /// <inheritdoc/>
    public override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Index.Table);
        before.RequireNoIndex(Index.Name);
        foreach (var column in Index.Columns)
        {
            table.ColumnOf(column.Name);
        }

        return before.Change(Index.Table, _ => table with { Indexes = [.. table.Indexes, Index] });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, MetaData before) => dialect.Ddl.Compile(new Ddl.CreateIndex(Index));

    internal override void Describe(CanonicalText text) => text.Word("create index").EndLine().Index(Index);
}
