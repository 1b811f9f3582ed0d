using Kelpie.Database;
using Kelpie.Embedding.Lsa;
using Kelpie.Sql;
using Microsoft.Extensions.AI;

namespace Kelpie.Embedding.Models;

/// <summary>The built-in model for programs that know models by the interface of Microsoft.Extensions.AI. For any number of threads.</summary>
/// <param name="model">The model.</param>
public sealed class LsaEmbeddingGenerator(LsaModel model) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new("kelpie", defaultModelId: model.Name, defaultModelDimensions: model.Dimensions);

    /// <summary>The model that was learnt from an index.</summary>
    /// <param name="database">The index.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">None was learnt from it yet.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public static async Task<LsaEmbeddingGenerator> OpenAsync(KelpieDatabase database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        var models = await database.Embeddings.ModelsAsync(cancellationToken).ConfigureAwait(false);
        var row = models.LastOrDefault(model => model.Kind == ModelKinds.Lsa)
            ?? throw new KelpieException("no_vectors", "No model was learnt from this index yet.", "kelpie embed learns one.");
        var reader = await LsaModelReader.OpenAsync((number, token) => database.Embeddings.ModelBlockAsync(row.Id, number, token), cancellationToken).ConfigureAwait(false);
        return new LsaEmbeddingGenerator(await reader.LoadAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The vectors of texts, which are read as prose: each of length 1, or all zero where the model knows no word of the text.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Must not ask for another model or another number of dimensions.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">The options ask for what this model is not.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if ((options?.ModelId ?? model.Name) != model.Name || (options?.Dimensions ?? model.Dimensions) != model.Dimensions)
        {
            throw new NotSupportedException($"This is the model {model.Name}, whose vectors have {model.Dimensions} numbers; it gives no others.");
        }

        var bag = new TermBag();
        var made = DateTimeOffset.UtcNow;
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var text in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ChunkTerms.Fill(bag, text, strategy: null);
            var vector = new float[model.Dimensions];
            model.TryEmbed(bag, vector);
            embeddings.Add(new Embedding<float>(vector) { ModelId = model.Name, CreatedAt = made });
        }

        return Task.FromResult(embeddings);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType == typeof(LsaModel) ? model
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
