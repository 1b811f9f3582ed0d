using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Drops a table and what is in it.</summary>
/// <param name="Name">The table's name.</param>
public sealed record DropTable(string Name) : Operation
{
    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override MetaData Apply(MetaData before) => before.Remove(before.TableOf(Name).Name);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, MetaData before) => dialect.Ddl.Compile(new Ddl.DropTable(Name));

    internal override void Describe(CanonicalText text) => text.Word("drop table").Name(Name).EndLine();
}
