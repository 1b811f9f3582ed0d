using Kelpie.Migrations.Revisions;
using static Kelpie.Migrations.Tests.Revisions.Rev;

namespace Kelpie.Migrations.Tests.Revisions;

/// <summary>Several lines in one graph: a1-a2-a3 with b2 aside of a1, and c1-c2, of which c2 needs a2.</summary>
public sealed class LinesTests
{
    private static readonly RevisionGraph Graph = new(
        new Rev("a1", []), new Rev("c1", [], "cart"), new Rev("c2", ["c1"], needs: ["a2"]),
        new Rev("a2", ["a1"], "main"), new Rev("a3", ["a2"]), new Rev("b2", ["a1"], "side"));

    [Fact]
    public void A_revision_stands_behind_what_it_depends_on() =>
        Assert.Equal("a1 c1 a2 b2 c2 a3", Names(Graph.Migrations));

    [Fact]
    public void Bases_heads_and_lines_are_told_apart()
    {
        Assert.Equal("a1 c1", Names(Graph.Bases));
        Assert.Equal("b2 c2 a3", Names(Graph.Heads));
        Assert.Equal("c2", Names(Graph.Dependents(Id("a2"))));
        Assert.Equal(["cart", "main", "side"], Graph.Lines.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_label_spans_what_follows_and_what_comes_before_back_to_where_lines_part()
    {
        var graph = new RevisionGraph(
            new Rev("a1", []), new Rev("a2", ["a1"]), new Rev("a3", ["a2"], "main"), new Rev("a4", ["a3"]),
            new Rev("b2", ["a1"], "side"), new Rev("d1", ["a4", "b2"]), new Rev("d2", ["d1"]));

        Assert.Equal(
            "a1= a2=main b2=side a3=main a4=main d1= d2=",
            string.Join(' ', graph.Migrations.Select(migration => $"{migration.Revision.TrimEnd('0')}={string.Join('+', graph.LabelsOf(migration.Revision))}")));
    }

    [Fact]
    public void A_line_that_parts_and_merges_with_itself_keeps_its_label()
    {
        var graph = new RevisionGraph(
            new Rev("a1", [], "main"), new Rev("a2", ["a1"]), new Rev("a3", ["a1"]), new Rev("a4", ["a2", "a3"]));

        Assert.Equal(["main"], graph.LabelsOf(Id("a4")));
    }

    [Fact]
    public void The_way_up_brings_what_it_depends_on_first()
    {
        Assert.Equal("a1 c1 a2 c2", Names(Graph.Upgrades(Ids(), "cart@head").Migrations));
        Assert.Equal("a1 c1 a2 c2", Names(Graph.Ancestry(Id("c2"))));
        Assert.Equal("c1 c2", Names(Graph.PathUp(Ids("a1", "a2", "a3"), Id("c2"))));
        Assert.Equal("a1 c1 a2 b2 c2 a3", Names(Graph.Upgrades(Ids(), "heads").Migrations));
    }

    [Fact]
    public void The_way_down_takes_what_depends_on_it_along_and_says_so()
    {
        var path = Graph.Downgrades(Ids("a1", "a2", "a3", "c1", "c2"), Id("a1"));

        Assert.Equal("a3 c2 a2", Names(path.Migrations));
        Assert.Equal("c2", Names(path.ComeAlong));
        Assert.Equal("a1 c1", Names(path.Goal));
    }

    [Fact]
    public void The_way_down_leaves_lines_alone_that_have_nothing_to_do_with_it()
    {
        var all = Ids("a1", "a2", "a3", "b2", "c1", "c2");

        Assert.Equal("a3", Names(Graph.Downgrades(all, "a200").Migrations));
        Assert.Equal("a3 c2 b2 a2", Names(Graph.Downgrades(all, "a100").Migrations));
        Assert.Equal("b2", Names(Graph.Downgrades(all, "side@a100").Migrations));
        Assert.Equal("c2 c1", Names(Graph.Downgrades(all, "cart@base").Migrations));
        Assert.Equal("b2", Names(Graph.Downgrades(all, "side@base").Migrations));
        Assert.Equal("a3 c2 b2 a2 c1 a1", Names(Graph.Downgrades(all, "base").Migrations));
        Assert.Empty(Graph.Downgrades(all, "heads").Migrations);
    }

    [Fact]
    public void A_merge_taken_down_to_one_of_its_parents_leaves_the_other()
    {
        var graph = new RevisionGraph(new Rev("a1", []), new Rev("a2", ["a1"]), new Rev("b2", ["a1"]), new Rev("d3", ["a2", "b2"]));

        var path = graph.Downgrades(Ids("a1", "a2", "b2", "d3"), "a200");

        Assert.Equal("d3", Names(path.Migrations));
        Assert.Equal("a2 b2", Names(path.Goal));
    }

    [Fact]
    public void The_same_goal_is_reached_from_wherever_somebody_else_has_left_the_database()
    {
        var up = Graph.Upgrades(Ids("c1"), "cart@+1");
        Assert.Equal("c2", Names(up.Goal));
        Assert.Equal("c2", Names(Graph.Again(up, Ids("c1", "a1", "a2")).Migrations));

        var down = Graph.Downgrades(Ids("a1", "a2"), "-1");
        Assert.Equal("a3 a2", Names(Graph.Again(down, Ids("a1", "a2", "a3")).Migrations));
        Assert.Empty(Graph.Again(down, Ids("a1")).Migrations);
    }

    [Fact]
    public void A_circle_through_what_is_depended_on_is_an_error_that_names_it() => AssertError(
        "The revisions a2000000 -> b2000000 -> a2000000 follow or need each other in a circle: "
        + "one of them must name another parent or another revision it depends on, or none.",
        () => new RevisionGraph(
            new Rev("a1", []), new Rev("b1", []), new Rev("a2", ["a1"], needs: ["b2"]), new Rev("b2", ["b1"], needs: ["a2"])));

    [Fact]
    public void An_applied_revision_without_what_it_depends_on_is_an_error() => AssertError(
        "The database has revision c2000000 (step c2), but not a2000000 (step a2), which it depends on: history was rewritten. "
        + "Put new revisions behind the newest; if the database has the changes of a2000000 all the same, mark it with: stamp c2000000",
        () => Graph.Upgrades(Ids("c1", "c2"), "heads"));

    [Fact]
    public void A_dependency_that_is_not_among_the_migrations_is_another_programs() =>
        Assert.Equal("d1", Names(new RevisionGraph(new Rev("d1", [], needs: ["e1"])).Upgrades(Ids(), "head").Migrations));

    [Fact]
    public void Two_lines_of_one_name_are_an_error() => AssertError(
        "Two lines are named main, at a1000000 (step a1) and at b1000000 (step b1): give one of them another name.",
        () => new RevisionGraph(new Rev("a1", [], "main"), new Rev("b1", [], "main")));

    [Theory]
    [InlineData("")]
    [InlineData("head")]
    [InlineData("a@b")]
    [InlineData("a:b")]
    [InlineData("a+1")]
    [InlineData("1st")]
    public void The_name_of_a_line_cannot_be_taken_for_something_else(string name) => AssertError(
        $"Revision a1000000 (step a1) names its line \"{name}\": take letters, digits, '-', '_' and '.', a letter first, and none of head, heads, base, current.",
        () => new RevisionGraph(new Rev("a1", [], name)));

    [Fact]
    public void An_id_that_is_named_twice_is_an_error() => AssertError(
        "Revision a2000000 (step a2) names a1000000 twice, as a parent or as what it depends on: once is enough.",
        () => new RevisionGraph(new Rev("a1", []), new Rev("a2", ["a1"], needs: ["a1"])));

    [Fact]
    public void The_overview_names_where_lines_begin_part_merge_and_end()
    {
        var graph = new RevisionGraph(
            new Rev("a1", []), new Rev("a2", ["a1"], "main"), new Rev("b2", ["a1"]), new Rev("d3", ["a2", "b2"]), new Rev("c1", [], "cart"));

        var overview = BranchOverview.Of(graph);

        Assert.Equal("a1 c1", Names(overview.Bases));
        Assert.Equal("a1: a2 b2", string.Join(", ", overview.BranchPoints.Select(point => $"{Names([point.Point])}: {Names(point.Children)}")));
        Assert.Equal("d3: a2 b2", string.Join(", ", overview.MergePoints.Select(point => $"{Names([point.Point])}: {Names(point.Parents)}")));
        Assert.Equal("c1: cart, d3: ", string.Join(", ", overview.Heads.Select(head => $"{Names([head.Head])}: {string.Join(' ', head.Labels)}")));
        Assert.Equal("cart: c1, main: a2", string.Join(", ", overview.Lines.Select(line => $"{line.Label}: {Names([line.Begin])}")));
    }

    private static void AssertError(string message, Func<object?> act) =>
        Assert.Equal(message, Assert.Throws<RevisionException>(act).Message);
}
