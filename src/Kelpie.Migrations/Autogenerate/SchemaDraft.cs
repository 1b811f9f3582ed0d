using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>How a revision is drafted.</summary>
public sealed record DraftOptions
{
    /// <summary>The revision it follows; <c>heads</c> for all there are.</summary>
    public string From { get; init; } = "heads";

    /// <summary>What has another name: <c>table:new</c> or <c>table.column:new</c>. What is not said here is dropped and added.</summary>
    public IReadOnlyList<string> Renames { get; init; } = [];

    /// <summary>Tables whose names begin with this are left alone; null for none.</summary>
    public string? ExcludedPrefix { get; init; }
}

/// <summary>
/// A revision drafted from what is different between the migrations and the models. It needs no database. What it says of rows
/// is for a person to read, and to complete, before it is run anywhere.
/// </summary>
public sealed class SchemaDraft
{
    private SchemaDraft(SchemaComparison differences, IReadOnlyList<DraftedOperation> operations) =>
        (Differences, Operations) = (differences, operations);

    /// <summary>What is different: before is what the migrations lead to, after are the models.</summary>
    public SchemaComparison Differences { get; }

    /// <summary>What leads from the migrations to the models, in order.</summary>
    public IReadOnlyList<DraftedOperation> Operations { get; }

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Operations.Count == 0;

    /// <summary>What a person should know before it is run: what is lost, what may fail, what could have been a new name.</summary>
    public IReadOnlyList<string> Warnings => [.. Operations.Where(operation => operation.Note is not null).Select(operation => operation.Note!)];

    /// <summary>The statements of the migration's <c>Upgrade</c>; its <c>Downgrade</c> can be left out, for each of them has an inverse.</summary>
    /// <param name="indent">How far the statements stand from the margin, in blanks.</param>
    /// <exception cref="NotSupportedException">A type of the program's own has no C# that this knows of.</exception>
    public RevisionCode ToCode(int indent = 0) => CodeWriter.Write(Operations, indent);

    /// <summary>Drafts what leads from a program's migrations to its models.</summary>
    /// <param name="models">The tables that the program declares.</param>
    /// <param name="graph">Its migrations.</param>
    /// <param name="options">What the draft follows, new names, what to leave alone.</param>
    /// <exception cref="ArgumentException">A rename does not fit.</exception>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema that those before it lead to.</exception>
    public static SchemaDraft Of(MetaData models, RevisionGraph graph, DraftOptions? options = null)
    {
        options ??= new DraftOptions();
        return Between(ReplayedState(graph, options.From).Tables, models, options.Renames, options.ExcludedPrefix);
    }

    /// <summary>Drafts what leads from one schema to another.</summary>
    /// <param name="before">The schema before.</param>
    /// <param name="after">The schema after.</param>
    /// <param name="renames">What has another name: <c>table:new</c> or <c>table.column:new</c>.</param>
    /// <param name="excludedPrefix">Tables whose names begin with this are left alone; null for none.</param>
    /// <exception cref="ArgumentException">A rename does not fit.</exception>
    public static SchemaDraft Between(MetaData before, MetaData after, IReadOnlyList<string>? renames = null, string? excludedPrefix = null)
    {
        (before, after) = (before.Without(excludedPrefix), after.Without(excludedPrefix));
        var renamed = Renames.Parse(renames ?? [], before, after);
        var start = renamed.Aggregate(SchemaState.Of(before), (state, operation) => operation.Apply(state)).Tables;
        var operations = OperationPlan.Between(start, after);
        return new SchemaDraft(SchemaComparison.Of(before, after), [.. renamed.Select(operation => new DraftedOperation(operation)), .. operations]);
    }

    /// <summary>What is to be done, in words: each difference, then each warning; or that there is nothing.</summary>
    public override string ToString() => IsEmpty
        ? "The models and the migrations say the same; there is no revision to write."
        : string.Join('\n', [.. Differences.Describe("the migrations", "the models"), .. Warnings]);

    /// <summary>The schema at a revision, or with all revisions for <c>heads</c>.</summary>
    internal static SchemaState ReplayedState(RevisionGraph graph, string revision)
    {
        var history = new SchemaHistory(graph);
        return revision == "heads" ? history.Of(graph.Migrations.Select(migration => migration.Revision).ToHashSet()).Now : history.StateAt(revision);
    }
}
