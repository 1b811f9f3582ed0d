using Kelpie.Embedding.Models;
using Kelpie.Onnx.Tokenizing;
using Microsoft.Extensions.AI;

namespace Kelpie.Onnx;

/// <summary>Makes vectors by a sentence model on this machine. For any number of threads.</summary>
public sealed class OnnxEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    // Tokens of a batch, its padding included: more of them make it no faster, and need more memory.
    private const int TokensPerBatch = 4096;
    private const int TextsPerBatch = 32;

    private readonly SentenceModel _model;
    private readonly TextTokenizer _tokenizer;
    private readonly ModelSettings _settings;
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly string _name;

    private OnnxEmbeddingGenerator(SentenceModel model, TextTokenizer tokenizer, ModelSettings settings, string name)
    {
        (_model, _tokenizer, _settings, _name) = (model, tokenizer, settings, name);
        _metadata = new EmbeddingGeneratorMetadata("kelpie", defaultModelId: name);
    }

    /// <summary>The most tokens of a text that the model reads; what is behind them is cut off.</summary>
    public int MaxTokens => _settings.MaxTokens;

    internal static OnnxEmbeddingGenerator Open(ModelFolder folder, ModelSettings settings, TextTokenizer tokenizer) =>
        new(SentenceModel.Open(folder, settings), tokenizer, settings, folder.Name);

    /// <summary>
    /// The vectors of texts, in their order. How many were longer than the model reads is told by <see cref="OpenedModel.Truncated"/>.
    /// Prompts are not added here: they are the caller's (<see cref="OpenedModel.Prompts"/>).
    /// </summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Must not ask for another model or a number of dimensions.</param>
    /// <param name="cancellationToken">Stops it, between two batches.</param>
    /// <exception cref="NotSupportedException">The options ask for another model, or for a number of dimensions.</exception>
    /// <exception cref="KelpieException">The model cannot compute them.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if ((options?.ModelId ?? _name) != _name || options?.Dimensions is not null)
        {
            throw new NotSupportedException($"This is the model {_name}, in its own size; another one is opened by its own folder.");
        }

        return Task.Run(() => Generate([.. values], cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private GeneratedEmbeddings<Embedding<float>> Generate(string[] texts, CancellationToken cancellationToken)
    {
        var tokenized = Array.ConvertAll(texts, text => _tokenizer.Tokenize(text, MaxTokens));
        // Those of about one length go together, so that little of a batch is padding.
        var order = Enumerable.Range(0, texts.Length).OrderByDescending(i => tokenized[i].Ids.Length).ToArray();
        var vectors = new float[texts.Length][];
        for (var first = 0; first < order.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var longest = tokenized[order[first]].Ids.Length;
            var batch = order.AsSpan(first, Math.Min(order.Length - first, Math.Clamp(TokensPerBatch / longest, 1, TextsPerBatch))).ToArray();
            var made = _model.Run([.. batch.Select(i => tokenized[i].Ids)], _tokenizer.Padding);
            for (var i = 0; i < batch.Length; i++)
            {
                vectors[batch[i]] = made[i];
            }

            first += batch.Length;
        }

        var now = DateTimeOffset.UtcNow;
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector) { ModelId = _name, CreatedAt = now }))
        {
            AdditionalProperties = new() { [OpenedModel.Truncated] = tokenized.Count(text => text.WasTruncated) },
        };
    }
}
