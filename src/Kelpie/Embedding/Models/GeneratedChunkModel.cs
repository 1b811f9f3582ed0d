using Kelpie.Database.Stores;
using Kelpie.Similarity.Vectors;
using Microsoft.Extensions.AI;

namespace Kelpie.Embedding.Models;

/// <summary>A model that the user has given: what its generator says is checked before it is believed.</summary>
/// <param name="model">The model; it is closed with this.</param>
/// <param name="dimensions">The numbers that its vectors have; 0 where the first tells.</param>
internal sealed class GeneratedChunkModel(OpenedModel model, int dimensions) : IChunkModel
{
    /// <inheritdoc/>
    public int BatchSize => 256;

    /// <inheritdoc/>
    public async ValueTask<EmbeddedBatch> EmbedAsync(IReadOnlyList<ChunkText> chunks, CancellationToken cancellationToken) =>
        await GenerateAsync([.. chunks.Select(chunk => model.Prompts.Passage + chunk.Content)], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<float[]?> EmbedQueryAsync(string text, CancellationToken cancellationToken) =>
        (await GenerateAsync([model.Prompts.Query + text], cancellationToken).ConfigureAwait(false)).Vectors[0];

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    private async Task<EmbeddedBatch> GenerateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
        {
            return new EmbeddedBatch([], 0);
        }

        var generated = await AskAsync(texts, cancellationToken).ConfigureAwait(false);
        if (generated.Count != texts.Count)
        {
            throw Wrong($"gave {generated.Count} vectors for {texts.Count} texts");
        }

        var vectors = new float[]?[texts.Count];
        for (var i = 0; i < vectors.Length; i++)
        {
            var vector = generated[i].Vector.Span;
            dimensions = dimensions == 0 ? vector.Length : dimensions;
            if (vector.Length != dimensions || dimensions == 0)
            {
                throw Wrong(vector.Length == 0 ? "gave an empty vector" : $"gave a vector of {vector.Length} numbers, where its others have {dimensions}");
            }

            vectors[i] = VectorMath.IsUsable(vector) ? VectorMath.Normalised(vector) : null;
        }

        return new EmbeddedBatch(vectors, generated.AdditionalProperties?.TryGetValue(OpenedModel.Truncated, out int truncated) == true ? truncated : 0);
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> AskAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        try
        {
            return await model.Generator.GenerateAsync(texts, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (KelpieException exception)
        {
            throw new KelpieException(ModelCatalog.Unavailable, $"The model {model.Name} is not to be had: {exception.Message}", exception.Hint, exception);
        }
    }

    private KelpieException Wrong(string what) => new(
        "wrong_vectors",
        $"The model {model.Name} at {model.Source} {what}; nothing of it was kept.",
        $"If it is another model by now: kelpie embed --remove {model.Name}, then kelpie embed --model with where it is.");
}
