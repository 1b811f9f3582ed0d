using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Whatever is asked for is a query.</summary>
public sealed class OddQueries : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public OddQueries()
    {
        _sandbox.Library.Add("note.md", "It's open (mostly): use SELECT, DROP TABLE and 100% of NOT-so-odd *stars*. \"Quoted\" 🦊");
        _sandbox.Library.Add("other.md", "Nothing of the kind.");
    }

    [Theory]
    [InlineData("it's", 1)]
    [InlineData("\"open", 1)]
    [InlineData("(", 0)]
    [InlineData(")", 0)]
    [InlineData("((open", 1)]
    [InlineData("*", 0)]
    [InlineData("''; DROP TABLE", 1)]
    [InlineData("'; DROP TABLE chunks; --", 0)]
    [InlineData("\"", 0)]
    [InlineData("'", 0)]
    [InlineData("open OR", 0)]
    [InlineData("NOT", 1)]
    [InlineData("AND", 1)]
    [InlineData("content:open", 0)]
    [InlineData("open^2", 0)]
    [InlineData("{open}", 1)]
    [InlineData("100%", 1)]
    [InlineData("select + drop", 1)]
    [InlineData("NEAR(open select)", 0)]
    [InlineData("op*", 1)]
    [InlineData("\"drop table\"", 1)]
    [InlineData("\"table drop\"", 0)]
    [InlineData("nothing OR stars", 2)]
    [InlineData("nothing NOT kind", 0)]
    [InlineData("(stars OR kind) NOT open", 1)]
    [InlineData("--open", 1)]
    [InlineData("-open", 1)]
    [InlineData("", 0)]
    [InlineData("   ", 0)]
    [InlineData("open\nstars\ttable", 1)]
    public async Task A_query_of_any_form_is_answered(string query, int matches)
    {
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("find", "--json", "--", query)).Exits(0);
        Assert.Equal(matches, (int)answer.Json["query_metadata"]!["total_results"]!);
        Assert.Equal(query, (string?)answer.Json["query_metadata"]!["query"]);
        Assert.Equal("2", _sandbox.Index.Value("SELECT COUNT(*) FROM file_metadata"));
    }

    [Fact]
    public async Task Emoji_alone_are_a_query()
    {
        await _sandbox.ScanAsync();
        foreach (var query in new[] { "🦊", "🦊🐕", "🏴‍☠️", "👩‍👩‍👧‍👦" })
        {
            (await _sandbox.RunAsync("find", query)).Exits(0);
        }
    }

    [Theory]
    [InlineData("harbour ")]
    [InlineData("(")]
    [InlineData("a OR ")]
    [InlineData("NOT ")]
    [InlineData("\"")]
    [InlineData("x")]
    public async Task A_query_of_100_kB_is_answered(string part)
    {
        await _sandbox.ScanAsync();
        var query = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));
        (await _sandbox.RunAsync("find", query, "--json")).Exits(0);
    }

    [Fact]
    public async Task A_hundred_kilobytes_of_different_words_are_answered()
    {
        await _sandbox.ScanAsync();
        var words = string.Join(' ', Enumerable.Range(0, 12_000).Select(i => $"word{i}"));
        Assert.Equal(0, (int)(await _sandbox.RunAsync("find", words, "--json")).Exits(0).Json["query_metadata"]!["total_results"]!);
    }

    [Fact]
    public async Task Words_given_apart_are_one_query()
    {
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("find", "nothing", "kind", "--json")).Exits(0).Json;
        Assert.Equal("nothing kind", (string?)answer["query_metadata"]!["query"]);
        Assert.Equal(1, (int)answer["query_metadata"]!["total_results"]!);
    }

    [Fact]
    public async Task A_search_is_limited_to_a_directory_a_type_and_a_number()
    {
        _sandbox.Library.Add("src/a.py", "nothing");
        _sandbox.Library.Add("src2/b.py", "nothing");
        await _sandbox.ScanAsync();
        Assert.Equal(3, (await _sandbox.RunAsync("find", "nothing")).Lines.Length);
        Assert.Single((await _sandbox.RunAsync("find", "nothing", "--under", _sandbox.Library.PathOf("src"))).Lines);
        Assert.Single((await _sandbox.RunAsync("find", "nothing", "--under", "library/src/")).Lines);
        Assert.Equal(2, (await _sandbox.RunAsync("find", "nothing", "--type", "py")).Lines.Length);
        Assert.Equal(3, (await _sandbox.RunAsync("find", "nothing", "--type", ".PY", "--type", "md")).Lines.Length);
        Assert.Equal(2, (await _sandbox.RunAsync("find", "nothing", "--limit", "2")).Lines.Length);
    }

    public void Dispose() => _sandbox.Dispose();
}
