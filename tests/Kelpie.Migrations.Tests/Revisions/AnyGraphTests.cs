using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Revisions;

/// <summary>What must hold of every way, over graphs made at random; the seed is the test's, so a failure comes again.</summary>
public sealed class AnyGraphTests
{
    private const int Size = 14;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_way_leaves_no_applied_revision_without_what_comes_before_it(int seed)
    {
        var random = new Random(seed);
        var graph = Any(random);
        var applied = RevisionGraph.Ids(graph.AncestryOf([.. graph.Migrations.Where(_ => random.Next(6) == 0).Select(migration => migration.Revision)]));
        var target = graph.Migrations[random.Next(Size)];

        var up = graph.Upgrades(applied, target.Revision);
        var after = Walk(applied, up);
        Assert.Contains(target.Revision, after);
        Assert.Empty(graph.Again(up, after).Migrations);

        var down = graph.Downgrades(after, target.Revision);
        var left = Walk(after, down);
        Assert.Contains(target.Revision, left);
        Assert.DoesNotContain(graph.Children(target.Revision), child => left.Contains(child.Revision));
        Assert.Equal(graph.Tips(left).Select(migration => migration.Revision), down.Goal);
        Assert.All(down.ComeAlong, migration => Assert.Contains(migration, down.Migrations));
        Assert.Empty(graph.Again(down, left).Migrations);
        Assert.Empty(Walk(left, graph.Downgrades(left, "base")));

        // One after the other, as it is run: at no time is there a gap.
        HashSet<string> Walk(HashSet<string> from, RevisionPath path)
        {
            var now = from.ToHashSet();
            foreach (var migration in path.Migrations)
            {
                Assert.True(path.Direction == MigrationDirection.Upgrade ? now.Add(migration.Revision) : now.Remove(migration.Revision));
                Assert.All(graph.Migrations.Where(other => now.Contains(other.Revision)), other => Assert.All(other.Parents.Concat(other.DependsOn), before => Assert.Contains(before, now)));
            }

            return now;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_is_the_same_each_time_and_holds_whatever_the_order_given(int seed)
    {
        var random = new Random(seed);
        var graph = Any(random);
        var shuffled = graph.Migrations.ToArray();
        random.Shuffle(shuffled);

        Assert.Equal(new RevisionGraph(shuffled).Migrations, new RevisionGraph(shuffled).Migrations);
        var seen = new HashSet<string>();
        foreach (var migration in new RevisionGraph(shuffled).Migrations)
        {
            Assert.All(migration.Parents.Concat(migration.DependsOn), before => Assert.Contains(before, seen));
            seen.Add(migration.Revision);
        }
    }

    private static RevisionGraph Any(Random random)
    {
        var migrations = new List<Rev>();
        for (var i = 0; i < Size; i++)
        {
            var earlier = Enumerable.Range(0, i).Select(Name).ToArray();
            random.Shuffle(earlier);
            var parents = earlier.Take(random.Next(8) switch { 0 => 0, 1 => 2, _ => 1 }).ToArray();
            migrations.Add(new Rev(Name(i), parents, needs: [.. earlier.Skip(parents.Length).Take(random.Next(5) == 0 ? 1 : 0)]));
        }

        return new RevisionGraph(migrations);
    }

    private static string Name(int i) => $"a{i:x}f";
}
