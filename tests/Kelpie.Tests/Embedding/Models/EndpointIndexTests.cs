using Kelpie.Database.FullText;
using Kelpie.Embedding;
using Kelpie.Embedding.Endpoints;
using Kelpie.Embedding.Models;
using Kelpie.Similarity;
using Kelpie.Tests.Database;
using Kelpie.Tests.Embedding.Endpoints;

namespace Kelpie.Tests.Embedding.Models;

/// <summary>An index whose vectors an endpoint makes.</summary>
public sealed class EndpointIndexTests
{
    private static readonly IReadOnlyList<IModelOpener> Openers = [new EndpointModels(new EndpointOptions { FirstWait = TimeSpan.FromMilliseconds(1), BatchSize = 2, Environment = _ => "sk-secret" })];

    [Fact]
    public async Task Its_vectors_answer_where_none_is_named_and_it_is_asked_for_what_is_missing_alone()
    {
        await using var endpoint = FakeEndpoint.Toy();
        await using var index = await TextsAsync();
        await new IndexEmbedder(index.Database).RunAsync();
        Assert.Equal(("toy", 3L), (await new IndexEmbedder(index.Database, Openers).RunAsync(endpoint.Url) is var made ? (made.Model, made.Embedded) : default));
        Assert.Equal([$"toy|3|endpoint|{endpoint.Url}|"], index.Query("SELECT model, dimensions, kind, source, fingerprint FROM embedding_models WHERE kind <> 'lsa'"));
        Assert.DoesNotContain("sk-secret", string.Concat(index.Query("SELECT * FROM embedding_models")), StringComparison.Ordinal);
        var asked = endpoint.Requests.Count;
        Assert.Equal(0, (await new IndexEmbedder(index.Database, Openers).RunAsync("toy")).Embedded);
        Assert.Equal(asked, endpoint.Requests.Count);

        var answer = await new SimilaritySearch(index.Database, openers: Openers).FindAsync("sea sea", new FullTextOptions { Limit = 1 });
        Assert.Equal(("toy", 3L, "sea.md"), (answer.Model, answer.IndexSize, Path.GetFileName(Assert.Single(answer.Hits).Envelope.FilePath)));
        Assert.Equal("toy", (await new SimilaritySearch(index.Database, endpoint.Url, Openers).FindAsync("sea", new FullTextOptions())).Model);

        // A file's own vectors are there: nobody is asked for them.
        asked = endpoint.Requests.Count;
        Assert.Equal(2, (await new SimilaritySearch(index.Database, "toy", Openers).FindLikeAsync(Path.Combine(index.Files.Path, "sea.md"), null, new FullTextOptions())).Hits.Count);
        Assert.Equal(asked, endpoint.Requests.Count);
        index.RequireSound();
    }

    [Fact]
    public async Task One_that_goes_away_stops_likeness_by_it_and_nothing_else()
    {
        await using var index = await TextsAsync();
        string url;
        await using (var endpoint = FakeEndpoint.Toy())
        {
            url = endpoint.Url;
            await new IndexEmbedder(index.Database).RunAsync();
            await new IndexEmbedder(index.Database, Openers).RunAsync(url);
        }

        index.Files.Write("new.md", "A garden by the sea.");
        await index.ScanAsync();
        var outcomes = await new IndexEmbedder(index.Database, Openers).KeepUpAsync();
        Assert.Equal(1, outcomes[0].Summary!.Embedded);
        Assert.Equal(("toy", "model_unavailable", 1L), (outcomes[1].Model, outcomes[1].Failure!.Error, outcomes[1].Waiting));
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new SimilaritySearch(index.Database, openers: Openers).FindAsync("sea", new FullTextOptions()));
        Assert.StartsWith($"The model toy is not to be had: The endpoint {url} is away: ", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty((await new SimilaritySearch(index.Database, ModelKinds.Lsa, Openers).FindAsync("sea", new FullTextOptions())).Hits);
        Assert.Equal("model_unavailable", (await Assert.ThrowsAsync<KelpieException>(() => new SimilaritySearch(index.Database).FindAsync("sea", new FullTextOptions()))).Error);
    }

    [Fact]
    public async Task Vectors_of_another_size_than_before_are_neither_kept_nor_compared()
    {
        var dimensions = 3;
        await using var endpoint = new FakeEndpoint(request => FakeEndpoint.Vectors(request.Inputs.Select(_ => Enumerable.Repeat(1f, dimensions).ToArray())));
        await using var index = await TextsAsync();
        await new IndexEmbedder(index.Database, Openers).RunAsync(endpoint.Url);
        dimensions = 4;
        index.Files.Write("new.md", "A garden by the sea.");
        await index.ScanAsync();
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new IndexEmbedder(index.Database, Openers).RunAsync("toy"));
        Assert.Equal(("wrong_vectors", $"The model toy at {endpoint.Url} gave a vector of 4 numbers, where its others have 3; nothing of it was kept."), (refused.Error, refused.Message));
        Assert.Equal("wrong_vectors", (await Assert.ThrowsAsync<KelpieException>(() => new SimilaritySearch(index.Database, openers: Openers).FindAsync("sea", new FullTextOptions()))).Error);
        Assert.Equal("3", index.Scalar("SELECT count(*) FROM embeddings_index"));
    }

    [Theory]
    [InlineData("[0, 0, 0]")]
    [InlineData("[1e999, 1, 0]")]
    public async Task What_has_no_direction_is_not_kept_and_its_file_is_named(string vector)
    {
        await using var endpoint = new FakeEndpoint(request => FakeEndpoint.Json(
            $$"""{"data": [{{string.Join(", ", request.Inputs.Select(text => $$"""{"embedding": {{(text.Contains("sea", StringComparison.Ordinal) ? vector : "[1, 2, 3]")}}}"""))}}]}"""));
        await using var index = await TextsAsync();
        var summary = await new IndexEmbedder(index.Database, Openers).RunAsync(endpoint.Url);
        Assert.Equal((2L, 1L, $"chunk 0 of {Path.Combine(index.Files.Path, "sea.md")}"), (summary.Embedded, summary.Unusable, summary.FirstUnusable));
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new IndexEmbedder(index.Database, Openers).RunAsync("toy"));
        Assert.Equal($"The model toy gave no chunk a vector that has a direction; the first was chunk 0 of {Path.Combine(index.Files.Path, "sea.md")}.", refused.Message);
        Assert.Equal("2", index.Scalar("SELECT count(*) FROM embeddings_index"));
        Assert.Equal(["The model toy has no vector for it."], (await new SimilaritySearch(index.Database, openers: Openers).FindAsync("sea", new FullTextOptions())).Notes);
    }

    [Fact]
    public async Task One_that_breaks_off_goes_on_where_it_was()
    {
        var left = 3;
        await using var endpoint = new FakeEndpoint(request => Interlocked.Decrement(ref left) >= 0 ? FakeEndpoint.Vectors(request.Inputs.Select(FakeEndpoint.ToyVector)) : FakeEndpoint.Answer("400 Bad Request", "{}"));
        await using var index = await TextsAsync();
        for (var i = 0; i < 400; i++)
        {
            index.Files.Write($"{i}.md", $"garden {i}");
        }

        await index.ScanAsync();
        var openers = new IModelOpener[] { new EndpointModels(new EndpointOptions { BatchSize = 256, Environment = _ => null }) };
        left = 2;
        await Assert.ThrowsAsync<KelpieException>(() => new IndexEmbedder(index.Database, openers).RunAsync(endpoint.Url));
        Assert.Equal("256", index.Scalar("SELECT count(*) FROM embeddings_index"));
        left = 9;
        Assert.Equal(147, (await new IndexEmbedder(index.Database, openers).RunAllAsync())[0].Summary!.Embedded);
    }

    [Fact]
    public async Task Prompts_tell_questions_and_passages_apart()
    {
        await using var endpoint = new FakeEndpoint(request => FakeEndpoint.Vectors(request.Inputs.Select(_ => new float[] { 1, 2 })));
        await using var index = await TextsAsync();
        await new IndexEmbedder(index.Database, Openers).RunAsync(endpoint.Url.Replace("#toy", "#nomic-embed-text", StringComparison.Ordinal));
        await new SimilaritySearch(index.Database, openers: Openers).FindAsync("sea", new FullTextOptions());
        Assert.Equal(3, endpoint.Requests.SelectMany(request => request.Inputs).Count(text => text.StartsWith("search_document: ", StringComparison.Ordinal)));
        Assert.Equal("search_query: sea", endpoint.Requests.Last().Inputs[0]);
    }

    [Fact]
    public async Task Two_addresses_cannot_have_one_name()
    {
        await using var one = FakeEndpoint.Toy();
        await using var two = FakeEndpoint.Toy();
        await using var index = await TextsAsync();
        await new IndexEmbedder(index.Database, Openers).RunAsync(one.Url);
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new IndexEmbedder(index.Database, Openers).RunAsync(two.Url));
        Assert.Equal(("model_name_taken", $"The index has another model toy already, that of {one.Url}."), (refused.Error, refused.Message));
        Assert.Equal("model_not_found", (await Assert.ThrowsAsync<KelpieException>(() => new IndexEmbedder(index.Database, Openers).RunAsync("minilm"))).Error);
    }

    private static async Task<TestIndex> TextsAsync()
    {
        var index = await TestIndex.CreateAsync();
        index.Files.Write("garden.md", "A garden with a garden in it.");
        index.Files.Write("sea.md", "The sea, and the sea again.");
        index.Files.Write("other.md", "Of lanterns and of kettles.");
        await index.ScanAsync();
        return index;
    }
}
