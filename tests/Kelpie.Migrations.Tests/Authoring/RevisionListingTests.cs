using Kelpie.Migrations.Authoring;

namespace Kelpie.Migrations.Tests.Authoring;

public sealed class RevisionListingTests
{
    [Theory]
    [InlineData("var g = new RevisionGraph();", "var g = new RevisionGraph(new X());")]
    [InlineData("var g = new RevisionGraph(new A());", "var g = new RevisionGraph(new A(), new X());")]
    [InlineData("static RevisionGraph Graph { get; } = new(new A());", "static RevisionGraph Graph { get; } = new(new A(), new X());")]
    [InlineData("static RevisionGraph Graph => new(new A());", "static RevisionGraph Graph => new(new A(), new X());")]
    [InlineData("static readonly RevisionGraph G = new(new A(1, [2, 3]));", "static readonly RevisionGraph G = new(new A(1, [2, 3]), new X());")]
    [InlineData("var g = new Kelpie.Migrations.Revisions.RevisionGraph(new A());", "var g = new Kelpie.Migrations.Revisions.RevisionGraph(new A(), new X());")]
    [InlineData("var g = new RevisionGraph([new A()]);", "var g = new RevisionGraph([new A(), new X()]);")]
    [InlineData("var g = new RevisionGraph([.. Kelpie.All, new A(),]);", "var g = new RevisionGraph([.. Kelpie.All, new A(), new X(),]);")]
    [InlineData("var g = new RevisionGraph(\n    new A(), // first\n    new B() // second\n);", "var g = new RevisionGraph(\n    new A(), // first\n    new B(), // second\n    new X()\n);")]
    [InlineData("var g = new RevisionGraph([\n    new A(),\n    new B(), // last\n]);", "var g = new RevisionGraph([\n    new A(),\n    new B(), // last\n    new X(),\n]);")]
    [InlineData("var s = $\"{x} new RevisionGraph({y(\"\"\")\"\"\")}\"; var g = new RevisionGraph(new A(\")\", ')', @\")\"\"\"));", "var s = $\"{x} new RevisionGraph({y(\"\"\")\"\"\")}\"; var g = new RevisionGraph(new A(\")\", ')', @\")\"\"\"), new X());")]
    [InlineData("#if RevisionGraph (\nvar g = new RevisionGraph(new A());", "#if RevisionGraph (\nvar g = new RevisionGraph(new A(), new X());")]
    public void A_migration_is_added_to_the_list(string before, string after)
    {
        Assert.Equal(after, RevisionListing.Add(before, "new X()"));
        Assert.Null(RevisionListing.Add(before + before, "new X()"));
    }

    [Fact]
    public void A_line_that_would_be_too_long_is_broken()
    {
        var before = $"    static RevisionGraph Graph {{ get; }} = new(new {new string('A', 60)}(), new {new string('B', 40)}());\n";

        Assert.Equal(
            $"    static RevisionGraph Graph {{ get; }} = new(\n        new {new string('A', 60)}(),\n        new {new string('B', 40)}(),\n        new X());\n",
            RevisionListing.Add(before, "new X()"));
    }

    [Theory]
    [InlineData("var g = new RevisionGraph(all);")]
    [InlineData("var g = new RevisionGraph(All.Of(new A()));")]
    [InlineData("var g = new RevisionGraph([all[0], new A()]);")]
    [InlineData("void F(RevisionGraph graph) { } void G() => new(1);")]
    [InlineData("var g = new RevisionGraph(new A(")]
    [InlineData("RevisionGraph")]
    [InlineData("new RevisionGraph(")]
    [InlineData("RevisionGraph G = new(")]
    [InlineData("")]
    public void What_is_no_list_is_left_alone(string code) => Assert.Null(RevisionListing.Add(code, "new X()"));

    [Fact]
    public void Every_beginning_of_a_file_can_be_read()
    {
        const string code = "#if X\n/* a */ // b\nvar s = $@\"{a}\"\"\" + $\"{{{b:x}\\\"\" + \"\"\"raw \" \"\"\" + @\"v\"\"\" + '\\'' + @class; var g = new RevisionGraph([new A()]);";
        for (var length = 0; length <= code.Length; length++)
        {
            _ = RevisionListing.Add(code[..length], "new X()");
        }

        Assert.EndsWith("new RevisionGraph([new A(), new X()]);", RevisionListing.Add(code, "new X()"), StringComparison.Ordinal);
    }
}
