using Kelpie.Database.Stores;

namespace Kelpie.Embedding.Models;

/// <summary>A model as the index uses it, of whatever kind.</summary>
internal interface IChunkModel : IDisposable
{
    /// <summary>How many chunks it had best be given at once; they are also written at once.</summary>
    int BatchSize { get; }

    /// <summary>The vectors of chunks.</summary>
    /// <exception cref="KelpieException">The model is not to be had, or gives what is none.</exception>
    ValueTask<EmbeddedBatch> EmbedAsync(IReadOnlyList<ChunkText> chunks, CancellationToken cancellationToken);

    /// <summary>The vector of what is searched for; null where the model has none for it.</summary>
    /// <exception cref="KelpieException">The model is not to be had, or gives what is none.</exception>
    ValueTask<float[]?> EmbedQueryAsync(string text, CancellationToken cancellationToken);
}
