using Kelpie.Database.FullText;
using Kelpie.Embedding;
using Kelpie.Similarity;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Similarity;

/// <summary>Chunks that mean alike.</summary>
public sealed class SimilaritySearchTests
{
    private static readonly (string Name, string Text)[] Texts =
    [
        ("garden/beans.md", "Beans want warm soil; sow them after the last frost, in rows."), ("garden/frost.md", "The last frost kills seedlings; cover the rows at night."),
        ("garden/soil.md", "Warm soil with compost makes seedlings grow."), ("garden/compost.txt", "Compost is made of leaves and kitchen scraps."),
        ("sea/harbour.md", "Ships wait in the harbour for the tide and the pilot."), ("sea/pilot.md", "The pilot steers ships past the rocks at high tide."),
        ("sea/rocks.md", "Rocks off the coast are marked by a lighthouse."), ("sea/lighthouse.txt", "The lighthouse warns ships of the coast."),
    ];

    [Fact]
    public async Task The_nearest_come_first()
    {
        await using var index = await EmbeddedAsync();
        var answer = await new SimilaritySearch(index.Database).FindAsync("seedlings in compost", Options(3));
        Assert.Equal(8, answer.IndexSize);
        Assert.Equal(3, answer.Hits.Count);
        Assert.All(answer.Hits, hit => Assert.Contains("/garden/", hit.Envelope.FilePath, StringComparison.Ordinal));
        Assert.Equal(answer.Hits.Select(hit => hit.Distance).Order(), answer.Hits.Select(hit => hit.Distance));
        Assert.All(answer.Hits, hit => Assert.InRange(hit.Score, 0.33, 1));
        Assert.Empty(answer.Notes);
    }

    [Fact]
    public async Task Filters_apply_before_the_cut()
    {
        await using var index = await EmbeddedAsync();
        var under = await new SimilaritySearch(index.Database).FindAsync("seedlings in compost", Options(3) with { Under = Path.Combine(index.Files.Path, "sea") });
        Assert.Equal(3, under.Hits.Count);
        Assert.All(under.Hits, hit => Assert.Contains("/sea/", hit.Envelope.FilePath, StringComparison.Ordinal));
        var typed = await new SimilaritySearch(index.Database).FindAsync("seedlings in compost", Options(5) with { Types = [".txt"] });
        Assert.Equal(["compost.txt", "lighthouse.txt"], typed.Hits.Select(hit => Path.GetFileName(hit.Envelope.FilePath)));
    }

    [Fact]
    public async Task A_file_is_compared_with_all_others_and_not_with_itself()
    {
        await using var index = await EmbeddedAsync();
        var file = Path.Combine(index.Files.Path, "sea", "pilot.md");
        var search = new SimilaritySearch(index.Database);
        var answer = await search.FindLikeAsync(file, null, Options(7), context: 1);
        Assert.Equal("harbour.md", Path.GetFileName(answer.Hits[0].Envelope.FilePath));
        Assert.Equal(7, answer.Hits.Count);
        Assert.DoesNotContain(answer.Hits, hit => hit.Envelope.FilePath == file);
        Assert.Equal(answer.Hits.Select(hit => hit.Envelope.FilePath), (await search.FindLikeAsync(file, 0, Options(7))).Hits.Select(hit => hit.Envelope.FilePath));

        Assert.Equal("file_not_found", (await Assert.ThrowsAsync<KelpieException>(() => search.FindLikeAsync("/nowhere.md", null, Options(1)))).Error);
        Assert.EndsWith("has no chunk 9 in the index.", (await Assert.ThrowsAsync<KelpieException>(() => search.FindLikeAsync(file, 9, Options(1)))).Message);
    }

    [Fact]
    public async Task What_has_no_known_word_has_no_likeness_and_ten_million_of_one_word_have()
    {
        await using var index = await EmbeddedAsync();
        var search = new SimilaritySearch(index.Database);
        var none = await search.FindAsync("zyzzyva 42", Options(3));
        Assert.Empty(none.Hits);
        Assert.Equal(["The model knows no word of it."], none.Notes);
        Assert.NotEmpty((await search.FindAsync(string.Concat(Enumerable.Repeat("compost ", 1_250_000)), Options(3))).Hits);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_named_and_so_is_what_has_no_vector()
    {
        await using var index = await EmbeddedAsync();
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new SimilaritySearch(index.Database, "minilm").FindAsync("compost", Options(1)));
        Assert.Equal("There is no model minilm here.", refused.Message);
        index.Files.Write("garden/new.md", "12 345");
        await index.ScanAsync();
        var answer = await new SimilaritySearch(index.Database).FindAsync("compost", Options(9));
        Assert.Equal(8, answer.Hits.Count);
        Assert.Equal(["1 chunk has come since vectors were made: kelpie embed gives it one."], answer.Notes);

        // It has no word: that it has no vector is nothing to be done about.
        await new IndexEmbedder(index.Database).KeepUpAsync();
        Assert.Empty((await new SimilaritySearch(index.Database).FindAsync("compost", Options(9))).Notes);
        index.Execute("DELETE FROM embedding_models");
        Assert.Equal("no_vectors", (await Assert.ThrowsAsync<KelpieException>(() => new SimilaritySearch(index.Database).FindAsync("compost", Options(1)))).Error);
    }

    private static FullTextOptions Options(int limit) => new() { Limit = limit };

    private static async Task<TestIndex> EmbeddedAsync()
    {
        var index = await TestIndex.CreateAsync();
        foreach (var (name, text) in Texts)
        {
            index.Files.Write(name, text);
        }

        await index.ScanAsync();
        await new IndexEmbedder(index.Database).RunAsync();
        return index;
    }
}
