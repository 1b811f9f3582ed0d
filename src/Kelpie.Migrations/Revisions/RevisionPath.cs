namespace Kelpie.Migrations.Revisions;

/// <summary>A way through the graph for a database.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="Migrations">The migrations to run, in the order they are run; none where the database is there already.</param>
/// <param name="Goal">Where it ends: the ids that are asked for on the way up, those the database is at on the way down; none for base.</param>
public sealed record RevisionPath(MigrationDirection Direction, IReadOnlyList<Migration> Migrations, IReadOnlyList<string> Goal)
{
    /// <summary>On the way down: revisions of other lines that go, too, because they depend on one that goes. They are among the migrations.</summary>
    public IReadOnlyList<Migration> ComeAlong { get; init; } = [];

    /// <summary>Where it ends, as it is shown: ids with commas between them, or <c>base</c>.</summary>
    public string GoalText => Goal.Count == 0 ? "base" : string.Join(", ", Goal);
}
