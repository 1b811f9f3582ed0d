using Kelpie.Embedding;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Embedding;

/// <summary>Every chunk gets a vector, by a model that is learnt from the index itself.</summary>
public sealed class IndexEmbedderTests
{
    [Fact]
    public async Task The_first_run_learns_and_embeds_all_and_the_next_has_nothing_to_do()
    {
        await using var index = await TextsAsync(12);
        var first = await new IndexEmbedder(index.Database).RunAsync();
        Assert.Equal((true, 12L, 12L, 0L), (first.WasTrained, first.TrainedOn, first.Embedded, first.WithoutWords));
        Assert.Matches("^lsa-[0-9]+@[0-9a-f]{8}$", first.Model);
        Assert.Equal([$"{first.Model}|12"], index.Query("SELECT model, count(*) FROM embeddings_index GROUP BY model"));

        var again = await new IndexEmbedder(index.Database).RunAsync();
        Assert.Equal((first.Model, false, 0L), (again.Model, again.WasTrained, again.Embedded));
    }

    [Fact]
    public async Task What_is_new_is_folded_in_and_what_is_gone_goes()
    {
        await using var index = await TextsAsync(12);
        var model = (await new IndexEmbedder(index.Database).RunAsync()).Model;
        index.Files.Write("new.md", "A garden with beans and a kettle.");
        File.Delete(Path.Combine(index.Files.Path, "0.md"));
        await index.ScanAsync();
        Assert.Equal("11", index.Scalar("SELECT count(*) FROM embeddings_index"));
        var added = Assert.Single(await new IndexEmbedder(index.Database).KeepUpAsync()).Summary;
        Assert.Equal((model, false, 1L), (added!.Model, added.WasTrained, added.Embedded));
        Assert.Equal("12", index.Scalar("SELECT count(*) FROM embeddings_index"));
    }

    [Fact]
    public async Task An_index_that_has_grown_by_half_is_learnt_again_and_the_old_vectors_go()
    {
        await using var index = await TextsAsync(12);
        var model = (await new IndexEmbedder(index.Database).RunAsync()).Model;
        for (var i = 0; i < 6; i++)
        {
            index.Files.Write($"new{i}.md", $"Something else, of ships and of harbours, number {Words[i]}.");
        }

        await index.ScanAsync();
        var grown = Assert.Single(await new IndexEmbedder(index.Database).KeepUpAsync()).Summary;
        Assert.Equal((true, 18L), (grown!.WasTrained, grown.Embedded));
        Assert.NotEqual(model, grown.Model);
        Assert.Equal([$"{grown.Model}|18"], index.Query("SELECT model, count(*) FROM embeddings_index GROUP BY model"));
        Assert.Equal([grown.Model], index.Query("SELECT model FROM embedding_models"));
    }

    [Fact]
    public async Task The_same_texts_give_the_same_model_and_keep_their_vectors()
    {
        await using var index = await TextsAsync(12);
        var first = await new IndexEmbedder(index.Database).RunAsync();
        var again = await new IndexEmbedder(index.Database).RunAsync(retrains: true);
        Assert.Equal((first.Model, true, 0L), (again.Model, again.WasTrained, again.Embedded));
    }

    [Fact]
    public async Task One_that_is_broken_off_goes_on_where_it_was()
    {
        await using var index = await TextsAsync(12);
        using var stop = new CancellationTokenSource();
        // Behind the training, before the first batch.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new IndexEmbedder(index.Database).RunAsync(progress: new Stopping(stop), cancellationToken: stop.Token));
        var then = await new IndexEmbedder(index.Database).RunAsync();
        Assert.Equal(12, then.Embedded);
        index.RequireSound();
    }

    [Fact]
    public async Task Nobody_who_has_not_asked_for_likeness_pays_for_it()
    {
        await using var index = await TextsAsync(2);
        Assert.Empty(await new IndexEmbedder(index.Database).KeepUpAsync());
        Assert.Equal("0", index.Scalar("SELECT count(*) FROM embedding_models"));
    }

    [Fact]
    public async Task An_empty_index_has_nothing_to_learn_from()
    {
        await using var index = await TestIndex.CreateAsync();
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new IndexEmbedder(index.Database).RunAsync());
        Assert.Equal(("nothing_to_learn", "Scan a folder that has text in it first."), (refused.Error, refused.Hint));
    }

    [Theory]
    [InlineData(1, "One document, and no other.")]
    [InlineData(5, "All documents are alike, to the last word.")]
    public async Task Few_or_equal_documents_have_vectors_too(int count, string text)
    {
        await using var index = await TestIndex.CreateAsync();
        for (var i = 0; i < count; i++)
        {
            index.Files.Write($"{i}.md", text);
        }

        index.Files.Write("numbers.md", "12 345 6789");
        await index.ScanAsync();
        var summary = await new IndexEmbedder(index.Database).RunAsync();
        Assert.Equal((count, 1), (summary.Embedded, summary.WithoutWords));
    }

    internal static readonly string[] Words = ["kettle", "garden", "lantern", "harbour", "window", "whistle", "copper", "bean", "fog", "tower", "light", "ship"];

    private static async Task<TestIndex> TextsAsync(int count)
    {
        var index = await TestIndex.CreateAsync();
        for (var i = 0; i < count; i++)
        {
            index.Files.Write($"{i}.md", $"About the {Words[i]} and the {Words[(i + 1) % count]}, and of what they are made.");
        }

        await index.ScanAsync();
        return index;
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<EmbedProgress>
    {
        void IProgress<EmbedProgress>.Report(EmbedProgress value) => stop.Cancel();
    }
}
