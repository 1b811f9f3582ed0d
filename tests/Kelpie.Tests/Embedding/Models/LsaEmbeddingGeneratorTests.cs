using Kelpie.Embedding;
using Kelpie.Embedding.Models;
using Kelpie.Tests.Database;
using Microsoft.Extensions.AI;

namespace Kelpie.Tests.Embedding.Models;

/// <summary>The built-in model by the interface that other programs know.</summary>
public sealed class LsaEmbeddingGeneratorTests
{
    [Fact]
    public async Task It_gives_texts_their_vectors_and_those_without_words_zeros()
    {
        await using var index = await TestIndex.CreateAsync();
        Assert.Equal("no_vectors", (await Assert.ThrowsAsync<KelpieException>(() => LsaEmbeddingGenerator.OpenAsync(index.Database))).Error);
        foreach (var (i, word) in IndexEmbedderTests.Words.Index())
        {
            index.Files.Write($"{i}.md", $"About the {word} and what it is made of.");
        }

        await index.ScanAsync();
        var summary = await new IndexEmbedder(index.Database).RunAsync();
        using IEmbeddingGenerator<string, Embedding<float>> generator = await LsaEmbeddingGenerator.OpenAsync(index.Database);
        var metadata = generator.GetService<EmbeddingGeneratorMetadata>()!;
        Assert.Equal(summary.Model, metadata.DefaultModelId);
        var made = await generator.GenerateAsync(["a kettle", "zyzzyva", "the kettle and kettles"]);
        Assert.All(made, embedding => Assert.Equal(metadata.DefaultModelDimensions, embedding.Vector.Length));
        Assert.Equal(1.0, made[0].Vector.ToArray().Sum(value => (double)value * value), 5);
        Assert.All(made[1].Vector.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(made[0].Vector.ToArray(), made[2].Vector.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        await Assert.ThrowsAsync<NotSupportedException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 1 }));
    }
}
