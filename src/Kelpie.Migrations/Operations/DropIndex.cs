using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Drops an index.</summary>
/// <param name="Table">The name of the table it belongs to.</param>
/// <param name="Name">The index's name.</param>
public sealed record DropIndex(string Table, string Name) : Operation
{
    /// <inheritdoc/>
    public override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        var dropped = table.IndexOf(Name);
        return before.Change(Table, _ => table with { Indexes = table.Indexes.Where(index => index != dropped).ToValueList() });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, MetaData before) =>
        dialect.Ddl.Compile(new Ddl.DropIndex(before.TableOf(Table).IndexOf(Name)));

    internal override void Describe(CanonicalText text) => text.Word("drop index").Name(Table).Name(Name).EndLine();
}
