using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Embedding.Lsa;

namespace Kelpie.Embedding;

/// <summary>Learns the built-in model from all chunks of an index.</summary>
internal static class ModelTraining
{
    private const int Batch = 2048;

    /// <exception cref="KelpieException">The index has no word to learn from.</exception>
    internal static async Task<LsaModel> RunAsync(KelpieDatabase database, long all, IProgress<EmbedProgress>? progress, CancellationToken cancellationToken)
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
}
