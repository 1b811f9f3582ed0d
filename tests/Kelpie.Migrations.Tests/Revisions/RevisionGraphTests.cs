using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Revisions;

public sealed class RevisionGraphTests
{
    private static readonly Step A = new("aaaa1111", (string?)null, "first");
    private static readonly Step B = new("bbbb2222", "aaaa1111", "second");
    private static readonly Step C = new("cccc3333", "bbbb2222", "third");
    private static readonly Step Side = new("aaaa9999", "aaaa1111", "aside");

    [Fact]
    public void Migrations_stand_behind_their_parents_whatever_the_order_they_are_given_in()
    {
        var graph = new RevisionGraph(C, A, B);

        Assert.Equal([A, B, C], graph.Migrations);
        Assert.Same(C, graph.Head);
        Assert.Equal([A, B], graph.Ancestry("bbbb2222"));
    }

    [Fact]
    public void A_graph_of_no_migrations_has_no_head()
    {
        var graph = new RevisionGraph();

        Assert.Null(graph.Head);
        Assert.Null(graph.Resolve("head"));
        Assert.Empty(graph.Ancestry(null));
    }

    [Fact]
    public void An_id_given_twice_is_an_error() => AssertError(
        "Two migrations have the id aaaa1111, \"first\" and \"again\": give one of them another.",
        () => new RevisionGraph(A, new Step("aaaa1111", (string?)null, "again")));

    [Fact]
    public void A_missing_parent_is_an_error() => AssertError(
        "Revision cccc3333 (third) follows bbbb2222, which is not among the migrations: add it to the list, or name another parent.",
        () => new RevisionGraph(A, C));

    [Fact]
    public void A_circle_is_an_error_that_names_it() => AssertError(
        "The revisions bbbb2222 -> cccc3333 -> bbbb2222 follow each other in a circle: one of them must name another parent, or none.",
        () => new RevisionGraph(A, new Step("bbbb2222", "cccc3333", "one"), new Step("cccc3333", "bbbb2222", "other")));

    [Fact]
    public void A_revision_that_follows_itself_is_a_circle() => AssertError(
        "The revisions bbbb2222 -> bbbb2222 follow each other in a circle: one of them must name another parent, or none.",
        () => new RevisionGraph(A, new Step("bbbb2222", "bbbb2222", "itself")));

    [Theory]
    [InlineData("abc123")]
    [InlineData("ABCD1234")]
    [InlineData("create-tables")]
    [InlineData("")]
    public void An_id_is_hexadecimal(string id) => AssertError(
        $"\"{id}\" is no revision id: take 8 to 64 lower-case hexadecimal digits, such as 3f9c2a7b.",
        () => new RevisionGraph(new Step(id, (string?)null, "odd")));

    [Theory]
    [InlineData(" ")]
    [InlineData("two\nlines")]
    public void A_message_is_one_line(string message) => AssertError(
        "The message of revision aaaa1111 is empty, or not one line of plain text.",
        () => new RevisionGraph(new Step("aaaa1111", (string?)null, message)));

    [Fact]
    public void Several_heads_are_an_error_that_names_them_and_the_way_out()
    {
        var graph = new RevisionGraph(A, B, Side);

        Assert.Equal([B, Side], graph.Heads);
        AssertError(
            "There are 2 heads, bbbb2222 (second) and aaaa9999 (aside): merge them with: merge bbbb2222 aaaa9999 - "
            + "or let one follow the other (rebase); to name one, give bbbb2222@head or aaaa9999@head; heads for all.",
            () => graph.Head);
    }

    [Fact]
    public void A_merge_makes_one_head_of_two()
    {
        var merge = new Step("dddd4444", ["bbbb2222", "aaaa9999"], "merge");
        var graph = new RevisionGraph(merge, Side, B, A);

        Assert.Same(merge, graph.Head);
        Assert.Equal([A, Side, B, merge], graph.Ancestry("dddd4444"));
        Assert.Equal([Side, merge], graph.PathUp(new HashSet<string> { "aaaa1111", "bbbb2222" }, "dddd4444"));
        Assert.Equal([merge], graph.PathDown(graph.Migrations.Select(m => m.Revision).ToHashSet(), "bbbb2222"));
    }

    [Theory]
    [InlineData("head", null, "cccc3333")]
    [InlineData("base", "cccc3333", null)]
    [InlineData("bbbb2222", null, "bbbb2222")]
    [InlineData("bbbb", null, "bbbb2222")]
    [InlineData("+1", null, "aaaa1111")]
    [InlineData("+2", "aaaa1111", "cccc3333")]
    [InlineData("-1", "cccc3333", "bbbb2222")]
    [InlineData("-3", "cccc3333", null)]
    public void A_revision_is_named_by_word_id_beginning_or_distance(string spec, string? current, string? expected) =>
        Assert.Equal(expected, new RevisionGraph(A, B, C).Resolve(spec, current));

    [Theory]
    [InlineData("77aa", null, "There is no revision 77aa; the newest are bbbb2222 (second) and aaaa9999 (aside).")]
    [InlineData("aaaa", null, "aaaa is the beginning of aaaa1111 (first) and aaaa9999 (aside); give more characters.")]
    [InlineData("bbb", null, "\"bbb\" names no revision; give head, base, +N, -N, or at least 4 characters of an id, and NAME@ before it for one line.")]
    [InlineData("+x", null, "\"+x\" names no revision; give head, base, +N, -N, or at least 4 characters of an id, and NAME@ before it for one line.")]
    [InlineData("+2", null, "+2 could be any of bbbb2222 (second) and aaaa9999 (aside); give an id.")]
    [InlineData("+5", "bbbb2222", "+5 goes past the head, which is 0 above bbbb2222.")]
    [InlineData("-3", "bbbb2222", "-3 goes past base, which is 2 below bbbb2222.")]
    public void What_names_no_revision_or_several_is_an_error(string spec, string? current, string message) =>
        AssertError(message, () => new RevisionGraph(A, B, Side).Resolve(spec, current));

    [Fact]
    public void A_step_down_from_a_merge_is_ambiguous() => AssertError(
        "-1 could be any of bbbb2222 (second) and aaaa9999 (aside); give an id.",
        () => new RevisionGraph(A, B, Side, new Step("dddd4444", ["bbbb2222", "aaaa9999"], "merge")).Resolve("-1", "dddd4444"));

    [Fact]
    public void The_way_up_is_what_is_missing_in_order()
    {
        var graph = new RevisionGraph(A, B, C);

        Assert.Equal([A, B, C], graph.PathUp(new HashSet<string>(), "cccc3333"));
        Assert.Equal([B], graph.PathUp(new HashSet<string> { "aaaa1111" }, "bbbb2222"));
        Assert.Empty(graph.PathUp(new HashSet<string> { "aaaa1111", "bbbb2222" }, "aaaa1111"));
    }

    [Fact]
    public void The_way_down_is_what_is_too_much_newest_first()
    {
        var graph = new RevisionGraph(A, B, C);
        var all = new HashSet<string> { "aaaa1111", "bbbb2222", "cccc3333" };

        Assert.Equal([C, B, A], graph.PathDown(all, null));
        Assert.Equal([C], graph.PathDown(all, "bbbb2222"));
        Assert.Empty(graph.PathDown(all, "cccc3333"));
        AssertError(
            "Revision cccc3333 (third) is not applied, so no way down leads to it.",
            () => graph.PathDown(new HashSet<string> { "aaaa1111" }, "cccc3333"));
    }

    [Fact]
    public void A_revision_slipped_in_below_an_applied_one_is_an_error() => AssertError(
        "The database has revision cccc3333 (third), but not bbbb2222 (second), which comes before it: history was rewritten. "
        + "Put new revisions behind the newest; if the database has the changes of bbbb2222 all the same, mark it with: stamp cccc3333",
        () => new RevisionGraph(A, B, C).PathUp(new HashSet<string> { "aaaa1111", "cccc3333" }, "cccc3333"));

    private static void AssertError(string message, Func<object?> act) =>
        Assert.Equal(message, Assert.Throws<RevisionException>(act).Message);
}
