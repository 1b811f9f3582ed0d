using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Running;

/// <summary>Everything there is to say of one revision, without a database.</summary>
public sealed record RevisionDetails
{
    private RevisionDetails(Migration migration) => Migration = migration;

    /// <summary>The migration: its id, message, day, parents and what it depends on.</summary>
    public Migration Migration { get; }

    /// <summary>The revisions it follows.</summary>
    public required IReadOnlyList<Migration> Parents { get; init; }

    /// <summary>The revisions that follow it.</summary>
    public required IReadOnlyList<Migration> Children { get; init; }

    /// <summary>The revisions of other lines that depend on it.</summary>
    public required IReadOnlyList<Migration> Dependents { get; init; }

    /// <summary>The names of the lines it belongs to.</summary>
    public required IReadOnlyCollection<string> Labels { get; init; }

    /// <summary>What it does on the way up, in words: an operation a line, what belongs to it indented below.</summary>
    public required IReadOnlyList<string> Operations { get; init; }

    /// <summary>The statements of its upgrade.</summary>
    public required IReadOnlyList<string> UpgradeStatements { get; init; }

    /// <summary>The statements of its downgrade; none where it has none, as <see cref="DowngradeRefusal"/> says.</summary>
    public required IReadOnlyList<string> DowngradeStatements { get; init; }

    /// <summary>Why there is no way down from it; null where there is one.</summary>
    public string? DowngradeRefusal { get; init; }

    /// <summary>All of one revision.</summary>
    /// <param name="graph">The migrations.</param>
    /// <param name="revision">The revision, as <see cref="RevisionGraph.Resolve"/> takes it.</param>
    /// <param name="dialect">The kind of database that the statements are for.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema it meets, or the database has no way to do it.</exception>
    public static RevisionDetails Of(RevisionGraph graph, string revision, Dialect dialect)
    {
        var migration = graph.Resolve(revision) is { } id ? graph.Find(id)!
            : throw new RevisionException($"{revision} is below all revisions, and there is nothing to show; to see all, run: history");
        var ancestry = graph.Ancestry(migration.Revision);
        var before = new SchemaHistory(graph).Of(RevisionGraph.Ids(ancestry.Where(other => other != migration))).Now;
        var (operations, after) = SchemaHistory.Advance(before, migration, MigrationDirection.Upgrade);
        var (down, refusal) = Down(migration, before, after, dialect);
        return new RevisionDetails(migration)
        {
            Parents = [.. migration.Parents.Select(parent => graph.Find(parent)!)],
            Children = graph.Children(migration.Revision),
            Dependents = graph.Dependents(migration.Revision),
            Labels = graph.LabelsOf(migration.Revision),
            Operations = CanonicalWords.Of(operations, dialect.Name),
            UpgradeStatements = Compile(migration, MigrationDirection.Upgrade, operations, before, dialect),
            DowngradeStatements = down,
            DowngradeRefusal = refusal,
        };
    }

    // A revision that cannot be undone can be shown all the same.
    private static (IReadOnlyList<string> Statements, string? Refusal) Down(
        Migration migration, SchemaState before, SchemaState after, Dialect dialect)
    {
        try
        {
            var (operations, _) = SchemaHistory.Advance(after, migration, MigrationDirection.Downgrade, before);
            return (Compile(migration, MigrationDirection.Downgrade, operations, after, dialect), null);
        }
        catch (MigrationException exception)
        {
            return ([], exception.Message);
        }
    }

    private static IReadOnlyList<string> Compile(
        Migration migration, MigrationDirection direction, IReadOnlyList<Operation> operations, SchemaState before, Dialect dialect)
    {
        try
        {
            return [.. new StepCompiler(dialect, Handmade.None).Compile(operations, before).SelectMany(change => change.Statements)];
        }
        catch (UnfitOperationException exception)
        {
            throw MigrationException.Unfit(migration, direction, exception.Operation, exception.InnerException!);
        }
    }
}
