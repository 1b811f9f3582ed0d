using System.Text.RegularExpressions;

namespace Kelpie.Sql.Tests.Docs;

/// <summary>No code in the documentation that is not compiled and run.</summary>
public sealed partial class TourIsTestedTests
{
    private static readonly string Tour = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sql", "README.md"));

    private static readonly string Tests = WithoutSpace(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Kelpie.Sql.Tests", "Docs", "TourTests.cs")));

    [Fact]
    public void The_tour_shows_code() => Assert.InRange(Blocks().Matches(Tour).Count, 8, 40);

    [Fact]
    public void Each_block_of_the_tour_is_in_its_tests() => Assert.All(
        Blocks().Matches(Tour).Select(block => block.Groups[1].Value),
        code => Assert.True(Tests.Contains(WithoutSpace(code), StringComparison.Ordinal), $"TourTests.cs does not hold this block of docs/sql/README.md:\n{code}"));

    private static string WithoutSpace(string code) => Space().Replace(code, " ").Trim();

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
