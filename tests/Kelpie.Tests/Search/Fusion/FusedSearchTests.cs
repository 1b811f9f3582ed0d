using Kelpie.Embedding;
using Kelpie.Search.Fusion;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Search.Fusion;

/// <summary>Questions, answered by words and likeness together.</summary>
public sealed class FusedSearchTests
{
    private static readonly (string Name, string Text)[] Texts =
    [
        ("garden/beans.md", "Beans want warm soil; sow them after the last frost, in rows."), ("garden/frost.md", "The last frost kills seedlings; cover the rows at night."),
        ("garden/soil.md", "Warm soil with compost makes seedlings grow."), ("garden/compost.txt", "Compost is made of leaves and kitchen scraps."),
        ("sea/harbour.md", "Ships wait in the harbour for the tide and the pilot."), ("sea/pilot.md", "The pilot steers ships past the rocks at high tide."),
        ("sea/rocks.md", "Rocks off the coast are marked by a lighthouse."), ("sea/lighthouse.txt", "The lighthouse warns ships of the coast. getTideTable() knows."),
    ];

    [Fact]
    public async Task Not_all_words_need_occur_and_each_hit_says_where_either_side_has_it()
    {
        await using var index = await EmbeddedAsync();
        var answer = await new FusedSearch(index.Database).FindAsync("why do my seedlings die of the frost in spring?", new() { Limit = 3 });
        Assert.Equal("frost.md", Path.GetFileName(answer.Hits[0].Envelope.FilePath));
        Assert.Equal((1, 1), (answer.Hits[0].FullText!.Value.Rank, answer.Hits[0].Similarity!.Value.Rank));
        Assert.Contains("**frost** kills **seedlings**", answer.Hits[0].Snippet, StringComparison.Ordinal);
        Assert.StartsWith("lsa-", answer.Model, StringComparison.Ordinal);
        Assert.Empty(answer.Notes);
        Assert.Equal(1, answer.Weights.FullText + answer.Weights.Similarity, 12);
        Assert.Equal(answer.Hits.Select(hit => hit.Score).OrderDescending(), answer.Hits.Select(hit => hit.Score));
    }

    [Fact]
    public async Task Filters_apply_before_the_cut()
    {
        await using var index = await EmbeddedAsync();
        var search = new FusedSearch(index.Database);
        var under = await search.FindAsync("frost", new() { Limit = 9, Under = Path.Combine(index.Files.Path, "sea") });
        Assert.All(under.Hits, hit => Assert.Contains("/sea/", hit.Envelope.FilePath, StringComparison.Ordinal));
        Assert.Equal(["lighthouse.txt"], (await search.FindAsync("ships", new() { Limit = 1, Types = [".txt"] })).Hits.Select(hit => Path.GetFileName(hit.Envelope.FilePath)));
    }

    [Fact]
    public async Task A_name_that_stands_in_one_place_is_found_there_whatever_it_is_like()
    {
        await using var index = await EmbeddedAsync();
        var hit = (await new FusedSearch(index.Database).FindAsync("getTideTable", new() { Limit = 3 })).Hits[0];
        Assert.Equal(("lighthouse.txt", 1), (Path.GetFileName(hit.Envelope.FilePath), hit.FullText?.Rank));
    }

    [Fact]
    public async Task Without_vectors_full_text_alone_answers_and_says_so()
    {
        await using var index = await ScannedAsync();
        var answer = await new FusedSearch(index.Database).FindAsync("compost or frost", new() { Limit = 9 });
        Assert.Equal(4, answer.Hits.Count);
        Assert.All(answer.Hits, hit => Assert.Null(hit.Similarity));
        Assert.Equal((null, new FusionWeights(0, 1, 0)), (answer.Model, answer.Weights));
        Assert.Equal(["No chunk has a vector, so full text alone answers; kelpie embed gives them theirs where there are words to learn from."], answer.Notes);
    }

    [Fact]
    public async Task A_phrase_between_quotes_comes_first()
    {
        await using var index = await ScannedAsync();
        index.Files.Write("sea/other.md", "Frost is the last thing on a ship, frost frost.");
        await index.ScanAsync();
        var search = new FusedSearch(index.Database);
        Assert.Equal(["beans.md", "frost.md"], (await search.FindAsync("\"last frost\"", new() { Limit = 2 })).Hits.Select(hit => Path.GetFileName(hit.Envelope.FilePath)).Order());
    }

    [Fact]
    public async Task Odd_questions_have_an_answer_and_a_note()
    {
        await using var index = await EmbeddedAsync();
        var search = new FusedSearch(index.Database);
        var nothing = await search.FindAsync("🐈 ()", new());
        Assert.Empty(nothing.Hits);
        Assert.Equal(["The model knows no word of it.", "The question holds no word to look for. Words are made of letters and digits."], nothing.Notes);
        var unknown = await search.FindAsync("zyzzyva", new());
        Assert.Empty(unknown.Hits);
        Assert.Equal(["The model knows no word of it.", "No chunk has a word of the question."], unknown.Notes);
        Assert.NotEmpty((await search.FindAsync("the and of", new())).Hits);
        var repeated = await search.FindAsync(string.Concat(Enumerable.Repeat("compost ", 1_250_000)), new());
        Assert.Equal(["compost.txt", "soil.md"], repeated.Hits.Where(hit => hit.FullText is not null).Select(hit => Path.GetFileName(hit.Envelope.FilePath)).Order());
        Assert.Equal(["Only the first 48 different words of the question were looked for."], (await search.FindAsync("frost " + string.Join(' ', Enumerable.Range(0, 99).Select(i => $"w{i}")), new())).Notes);
    }

    [Fact]
    public async Task An_empty_index_has_no_answer()
    {
        await using var index = await TestIndex.CreateAsync();
        Assert.Empty((await new FusedSearch(index.Database).FindAsync("frost", new())).Hits);
    }

    private static async Task<TestIndex> EmbeddedAsync()
    {
        var index = await ScannedAsync();
        await new IndexEmbedder(index.Database).RunAsync();
        return index;
    }

    private static async Task<TestIndex> ScannedAsync()
    {
        var index = await TestIndex.CreateAsync();
        foreach (var (name, text) in Texts)
        {
            index.Files.Write(name, text);
        }

        await index.ScanAsync();
        return index;
    }
}
