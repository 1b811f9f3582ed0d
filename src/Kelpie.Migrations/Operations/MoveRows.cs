using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>Puts all rows of a table into another one, which a <see cref="DropMovedTable"/> of the same revision follows.</summary>
/// <param name="From">The table that has them.</param>
/// <param name="To">The table that gets them.</param>
/// <param name="Scripts">How, for each kind of database: an <c>INSERT INTO ... SELECT</c>, and what else it takes.</param>
/// <param name="Back">How they are put back, in the same way.</param>
public sealed record MoveRows(string From, string To, ValueList<SqlScript> Scripts, ValueList<SqlScript> Back) : Operation
{
    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before)
    {
        before.Tables.TableOf(From);
        before.Tables.TableOf(To);
        return before;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before) => SqlScript.Split(Scripts.Required(dialect, $"move of the rows of {From}"));

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new MoveRows(To, From, Back, Scripts)];

    internal override void Describe(CanonicalText text) =>
        text.Word("move rows").Name(From).Name(To).Name(Scripts.For(text.Dialect)?.Sql.Trim() ?? "").EndLine();
}
