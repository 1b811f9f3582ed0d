using Kelpie.Migrations.Revisions;
using static Kelpie.Migrations.Tests.Revisions.Rev;

namespace Kelpie.Migrations.Tests.Revisions;

/// <summary>a1-a2-a3 (main) with b2-b3 (side) aside of a1, and c1-c2 (cart).</summary>
public sealed class RevisionTargetTests
{
    private static readonly RevisionGraph Graph = new(
        new Rev("a1", []), new Rev("a2", ["a1"], "main"), new Rev("a3", ["a2"]),
        new Rev("b2", ["a1"], "side"), new Rev("b3", ["b2"]),
        new Rev("c1", [], "cart"), new Rev("c2", ["c1"]));

    private static readonly RevisionGraph Merged = new(
        new Rev("a1", []), new Rev("a2", ["a1"], "main"), new Rev("b2", ["a1"], "side"), new Rev("b3", ["b2"]), new Rev("d4", ["a2", "b3"]));

    [Theory]
    [InlineData("heads", "", "c2 a3 b3")]
    [InlineData("main@head", "", "a3")]
    [InlineData("b200@head", "", "b3")]
    [InlineData("cart@heads", "", "c2")]
    [InlineData("a1000000", "", "a1")]
    [InlineData("a200", "", "a2")]
    [InlineData("a200+1", "", "a3")]
    [InlineData("a300-1", "", "a2")]
    [InlineData("cart@+1", "", "c1")]
    [InlineData("cart@+2", "a1 a2", "c2")]
    [InlineData("side@+1", "a1 a2", "b2")]
    [InlineData("side@+1", "a1 b2 c1", "b3")]
    [InlineData("main@+2", "a1", "a3")]
    [InlineData("+1", "a1 a2", "a3")]
    [InlineData("current+1", "a1 a2", "a3")]
    [InlineData("cart@base+1", "", "c1")]
    [InlineData("main@head-1", "", "a2")]
    public void The_way_up_leads_to(string target, string applied, string goal) =>
        Assert.Equal(goal, Names(Graph.Upgrades(Ids(applied.Split(' ', StringSplitOptions.RemoveEmptyEntries)), target).Goal));

    [Theory]
    [InlineData("-1", "a1 a2 a3", "a3")]
    [InlineData("-3", "a1 a2 a3", "a3 a2 a1")]
    [InlineData("main@-1", "a1 a2 a3 b2 c1", "a3")]
    [InlineData("side@-2", "a1 a2 b2 b3", "b3 b2")]
    [InlineData("b300-1", "a1 a2 b2 b3", "b3")]
    [InlineData("b200-1", "a1 a2 b2 b3", "b3 b2")]
    [InlineData("cart@-1", "a1 c1", "c1")]
    [InlineData("cart@base", "a1 c1 c2", "c2 c1")]
    [InlineData("main@base", "a1 a2 a3 b2", "a3 a2")]
    [InlineData("side@head", "a1 a2 b2 b3", "")]
    [InlineData("base", "a1 a2 c1", "a2 c1 a1")]
    [InlineData("c200-2", "a1 c1 c2", "c2 c1")]
    public void The_way_down_takes_away(string target, string applied, string path) =>
        Assert.Equal(path, Names(Graph.Downgrades(Ids(applied.Split(' ')), target).Migrations));

    [Fact]
    public void A_step_down_from_a_merge_undoes_the_merge_alone()
    {
        var all = Ids("a1", "a2", "b2", "b3", "d4");

        Assert.Equal("d4", Names(Merged.Downgrades(all, "-1").Migrations));
        Assert.Equal("a2 b3", Names(Merged.Downgrades(all, "-1").Goal));
        Assert.Equal("d4 b3", Names(Merged.Downgrades(all, "side@-2").Migrations));
        Assert.Equal("d4", Names(Merged.Downgrades(all, "d400-1").Migrations));
        AssertError(
            "-2 could be any of a2000000 (step a2) and b3000000 (step b3); give an id.",
            () => Merged.Downgrades(all, "-2"));
    }

    [Fact]
    public void The_head_of_a_line_that_was_merged_is_that_of_the_merge() =>
        Assert.Equal("d4", Names(Merged.Upgrades(Ids(), "side@head").Goal));

    [Theory]
    [InlineData("+1", "a1 a2 b2", "The database is at a2000000 (step a2) and b2000000 (step b2), so +1 can be counted from each; say from which: main@+1 or side@+1")]
    [InlineData("cart@head", "a1", null)]
    [InlineData("-1", "a1", "An upgrade goes up, and -1 leads down; run: downgrade -1")]
    [InlineData("base", "a1", "An upgrade goes up, and base is below all revisions; to go there, run: downgrade base")]
    [InlineData("a2", "", "\"a2\" names no revision; give head, base, +N, -N, or at least 4 characters of an id, and NAME@ before it for one line.")]
    [InlineData("main", "", "main is a line, not a revision; give main@head for its newest revision.")]
    [InlineData("fish@head", "", "There is no line fish; the lines are cart, main, side.")]
    [InlineData("main@c200", "", "Revision c2000000 (step c2) is not in the line of a2000000 (step a2); give c2000000 alone, or another line before the @.")]
    [InlineData("+1", "", "+1 could be any of a1000000 (step a1) and c1000000 (step c1); give an id.")]
    [InlineData("main@+4", "a1", "main@+4 goes past the head, which is 2 above a1000000.")]
    [InlineData("@head", "", "\"@head\" names no revision; give head, base, +N, -N, or at least 4 characters of an id, and NAME@ before it for one line.")]
    [InlineData("main@", "", "\"main@\" names no revision; give head, base, +N, -N, or at least 4 characters of an id, and NAME@ before it for one line.")]
    [InlineData("a100+", "", "\"a100+\" names no revision; give head, base, +N, -N, or at least 4 characters of an id, and NAME@ before it for one line.")]
    [InlineData("a1000001", "", "There is no revision a1000001; the nearest are a1000000 (step a1) and a2000000 (step a2) and a3000000 (step a3), the newest are c2000000 (step c2) and a3000000 (step a3) and b3000000 (step b3).")]
    public void What_cannot_be_told_on_the_way_up_is_an_error_with_the_way_out(string target, string applied, string? message)
    {
        var ids = Ids(applied.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (message is null)
        {
            Assert.Equal("c2", Names(Graph.Upgrades(ids, target).Goal));
            return;
        }

        AssertError(message, () => Graph.Upgrades(ids, target));
    }

    [Theory]
    [InlineData("+1", "A downgrade goes down, and +1 leads up; run: upgrade +1")]
    [InlineData("-1", "The database is at c1000000 (step c1) and a2000000 (step a2), so -1 can be counted from each; say from which: cart@-1 or main@-1")]
    [InlineData("a300", "Revision a3000000 (step a3) is not applied, so no way down leads to it.")]
    [InlineData("cart@-2", "cart@-2 goes past base, which is 1 below c1000000.")]
    public void What_cannot_be_told_on_the_way_down_is_an_error_with_the_way_out(string target, string message) =>
        AssertError(message, () => Graph.Downgrades(Ids("a1", "a2", "c1"), target));

    [Fact]
    public void Two_heads_of_one_line_are_to_be_merged_or_named() => AssertError(
        "There are 2 heads, a2000000 (step a2) and b2000000 (step b2): merge them with: merge a2000000 b2000000 - "
        + "or let one follow the other (rebase); to name one, give a2000000@head or side@head; heads for all.",
        () => new RevisionGraph(new Rev("a1", []), new Rev("a2", ["a1"]), new Rev("b2", ["a1"], "side")).Head);

    [Fact]
    public void Two_lines_that_have_nothing_in_common_are_to_be_named() => AssertError(
        "There are 2 heads, a1000000 (step a1) and c1000000 (step c1): give a1000000@head or cart@head; heads for all.",
        () => new RevisionGraph(new Rev("a1", []), new Rev("c1", [], "cart")).Head);

    [Theory]
    [InlineData("a200:a300", "a2 a3")]
    [InlineData("a100:side@head", "a1 b2 b3")]
    [InlineData("cart@head", "c1 c2")]
    [InlineData("b200:", "b2 b3")]
    [InlineData(":b200", "a1 b2")]
    [InlineData(":", "a1 c1 a2 b2 c2 a3 b3")]
    [InlineData("current:main@+1", "a2 a3")]
    public void A_range_holds_both_its_ends(string range, string revisions) =>
        Assert.Equal(revisions, Names(Graph.Within(RevisionRange.Parse(range), Ids("a1", "a2"))));

    [Fact]
    public void A_range_that_runs_backwards_is_an_error() => AssertError(
        "a300:a200 holds nothing: a200 does not follow a3000000 (step a3); turn it round, or to see all, run: history",
        () => Graph.Within(RevisionRange.Parse("a300:a200"), Ids()));

    [Theory]
    [InlineData("a100:main@head", MigrationDirection.Upgrade, "a1", "a2 a3")]
    [InlineData("a100:a200+1", MigrationDirection.Upgrade, "a1", "a2 a3")]
    [InlineData("a200:+1", MigrationDirection.Upgrade, "a1 a2", "a3")]
    [InlineData(":cart@head", MigrationDirection.Upgrade, "", "c1 c2")]
    [InlineData("a300:a100", MigrationDirection.Downgrade, "a1 a2 a3", "a3 a2")]
    [InlineData("a300:-1", MigrationDirection.Downgrade, "a1 a2 a3", "a3")]
    [InlineData("c200:", MigrationDirection.Downgrade, "c1 c2", "c2 c1")]
    public void A_range_is_a_way_without_a_database(string range, MigrationDirection direction, string start, string way)
    {
        var (applied, path) = Graph.Between(RevisionRange.Parse(range), direction);

        Assert.Equal(Ids(start.Split(' ', StringSplitOptions.RemoveEmptyEntries)), applied);
        Assert.Equal(way, Names(path.Migrations));
    }

    [Fact]
    public void Steps_are_counted_from_the_revision_and_not_from_what_it_depends_on()
    {
        var graph = new RevisionGraph(
            new Rev("a1", []), new Rev("c1", [], "cart", needs: ["a1"]), new Rev("c2", ["c1"]));

        Assert.Equal(Id("c2"), graph.Resolve("+1", Id("c1")));
        Assert.Equal("c2", Names(graph.Between(RevisionRange.Parse("c100:+1"), MigrationDirection.Upgrade).Path.Migrations));
    }

    [Fact]
    public void A_text_of_two_colons_is_no_range() => AssertError(
        "\"a:b:c\" is no range; give A:B, A: or :B, where A and B name revisions.", () => RevisionRange.Parse("a:b:c"));

    [Theory]
    [InlineData("head")]
    [InlineData("main@+2")]
    [InlineData("3f9c-1")]
    [InlineData("-4")]
    public void A_target_is_written_as_it_is_typed(string text) => Assert.Equal(text, RevisionTarget.Parse(text).ToString());

    private static void AssertError(string message, Func<object?> act) =>
        Assert.Equal(message, Assert.Throws<RevisionException>(act).Message);
}
