using Microsoft.Extensions.AI;

namespace Kelpie.Embedding.Models;

/// <summary>A model that is ready to make vectors.</summary>
/// <param name="name">Its name, which must be its own in a database.</param>
/// <param name="source">Where it is, without anything secret.</param>
/// <param name="generator">What makes the vectors; it is closed with the model.</param>
public sealed class OpenedModel(string name, string source, IEmbeddingGenerator<string, Embedding<float>> generator) : IDisposable
{
    /// <summary>
    /// How many of the texts were longer than the model can read, and lost their ends: a generator may say so in
    /// <see cref="GeneratedEmbeddings{TEmbedding}.AdditionalProperties"/> by this key, as an <see cref="int"/>.
    /// </summary>
    public const string Truncated = "truncated";

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Where it is: a folder or a URL.</summary>
    public string Source => source;

    /// <summary>What makes the vectors.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> Generator => generator;

    /// <summary>What tells whether it is the same model as before, up to 64 letters; null where nothing does.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>What it wants before texts.</summary>
    public ModelPrompts Prompts { get; init; } = ModelPrompts.None;

    /// <inheritdoc/>
    public void Dispose() => generator.Dispose();
}
