using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Embedding.Models;
using Kelpie.Similarity.Indexes;

namespace Kelpie.Embedding;

/// <summary>
/// Gives the chunks that have no vector of a model theirs. They are computed outside of transactions, since a model may need minutes;
/// what has gone meanwhile, or got its vector from somebody else, is left as it is.
/// </summary>
internal sealed class VectorFilling(KelpieDatabase database, ModelRow row, IChunkModel model, IProgress<EmbedProgress>? progress)
{
    /// <summary>The error of a model that somebody has removed or replaced while it was being used.</summary>
    internal const string Gone = "model_gone";

    /// <exception cref="KelpieException">The model is not to be had, or gives no vector at all; or somebody else has removed it.</exception>
    internal async Task<EmbedSummary> RunAsync(bool wasTrained, CancellationToken cancellationToken)
    {
        var summary = new EmbedSummary(row.Name, wasTrained, row.TrainedOn, 0, 0);
        var all = await database.Embeddings.CountMissingAsync(row.Name, cancellationToken).ConfigureAwait(false);
        var (after, done) = (0L, 0L);
        for (var isLast = false; !isLast;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = await database.Embeddings.MissingAsync(row.Name, after, model.BatchSize, cancellationToken).ConfigureAwait(false);
            if (batch.Count == 0)
            {
                break;
            }

            isLast = batch.Count < model.BatchSize;

            var embedded = await model.EmbedAsync(batch, cancellationToken).ConfigureAwait(false);
            var written = await WriteAsync(batch, embedded.Vectors, cancellationToken).ConfigureAwait(false);
            summary = await CountAsync(summary, batch, embedded, written, cancellationToken).ConfigureAwait(false);
            after = batch[^1].Id;
            progress?.Report(new EmbedProgress(IsTraining: false, done += batch.Count, Math.Max(all, done)) { Model = row.Name });
        }

        await new VectorIndexUpkeep(database).RunAsync(row, cancellationToken).ConfigureAwait(false);
        return summary.Embedded > 0 || summary.Unusable == 0 ? summary : throw new KelpieException(
            "wrong_vectors",
            $"The model {row.Name} gave no chunk a vector that has a direction; the first was {summary.FirstUnusable}.",
            $"Try another model, or another export of it; kelpie embed --remove {row.Name} forgets this one.");
    }

    private async Task<long> WriteAsync(IReadOnlyList<ChunkText> batch, IReadOnlyList<float[]?> made, CancellationToken cancellationToken)
    {
        var written = 0L;
        await database.WriteAsync(
            async (db, token) =>
            {
                var writer = new EmbeddingWriter(db);
                if (!await writer.HoldAsync(row, token).ConfigureAwait(false))
                {
                    throw new KelpieException(Gone, $"Somebody has removed the model {row.Name} while it was being used.", "Run the command again.");
                }

                var missing = await new ChunkTexts(db).StillMissingAsync(row.Name, [.. batch.Select(chunk => chunk.Id)], token).ConfigureAwait(false);
                var vectors = new List<(long Chunk, float[] Vector)>(batch.Count);
                for (var i = 0; i < batch.Count; i++)
                {
                    if (made[i] is { } vector && missing.Contains(batch[i].Id))
                    {
                        vectors.Add((batch[i].Id, vector));
                    }
                }

                if (vectors.Count > 0)
                {
                    await writer.AddVectorsAsync(row, vectors, token).ConfigureAwait(false);
                }

                await writer.LookedAtAsync(row, batch[^1].Id, token).ConfigureAwait(false);
                written = vectors.Count;
            },
            cancellationToken).ConfigureAwait(false);
        return written;
    }

    private async Task<EmbedSummary> CountAsync(EmbedSummary summary, IReadOnlyList<ChunkText> batch, EmbeddedBatch embedded, long written, CancellationToken cancellationToken)
    {
        var without = embedded.Vectors.Count(vector => vector is null);
        summary = summary with { Embedded = summary.Embedded + written, Truncated = summary.Truncated + embedded.Truncated };
        if (row.Kind == ModelKinds.Lsa)
        {
            return summary with { WithoutWords = summary.WithoutWords + without };
        }

        for (var i = 0; i < batch.Count && without > 0 && summary.FirstUnusable is null; i++)
        {
            if (embedded.Vectors[i] is null)
            {
                var place = await database.Embeddings.PlaceOfAsync(batch[i].Id, cancellationToken).ConfigureAwait(false);
                summary = summary with { FirstUnusable = place is var (path, index) ? $"chunk {index} of {path}" : $"chunk {batch[i].Id}, which has gone" };
            }
        }

        return summary with { Unusable = summary.Unusable + without };
    }
}
