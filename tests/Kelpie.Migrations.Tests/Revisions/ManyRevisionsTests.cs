using System.Diagnostics;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Migrations.Tests.Revisions;

public sealed class ManyRevisionsTests
{
    private const int Count = 1000;

    // Measured on two busy cores: 20 to 90 ms, in a line and in a bush.
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void A_thousand_revisions_in_a_line_are_quick() => AssertQuick(
        [.. Enumerable.Range(0, Count).Select(i => new Rev(Name(i), i == 0 ? [] : [Name(i - 1)], i == 0 ? "main" : null))]);

    [Fact]
    public void A_thousand_revisions_in_a_bush_are_quick() => AssertQuick(
    [
        .. Enumerable.Range(0, Count).Select(i => new Rev(
            Name(i),
            i == 0 ? [] : [Name((i - 1) / 3)],
            i % 50 == 0 ? $"line{i}" : null,
            i > 10 && i % 7 == 0 && (i - 1) / 3 != i - 5 ? [Name(i - 5)] : null)),
    ]);

    private static string Name(int i) => i.ToString("x6", System.Globalization.CultureInfo.InvariantCulture) + "ff";

    private static void AssertQuick(IReadOnlyList<Migration> migrations)
    {
        // The best of several: others use the machine, too.
        Assert.InRange(Enumerable.Range(0, 4).Min(_ => Time(migrations)), TimeSpan.Zero, Most);
    }

    private static TimeSpan Time(IReadOnlyList<Migration> migrations)
    {
        var started = Stopwatch.GetTimestamp();
        Run(migrations);
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Run(IReadOnlyList<Migration> migrations)
    {
        var graph = new RevisionGraph(migrations);
        var up = graph.Upgrades(new HashSet<string>(), "heads");
        var all = migrations.Select(migration => migration.Revision).ToHashSet();
        var down = graph.Downgrades(all, "base");
        var history = new RevisionHistory(graph, SqliteDialect.Instance).Of(
            [.. migrations.Select(migration => new AppliedRevision(migration.Revision, migration.Parents, migration.Message, DateTime.UnixEpoch, null, ""))]);

        Assert.Equal(Count, up.Migrations.Count);
        Assert.Equal(Count, down.Migrations.Count);
        Assert.Equal(Count, history.Count);
        Assert.Equal(Count, graph.AncestryOf([.. graph.Heads.Select(head => head.Revision)]).Count);
    }
}
