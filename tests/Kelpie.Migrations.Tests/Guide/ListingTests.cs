using System.Text.RegularExpressions;

namespace Kelpie.Migrations.Tests.Guide;

public sealed partial class ListingTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_listing_of_the_guide_is_compiled_and_run_here()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "tests", "Kelpie.Migrations.Tests", "Guide"), "*.cs")
            .Select(file => Plain(File.ReadAllText(file))).ToList();
        var listings = Listing().Matches(File.ReadAllText(Path.Combine(Root, "docs", "migrations", "README.md")));

        Assert.True(listings.Count >= 6, $"The guide has {listings.Count} listings.");
        Assert.All(listings, listing => Assert.Contains(sources, source => source.Contains(Plain(listing.Groups[1].Value), StringComparison.Ordinal)));
    }

    // A program outside this assembly writes "protected override": Kelpie.Migrations shows its internals to its tests alone.
    private static string Plain(string code) =>
        Blank().Replace(code.Replace("protected internal override", "protected override", StringComparison.Ordinal), " ").Trim();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Kelpie.slnx")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("There is no Kelpie.slnx above the tests.");
        }

        return directory.FullName;
    }

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Listing();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
