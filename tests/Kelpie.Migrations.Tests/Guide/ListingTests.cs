using System.Text.RegularExpressions;

namespace Kelpie.Migrations.Tests.Guide;

public sealed partial class ListingTests
{
    [Theory]
    [InlineData("README.md", 8)]
    [InlineData("guide.md", 20)]
    [InlineData("running.md", 15)]
    [InlineData("coming-from-alembic.md", 2)]
    public void Every_listing_is_compiled_and_run_here_and_what_is_shown_is_asserted(string page, int atLeast)
    {
        var sources = Directory.EnumerateFiles(Tree.PathOf("tests", "Kelpie.Migrations.Tests", "Guide"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Plain(File.ReadAllText(file))).ToList();
        var listings = Listing().Matches(Tree.Page(page));

        Assert.True(listings.Count >= atLeast, $"{page} has {listings.Count} listings.");
        Assert.All(listings, listing => Assert.Contains(sources, source => source.Contains(Plain(listing.Groups[1].Value), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("guide.md")]
    [InlineData("running.md")]
    [InlineData("autogenerate.md")]
    [InlineData("coming-from-alembic.md")]
    public void Every_link_leads_to_a_page_that_is_there(string page)
    {
        foreach (Match link in Link().Matches(Tree.Page(page)))
        {
            var target = link.Groups[1].Value;
            Assert.True(File.Exists(Tree.PathOf("docs", "migrations", target)), $"{page} links to {target}.");
        }
    }

    // A program outside this assembly writes "protected override": Kelpie.Migrations shows its internals to its tests alone.
    private static string Plain(string code) =>
        Blank().Replace(code.Replace("protected internal override", "protected override", StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex(@"^```(?:csharp|sql|text)\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Listing();

    [GeneratedRegex(@"\]\(([^)#:]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
