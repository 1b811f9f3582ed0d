using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>
/// Changes or moves the rows of a table, so many keys at a time: memory and the length of locks stay bounded, and progress can be
/// told. A script that is written for a shell does it in one statement.
/// </summary>
/// <param name="Table">The table whose rows are gone through.</param>
/// <param name="Key">An integer column of it with an index, such as its key.</param>
/// <param name="Scripts">
/// One statement for each kind of database. <c>{first}</c> and <c>{last}</c> in it stand for the keys of the batch, both included.
/// </param>
public sealed record ExecuteInBatches(string Table, string Key, ValueList<SqlScript> Scripts) : Operation
{
    internal const string First = "{first}";
    internal const string Last = "{last}";

    /// <summary>How many keys a batch spans.</summary>
    public int Size { get; init; } = 10_000;

    /// <summary>What undoes it, in batches of the same table, or null where it does not say; empty texts where nothing needs to be done.</summary>
    public ValueList<SqlScript>? Undo { get; init; }

    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before)
    {
        var column = before.Tables.TableOf(Table).ColumnOf(Key);
        return column.Type is IntegerType or BigIntType ? before
            : throw new InvalidOperationException($"{Table}.{Key} is no integer, so its rows cannot be gone through by it.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before) => TextFor(dialect) is { Length: > 0 } text
        ? [text.Replace(First, Bound(dialect, "MIN"), StringComparison.Ordinal).Replace(Last, Bound(dialect, "MAX"), StringComparison.Ordinal)]
        : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => Undo is { } undo
        ? [this with { Scripts = undo, Undo = Scripts }]
        : throw new InvalidOperationException($"The batches over {Table} do not say what undoes them: give an undo text, an empty one where nothing needs to be done, or write the downgrade.");

    /// <summary>The statement for a kind of database, with its placeholders; empty where nothing is to be done.</summary>
    internal string TextFor(Dialect dialect) => Scripts.Required(dialect, $"batches over {Table}").Trim().TrimEnd(';');

    internal override void Describe(CanonicalText text) =>
        text.Word("in batches").Name(Table).Name(Key).Name(Scripts.For(text.Dialect)?.Sql.Trim() ?? "").EndLine();

    // A statement of MySQL cannot read the table it changes, unless the reading is a derived table.
    private string Bound(Dialect dialect, string function) =>
        $"(SELECT bound FROM (SELECT {function}({dialect.Quote(Key)}) AS bound FROM {dialect.Quote(Table)}) AS bounds)";
}
