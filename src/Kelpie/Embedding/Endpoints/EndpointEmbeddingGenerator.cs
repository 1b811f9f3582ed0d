using Microsoft.Extensions.AI;

namespace Kelpie.Embedding.Endpoints;

/// <summary>Has vectors made by a server that speaks as OpenAI's does: OpenAI's own, Ollama, llama.cpp, vLLM, and others. For any number of threads.</summary>
/// <param name="address">Where it is.</param>
/// <param name="options">How it is spoken to; null for the usual way.</param>
public sealed class EndpointEmbeddingGenerator(EndpointAddress address, EndpointOptions? options = null) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EndpointOptions _options = options ?? EndpointOptions.Default;
    private readonly EndpointClient _client = new(address, options ?? EndpointOptions.Default);
    private readonly EmbeddingGeneratorMetadata _metadata = new("openai", address.Base, address.Model);
    private readonly EndpointErrors _errors = new(address, new EndpointKey(address, (options ?? EndpointOptions.Default).Environment));

    /// <summary>The vectors of texts, as the server gives them: all of one size.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Must not ask for another model or a number of dimensions.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">The options ask for another model, or for a number of dimensions.</exception>
    /// <exception cref="KelpieException">The server is away, hangs, is busy, refuses, or answers what are not the vectors of these texts.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if ((options?.ModelId ?? address.Model) != address.Model || options?.Dimensions is not null)
        {
            throw new NotSupportedException($"This is the model {address.Model}, in its own size; another one is asked for by another generator.");
        }

        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var texts in values.Chunk(_options.BatchSize))
        {
            var made = _options.Clock.GetUtcNow();
            var answer = await _client.SendAsync(texts, cancellationToken).ConfigureAwait(false);
            foreach (var vector in Ordered(answer, texts.Length))
            {
                if (embeddings.Count > 0 && embeddings[0].Vector.Length != vector.Length)
                {
                    throw _errors.Garbage($"one of {vector.Length} numbers, where its others have {embeddings[0].Vector.Length}");
                }

                embeddings.Add(new Embedding<float>(vector) { ModelId = address.Model, CreatedAt = made });
            }
        }

        return embeddings;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // Each says which text it is of; where none does, they are in order.
    private float[][] Ordered(IReadOnlyList<EndpointVector?> answer, int count)
    {
        if (answer.Count != count)
        {
            throw _errors.Garbage($"{answer.Count} of them for {count} texts");
        }

        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var place = answer[i]?.Index ?? i;
            if (answer[i]?.Embedding is not { Length: > 0 } vector)
            {
                throw _errors.Garbage($"number {i} is empty");
            }

            if (place < 0 || place >= count || vectors[place] is not null)
            {
                throw _errors.Garbage($"number {i} says that it is of text {place}, of which there is another, or none");
            }

            vectors[place] = vector;
        }

        return vectors;
    }
}
