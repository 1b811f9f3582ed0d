using Kelpie.Database.Stores;
using Kelpie.Embedding.Lsa;

namespace Kelpie.Embedding.Models;

/// <summary>The built-in model: it reads the terms of a chunk, by how its file was cut.</summary>
internal sealed class LsaChunkModel : IChunkModel
{
    private readonly Func<TermBag, CancellationToken, ValueTask<float[]?>> _embed;
    private readonly TermBag _bag = new();

    /// <summary>The whole model, for many chunks.</summary>
    internal LsaChunkModel(LsaModel model) => _embed = (bag, _) => new(model.Embed(bag));

    /// <summary>The stored model, of which only that is read which a few texts need.</summary>
    internal LsaChunkModel(LsaModelReader reader) => _embed = reader.EmbedAsync;

    /// <inheritdoc/>
    public int BatchSize => 2048;

    /// <inheritdoc/>
    public async ValueTask<EmbeddedBatch> EmbedAsync(IReadOnlyList<ChunkText> chunks, CancellationToken cancellationToken)
    {
        var vectors = new float[]?[chunks.Count];
        for (var i = 0; i < vectors.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors[i] = await EmbedAsync(chunks[i].Content, chunks[i].Strategy, cancellationToken).ConfigureAwait(false);
        }

        return new EmbeddedBatch(vectors, Truncated: 0);
    }

    /// <inheritdoc/>
    public ValueTask<float[]?> EmbedQueryAsync(string text, CancellationToken cancellationToken) => EmbedAsync(text, strategy: null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private ValueTask<float[]?> EmbedAsync(string text, string? strategy, CancellationToken cancellationToken)
    {
        ChunkTerms.Fill(_bag, text, strategy);
        return _embed(_bag, cancellationToken);
    }
}
