using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Operations;

/// <summary>Lets a table go out of the schema, and leaves it in the database as it is: it is somebody else's from now on.</summary>
/// <param name="Name">The table's name.</param>
public sealed record ReleaseTable(string Name) : Operation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before) => before with { Tables = before.Tables.Remove(before.Tables.TableOf(Name).Name) };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before) => [];

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new AdoptTable(before.Tables.TableOf(Name))];

    internal override void Describe(CanonicalText text) => text.Word("release table").Name(Name).EndLine();
}
