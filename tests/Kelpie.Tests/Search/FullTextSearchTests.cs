using Kelpie.Database.FullText;
using Kelpie.Search;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Search;

public sealed class FullTextSearchTests : IAsyncLifetime
{
    private TestIndex _index = null!;

    public async ValueTask InitializeAsync()
    {
        _index = await TestIndex.CreateAsync();
        _index.Files.Write("src/once.md", "The kettle boils while everybody waits in the kitchen and talks of the weather.");
        _index.Files.Write("src/often.md", "Kettle, kettle, kettle.");
        _index.Files.Write("src2/code.py", "kettle = boil()\n");
        _index.Files.Write("src2/none.md", "It's a dog's life.");
        _index.Files.Write("long.md", string.Join("\n\n", Enumerable.Range(0, 5).Select(i => $"mark{i} " + new string((char)('a' + i), 500))));
        await _index.ScanAsync();
    }

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task The_best_match_comes_first()
    {
        var answer = await Find("kettle");

        Assert.Equal(3, answer.Hits.Count);
        Assert.Equal("src/often.md", Relative(answer.Hits[0]));
        Assert.Equal("src/once.md", Relative(answer.Hits[2]));
        Assert.Equal(answer.Hits.Select(hit => hit.Rank).Order(), answer.Hits.Select(hit => hit.Rank));
        Assert.Empty(answer.Notes);
    }

    [Fact]
    public async Task Matches_stand_between_the_marks_that_were_asked_for()
    {
        Assert.Equal("**Kettle**, **kettle**, **kettle**.", (await Find("kettles")).Hits[0].Snippet);
        Assert.Equal("<Kettle>, <kettle>, <kettle>.", (await Find("kettles", new() { OpenMark = "<", CloseMark = ">" })).Hits[0].Snippet);
    }

    [Fact]
    public async Task A_limit_keeps_the_best() =>
        Assert.Equal(["src/often.md"], (await Find("kettle", new() { Limit = 1 })).Hits.Select(Relative));

    [Fact]
    public async Task A_limit_counts_what_the_other_conditions_let_through() =>
        Assert.Equal(["src2/code.py"], (await Find("kettle", new() { Limit = 1, Types = [".py"] })).Hits.Select(Relative));

    [Theory]
    [InlineData("src", 2)]
    [InlineData("src/", 2)]
    [InlineData("src2", 1)]
    [InlineData("sr", 0)]
    [InlineData("", 3)]
    public async Task Under_a_directory_only_what_lies_below_it_is_found(string directory, int expected) =>
        Assert.Equal(expected, (await Find("kettle", new() { Under = _index.Files[directory] })).Hits.Count);

    [Theory]
    [InlineData(".py", "src2/code.py")]
    [InlineData(".md .zzz", "src/often.md src/once.md")]
    [InlineData(".py .md", "src/often.md src2/code.py src/once.md")]
    [InlineData(".p", "")]
    public async Task Types_choose_by_the_whole_extension(string types, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await Find("kettle", new() { Types = types.Split(' ') })).Hits.Select(Relative)));

    [Fact]
    public async Task Conditions_go_together() =>
        Assert.Equal(["src2/code.py"], (await Find("kettle", new() { Under = _index.Files["src2"], Types = [".py", ".md"] })).Hits.Select(Relative));

    [Theory]
    [InlineData("mark2", 0, "")]
    [InlineData("mark2", 1, "1 3")]
    [InlineData("mark0", 2, "1 2")]
    [InlineData("mark4", 9, "0 1 2 3")]
    public async Task Context_is_the_chunks_about_the_match_without_itself(string query, int context, string expected)
    {
        var answer = await new FullTextSearch(_index.Database).FindAsync(query, new FullTextOptions(), context);

        var hit = Assert.Single(answer.Hits);
        Assert.Equal(query[^1..], hit.Envelope.ChunkIndex.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected, string.Join(' ', hit.Context.Select(chunk => chunk.ChunkIndex)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\U0001F600")]
    [InlineData("?!")]
    [InlineData("notthere")]
    public async Task A_query_of_nothing_or_of_what_is_not_there_finds_nothing(string query) => Assert.Empty((await Find(query)).Hits);

    [Theory]
    [InlineData("it's")]
    [InlineData("dog's \"life")]
    public async Task Quotes_are_text(string query) => Assert.Equal(["src2/none.md"], (await Find(query)).Hits.Select(Relative));

    [Fact]
    public async Task What_could_not_be_meant_as_it_stands_is_said()
    {
        var answer = await Find("NOT kettle");

        Assert.NotEmpty(answer.Notes);
    }

    [Fact]
    public async Task The_path_of_a_file_is_not_searched() => Assert.Empty((await Find("often")).Hits);

    private Task<FullTextAnswer> Find(string query, FullTextOptions? options = null) =>
        new FullTextSearch(_index.Database).FindAsync(query, options ?? new FullTextOptions());

    private string Relative(FullTextHit hit) => Path.GetRelativePath(_index.Files.Path, hit.Envelope.FilePath);
}
