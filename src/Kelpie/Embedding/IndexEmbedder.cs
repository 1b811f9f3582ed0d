using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Embedding.Lsa;
using Kelpie.Similarity.Indexes;
using Kelpie.Sql;

namespace Kelpie.Embedding;

/// <summary>What an embedding did.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="WasTrained">Whether it was learnt anew.</param>
/// <param name="TrainedOn">The chunks that there were then.</param>
/// <param name="Embedded">How many chunks got a vector.</param>
/// <param name="WithoutWords">How many got none, for they have no word that the model knows.</param>
public sealed record EmbedSummary(string Model, bool WasTrained, long TrainedOn, long Embedded, long WithoutWords);

/// <summary>How far an embedding is.</summary>
/// <param name="IsTraining">Whether the model is being learnt; else chunks get their vectors.</param>
/// <param name="Done">Chunks that are done.</param>
/// <param name="All">Chunks that there are.</param>
public sealed record EmbedProgress(bool IsTraining, long Done, long All);

/// <summary>
/// Gives every chunk a vector by a model that is learnt from the index itself: on first use, and again when the index has grown by
/// half. Each batch is a transaction, so that one that is broken off goes on where it was.
/// </summary>
/// <param name="database">The index.</param>
public sealed class IndexEmbedder(KelpieDatabase database)
{
    private const int Batch = 2048;

    /// <summary>Learns a model where one is due, and embeds what has no vector of it.</summary>
    /// <param name="retrains">Whether a model is learnt in any case.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops it; what was embedded stays.</param>
    /// <exception cref="KelpieException">The index has no word to learn from.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<EmbedSummary> RunAsync(bool retrains = false, IProgress<EmbedProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var known = await database.Embeddings.LatestAsync(cancellationToken).ConfigureAwait(false);
        var chunks = await database.Embeddings.CountChunksAsync(cancellationToken).ConfigureAwait(false);
        if (known is null || retrains || LsaRetraining.IsDue(known.TrainedOn, chunks, unknownTermsShare: 0))
        {
            var model = await TrainAsync(chunks, progress, cancellationToken).ConfigureAwait(false);
            // The same chunks give the same model: its vectors are those that are there.
            if (model.Name != known?.Name)
            {
                ModelRow? row = null;
                await database.WriteAsync(async (db, token) => row = await new EmbeddingWriter(db).ReplaceModelAsync(model, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                return await EmbedAsync(row!, model, wasTrained: true, chunks, progress, cancellationToken).ConfigureAwait(false);
            }

            return await EmbedAsync(known, model, wasTrained: true, chunks, progress, cancellationToken).ConfigureAwait(false);
        }

        var reader = await LsaModelReader.OpenAsync((number, token) => database.Embeddings.ModelBlockAsync(known.Id, number, token), cancellationToken).ConfigureAwait(false);
        return await EmbedAsync(known, await reader.LoadAsync(cancellationToken).ConfigureAwait(false), wasTrained: false, chunks, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Embeds what has come since, where there is a model; where nobody has asked for likeness yet, it does nothing.</summary>
    /// <param name="cancellationToken">Stops it; what was embedded stays.</param>
    /// <returns>What it did; null where there is no model.</returns>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<EmbedSummary?> KeepUpAsync(CancellationToken cancellationToken = default)
    {
        if (await database.Embeddings.LatestAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        try
        {
            return await RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (KelpieException nothing) when (nothing.Error == LsaTrainer.NothingToLearn)
        {
            // What the model was learnt from is gone, and what has come has no words: the model that there is stays.
            return null;
        }
    }

    private async Task<LsaModel> TrainAsync(long all, IProgress<EmbedProgress>? progress, CancellationToken cancellationToken)
    {
        var corpus = new LsaCorpus();
        var bag = new TermBag();
        await using var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var texts = new ChunkTexts(db);
        for (var after = 0L; await texts.AfterAsync(after, Batch, cancellationToken).ConfigureAwait(false) is { Count: > 0 } batch; after = batch[^1].Id)
        {
            foreach (var chunk in batch)
            {
                if (corpus.WantsNext)
                {
                    ChunkTerms.Fill(bag, chunk.Content, chunk.Strategy);
                    corpus.Add(bag);
                }
                else
                {
                    corpus.Skip();
                }
            }

            progress?.Report(new EmbedProgress(IsTraining: true, corpus.DocumentsSeen, all));
        }

        return LsaTrainer.Train(corpus, cancellationToken: cancellationToken);
    }

    private async Task<EmbedSummary> EmbedAsync(
        ModelRow row, LsaModel model, bool wasTrained, long all, IProgress<EmbedProgress>? progress, CancellationToken cancellationToken)
    {
        var (embedded, without, done) = (0L, 0L, true);
        var after = 0L;
        var bag = new TermBag();
        do
        {
            var (vectors, behind, looked) = (new List<(long, float[])>(), after, 0);
            await database.WriteAsync(
                async (db, token) =>
                {
                    // The unit may be run again: it begins from where the last one ended.
                    (vectors, behind) = ([], after);
                    var writer = new EmbeddingWriter(db);
                    var batch = await new ChunkTexts(db).MissingAsync(row.Name, after, Batch, token).ConfigureAwait(false);
                    done = batch.Count < Batch;
                    foreach (var chunk in batch)
                    {
                        behind = chunk.Id;
                        ChunkTerms.Fill(bag, chunk.Content, chunk.Strategy);
                        if (model.Embed(bag) is { } vector)
                        {
                            vectors.Add((chunk.Id, vector));
                        }
                    }

                    if (vectors.Count > 0)
                    {
                        await writer.AddVectorsAsync(row, vectors, token).ConfigureAwait(false);
                    }

                    looked = batch.Count;
                    if (looked > 0)
                    {
                        await writer.LookedAtAsync(row, behind, token).ConfigureAwait(false);
                    }
                },
                cancellationToken).ConfigureAwait(false);
            (embedded, without, after) = (embedded + vectors.Count, without + looked - vectors.Count, behind);
            progress?.Report(new EmbedProgress(IsTraining: false, embedded + without, all));
        }
        while (!done);

        await new VectorIndexUpkeep(database).RunAsync(row, cancellationToken).ConfigureAwait(false);
        return new EmbedSummary(row.Name, wasTrained, row.TrainedOn, embedded, without);
    }
}
