using System.Text.RegularExpressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Tests.Docs;

/// <summary>No code in the documentation that is not compiled and run.</summary>
public sealed partial class TourIsTestedTests
{
    private static readonly string Tour = Read("docs", "sql", "README.md");

    [Theory]
    [InlineData("README.md", "TourTests.cs")]
    [InlineData("queries.md", "QueriesTests.cs")]
    [InlineData("changes.md", "ChangesTests.cs")]
    [InlineData("engine.md", "EngineTests.cs")]
    public void Each_block_of_a_page_is_in_its_tests(string page, string file)
    {
        var tests = WithoutSpace(Read("tests", "Kelpie.Sql.Tests", "Docs", file) + Read("tests", "Kelpie.Sql.Tests", "Docs", "Shelf.cs"));
        var blocks = Blocks().Matches(Read("docs", "sql", page));
        Assert.InRange(blocks.Count, 7, 40);
        Assert.All(
            blocks.Select(block => block.Groups[1].Value),
            code => Assert.True(tests.Contains(WithoutSpace(code), StringComparison.Ordinal), $"{file} does not hold this block of docs/sql/{page}:\n{code}"));
    }

    [Fact]
    public void The_tour_names_each_type()
    {
        var types = typeof(Types).GetProperties().Select(property => property.Name)
            .Concat(typeof(Types).GetMethods().Where(method => !method.IsSpecialName && method.DeclaringType == typeof(Types)).Select(method => method.Name));
        var rows = Tour.Split('\n').SkipWhile(line => line != "| type | in C# | SQLite | PostgreSQL |").Skip(2).TakeWhile(line => line.StartsWith('|'));
        var named = rows.SelectMany(row => Name().Matches(row.Split('|')[1])).Select(match => match.Groups[1].Value);
        Assert.Equal(types.Order(), named.Order());
    }

    [Fact]
    public void The_tour_names_each_kind_of_error()
    {
        var rows = Tour.Split('\n').SkipWhile(line => line != "| kind | when |").Skip(2).TakeWhile(line => line.StartsWith('|'));
        var named = rows.SelectMany(row => Name().Matches(row.Split('|')[1])).Select(match => match.Groups[1].Value);
        Assert.Equal(Enum.GetNames<DatabaseErrorKind>().Order(), named.Order());
    }

    private static string Read(params IReadOnlyList<string> path) => File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    private static string WithoutSpace(string code) => Space().Replace(code, " ").Trim();

    [GeneratedRegex(@"^```(?:csharp|sql)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"`(\w+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
