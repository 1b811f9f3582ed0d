using Kelpie.Embedding.Models;
using Microsoft.Extensions.AI;

namespace Kelpie.Conformance.Embedding;

/// <summary>Models that are there wherever they are looked for, and think about each batch for a moment.</summary>
internal sealed class ToyModels : IModelOpener
{
    public string Kind => "toy";

    public string? SourceOf(string reference) => reference.StartsWith("toy:", StringComparison.Ordinal) ? reference : null;

    public Task<OpenedModel> OpenAsync(string source, CancellationToken cancellationToken = default) =>
        Task.FromResult(new OpenedModel(source["toy:".Length..], source, new Generator()));

    private sealed class Generator : IEmbeddingGenerator<string, Embedding<float>>
    {
        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return [.. values.Select(text => new Embedding<float>(new float[] { 1, text.Length % 7, text.Length % 11 }))];
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
