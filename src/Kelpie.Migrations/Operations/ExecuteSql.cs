using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>
/// Runs SQL as you write it: for what the operations have no words for, such as full-text tables, and for changes of rows. The
/// replayed schema knows nothing of it.
/// </summary>
/// <param name="Scripts">The text for each kind of database; an empty one says that nothing is to be done there.</param>
public sealed record ExecuteSql(ValueList<SqlScript> Scripts) : Operation
{
    /// <summary>What undoes it, or null where it does not say; empty texts where nothing needs to be done.</summary>
    public ValueList<SqlScript>? Undo { get; init; }

    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before) => before with { Raw = before.Raw.Add(new RawChange.Run(Scripts)) };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before) => SqlScript.Split(Scripts.Required(dialect, "raw SQL"));

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => Undo is { } undo
        ? [new ExecuteSql(undo) { Undo = Scripts }]
        : throw new InvalidOperationException("Raw SQL does not say what undoes it: give it an undo text, an empty one where nothing needs to be done, or write the downgrade.");

    // Of the texts only the one that was run: a text for one more kind of database does not rewrite history on the others.
    internal override void Describe(CanonicalText text) =>
        text.Word("execute").Name(Scripts.For(text.Dialect)?.Sql.Trim() ?? "").EndLine();
}
