using Kelpie.Chunking;
using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Database.Stores;
using Kelpie.Embedding.Models;
using Kelpie.Scanning;
using Kelpie.Similarity.Vectors;
using Kelpie.Sql;

namespace Kelpie.Similarity;

/// <summary>A chunk that is like what was asked for.</summary>
/// <param name="Distance">How far it is: from 0, the same direction, to 2.</param>
/// <param name="Envelope">The chunk.</param>
/// <param name="Context">The chunks about it, in order, itself left out.</param>
public sealed record SimilarHit(double Distance, Envelope Envelope, IReadOnlyList<Envelope> Context)
{
    /// <summary>How like it is, as the original says: 1 over 1 and the distance.</summary>
    public double Score => 1 / (1 + Distance);

    /// <summary>Whether the file is still as it was when it was indexed.</summary>
    public Freshness Freshness { get; init; }
}

/// <summary>What a search for likeness found.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="IndexSize">How many chunks have a vector of it.</param>
/// <param name="Hits">The chunks, the nearest first.</param>
/// <param name="Notes">What is to be known of the answer, in sentences.</param>
public sealed record SimilarityAnswer(string Model, long IndexSize, IReadOnlyList<SimilarHit> Hits, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the chunks are the nearest for certain; else a vector index of the server's found them, which may miss one.</summary>
    public bool IsExact { get; init; } = true;
}

/// <summary>Finds chunks that mean alike, though they share no word.</summary>
/// <param name="database">The index.</param>
/// <param name="name">The model's name, folder or URL; null for the one that the user gave last, else the built-in one.</param>
/// <param name="openers">What opens the models that a user gives; none for the built-in one alone.</param>
public sealed class SimilaritySearch(KelpieDatabase database, string? name = null, IReadOnlyList<IModelOpener>? openers = null)
{
    private readonly ModelCatalog _catalog = new(database, openers ?? []);

    /// <summary>Whether the nearest are wanted for certain: no vector index of the server's is asked.</summary>
    public bool IsExact { get; init; }

    /// <summary>Finds the chunks that are nearest to a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">Limits and filters; they apply before the cut, so that so many come as there are.</param>
    /// <param name="context">How many chunks before and behind each are wanted with it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There are no vectors.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public Task<SimilarityAnswer> FindAsync(string text, FullTextOptions options, int context = 0, CancellationToken cancellationToken = default) =>
        FindAsync((model, token) => QueryAsync(model, text, token), except: null, options, context, cancellationToken);

    /// <summary>Finds the chunks of other files that are nearest to a file, or to one of its chunks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="index">The chunk's place, from 0; null for the whole file.</param>
    /// <param name="options">Limits and filters; they apply before the cut.</param>
    /// <param name="context">How many chunks before and behind each are wanted with it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">The file or the chunk is not in the index, or there are no vectors.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<SimilarityAnswer> FindLikeAsync(string path, int? index, FullTextOptions options, int context = 0, CancellationToken cancellationToken = default)
    {
        var chunks = index is { } place
            ? [.. new[] { await database.Chunks.FindAsync(path, place, cancellationToken).ConfigureAwait(false) }.OfType<Envelope>()]
            : await database.Chunks.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        return chunks.Count == 0
            ? throw new KelpieException(
                "file_not_found", $"{path} has no {(index is null ? "chunks" : $"chunk {index}")} in the index.", "kelpie scan DIR indexes it; kelpie files shows what is there.")
            : await FindAsync(
                (model, token) => MiddleAsync(model, path, index, [.. chunks.Select(chunk => new ChunkText(0, chunk.Content, chunk.Strategy.StoredName))], token),
                path, options, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The chunks that are nearest to a text, without looking them up.</summary>
    /// <exception cref="KelpieException">There are no vectors.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    internal async Task<SimilarityRanking> RankAsync(string text, FullTextOptions options, CancellationToken cancellationToken) =>
        await RankAsync((model, token) => QueryAsync(model, text, token), except: null, options, cancellationToken).ConfigureAwait(false);

    private async Task<SimilarityAnswer> FindAsync(
        Func<ModelRow, CancellationToken, Task<float[]?>> embed, string? except, FullTextOptions options, int context, CancellationToken cancellationToken)
    {
        var ranking = await RankAsync(embed, except, options, cancellationToken).ConfigureAwait(false);
        return new SimilarityAnswer(
            ranking.Model, ranking.IndexSize, await HitsAsync(ranking.Matches, context, cancellationToken).ConfigureAwait(false), ranking.Notes)
        {
            IsExact = ranking.IsExact,
        };
    }

    private async Task<SimilarityRanking> RankAsync(
        Func<ModelRow, CancellationToken, Task<float[]?>> embed, string? except, FullTextOptions options, CancellationToken cancellationToken)
    {
        var model = await _catalog.FindAsync(name, cancellationToken).ConfigureAwait(false);
        var (size, behind) = await database.Embeddings.CountAsync(model.Name, cancellationToken).ConfigureAwait(false);
        var notes = new List<string>();
        if (await embed(model, cancellationToken).ConfigureAwait(false) is not { } query)
        {
            return new SimilarityRanking(model.Name, size, [], [model.Kind == ModelKinds.Lsa ? "The model knows no word of it." : $"The model {model.Name} has no vector for it."]);
        }

        if (behind > 0)
        {
            notes.Add($"{behind} chunk{(behind == 1 ? " has" : "s have")} come since vectors were made: kelpie embed gives {(behind == 1 ? "it one" : "them theirs")}.");
        }

        var (matches, isExact) = await new NearestVectors(database, model).FindAsync(query, options, except, IsExact, cancellationToken).ConfigureAwait(false);
        return new SimilarityRanking(model.Name, size, matches, notes) { IsExact = isExact };
    }

    private async Task<float[]?> QueryAsync(ModelRow row, string text, CancellationToken cancellationToken)
    {
        using var model = await _catalog.OpenForQueryAsync(row, cancellationToken).ConfigureAwait(false);
        return await model.EmbedQueryAsync(text, cancellationToken).ConfigureAwait(false);
    }

    // Of several chunks the middle: the sum of their directions. The model is asked only where one of them has no vector yet.
    private async Task<float[]?> MiddleAsync(ModelRow row, string path, int? index, IReadOnlyList<ChunkText> chunks, CancellationToken cancellationToken)
    {
        IReadOnlyList<float[]?> vectors = await database.Embeddings.OfFileAsync(row.Name, path, index, cancellationToken).ConfigureAwait(false);
        if (vectors.Count < chunks.Count)
        {
            using var model = await _catalog.OpenForQueryAsync(row, cancellationToken).ConfigureAwait(false);
            vectors = (await model.EmbedAsync(chunks, cancellationToken).ConfigureAwait(false)).Vectors;
        }

        var sum = new float[row.Dimensions];
        foreach (var vector in vectors.OfType<float[]>())
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += vector[i];
            }
        }

        return VectorMath.IsUsable(sum) ? sum : null;
    }

    private async Task<IReadOnlyList<SimilarHit>> HitsAsync(IReadOnlyList<VectorMatch> matches, int context, CancellationToken cancellationToken)
    {
        var hits = new List<SimilarHit>(matches.Count);
        var freshness = new FreshnessCheck(database.Files);
        foreach (var match in matches)
        {
            // A scan may have replaced the chunk since it was found.
            if (await database.Chunks.FindAsync(match.Id, cancellationToken).ConfigureAwait(false) is { } envelope)
            {
                var around = await database.Chunks.AroundAsync(envelope.FilePath, envelope.ChunkIndex, context, cancellationToken).ConfigureAwait(false);
                hits.Add(new SimilarHit(match.Distance, envelope, around) { Freshness = await freshness.OfAsync(envelope.FilePath, cancellationToken).ConfigureAwait(false) });
            }
        }

        return hits;
    }
}
