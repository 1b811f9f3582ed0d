using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;

namespace Kelpie.Database.Migrations;

/// <summary>How program, migrations and database agree.</summary>
/// <param name="Status">How the database and the program stand to each other.</param>
/// <param name="Pending">The program's tables against what its migrations lead to: what nobody has written a revision for.</param>
/// <param name="Changed">Applied revisions that say something else now than they did when they were applied.</param>
/// <param name="Drift">What the database has against what its revisions have made; null where it has none of them.</param>
public sealed record SchemaCheck(
    SchemaStatus Status, SchemaComparison Pending, IReadOnlyList<ChangedRevision> Changed, DriftReport? Drift)
{
    /// <summary>Whether the database is at the revision this program needs.</summary>
    public bool IsCurrent => Status is SchemaStatus.Current;

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsFine => IsCurrent && Pending.IsEmpty && Changed.Count == 0 && Drift is not { HasDrift: true };

    /// <summary>What is wrong, one finding a line; nothing where all is well.</summary>
    public IReadOnlyList<string> Describe() =>
    [
        .. IsCurrent ? [] : new[] { KelpieRevisions.Version.Describe(Status) },
        .. Pending.Describe("the migrations", "the program").Select(line => $"no revision for: {line}"),
        .. Changed.Select(change => change.Describe()),
        .. Drift?.Describe("the migrations", "the database") ?? [],
    ];
}
