using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Embedding.Lsa;
using Kelpie.Embedding.Models;
using Kelpie.Sql;

namespace Kelpie.Embedding;

/// <summary>
/// Gives every chunk a vector: by the built-in model, which is learnt from the index itself on first use and again when the index has
/// grown by half, and by those that the user gives. Each batch is a transaction, so that one that is broken off goes on where it was.
/// </summary>
/// <param name="database">The index.</param>
/// <param name="openers">What opens the models that a user gives; none for the built-in one alone.</param>
public sealed class IndexEmbedder(KelpieDatabase database, IReadOnlyList<IModelOpener>? openers = null)
{
    // As often as somebody else may learn the built-in model anew while it is being used here.
    private const int Attempts = 5;

    private readonly ModelCatalog _catalog = new(database, openers ?? []);

    /// <summary>Learns the built-in model where that is due, and embeds what has no vector of it.</summary>
    /// <param name="retrains">Whether a model is learnt in any case.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops it; what was embedded stays.</param>
    /// <exception cref="KelpieException">The index has no word to learn from.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<EmbedSummary> RunAsync(bool retrains = false, IProgress<EmbedProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var turn = await TurnAsync(progress, cancellationToken).ConfigureAwait(false);
        return await RunBuiltInAsync(retrains, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Embeds what has no vector of a model; one that is new here is added.</summary>
    /// <param name="model">Its name, folder or URL; <c>lsa</c> is the built-in one.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops it; what was embedded stays.</param>
    /// <exception cref="KelpieException">There is no such model, or it is not to be had, or gives what are no vectors.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<EmbedSummary> RunAsync(string model, IProgress<EmbedProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        await using var turn = await TurnAsync(progress, cancellationToken).ConfigureAwait(false);
        return model == ModelKinds.Lsa || await IsBuiltInAsync(model, cancellationToken).ConfigureAwait(false)
            ? await RunBuiltInAsync(retrains: false, progress, cancellationToken).ConfigureAwait(false)
            : await RunGivenAsync(model, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Embeds what has no vector of any of the models that are there; where there is none, by the built-in one. One that fails does not stop the others.</summary>
    /// <param name="retrains">Whether the built-in model is learnt in any case.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops it; what was embedded stays.</param>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<IReadOnlyList<EmbedOutcome>> RunAllAsync(bool retrains = false, IProgress<EmbedProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var turn = await TurnAsync(progress, cancellationToken).ConfigureAwait(false);
        var models = await database.Embeddings.ModelsAsync(cancellationToken).ConfigureAwait(false);
        var outcomes = new List<EmbedOutcome>();
        if (retrains || models.Count == 0 || models.Any(model => model.Kind == ModelKinds.Lsa))
        {
            outcomes.Add(await OutcomeAsync(ModelKinds.Lsa, () => RunBuiltInAsync(retrains, progress, cancellationToken), cancellationToken).ConfigureAwait(false));
        }

        foreach (var model in models.Where(model => model.Kind != ModelKinds.Lsa))
        {
            outcomes.Add(await OutcomeAsync(model.Name, () => RunGivenAsync(model.Name, progress, cancellationToken), cancellationToken).ConfigureAwait(false));
        }

        return outcomes;
    }

    /// <summary>Embeds what has come since, by every model that is there; where nobody has asked for likeness yet, it does nothing.</summary>
    /// <param name="cancellationToken">Stops it; what was embedded stays.</param>
    /// <returns>What became of each model that had something to do, or failed.</returns>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<IReadOnlyList<EmbedOutcome>> KeepUpAsync(CancellationToken cancellationToken = default)
    {
        var models = await database.Embeddings.ModelsAsync(cancellationToken).ConfigureAwait(false);
        if (models.Count == 0)
        {
            return [];
        }

        await using var turn = await EmbeddingTurn.TryAsync(database, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            var busy = new KelpieException("embedding_busy", "Another program makes vectors here at this moment.", "kelpie embed makes those that it leaves out.");
            var waiting = new List<EmbedOutcome>();
            foreach (var model in models)
            {
                waiting.Add(await FailedAsync(model.Name, busy, cancellationToken).ConfigureAwait(false));
            }

            return waiting;
        }

        var outcomes = new List<EmbedOutcome>();
        foreach (var model in models)
        {
            outcomes.Add(await OutcomeAsync(
                model.Name,
                () => model.Kind == ModelKinds.Lsa ? RunBuiltInAsync(retrains: false, null, cancellationToken) : RunGivenAsync(model.Name, null, cancellationToken),
                cancellationToken).ConfigureAwait(false));
        }

        // What the built-in model was learnt from is gone, and what has come has no words: the model that there is stays.
        return [.. outcomes.Where(outcome => outcome.Failure?.Error != LsaTrainer.NothingToLearn)];
    }

    private Task<EmbeddingTurn> TurnAsync(IProgress<EmbedProgress>? progress, CancellationToken cancellationToken) =>
        EmbeddingTurn.TakeAsync(database, () => progress?.Report(new EmbedProgress(IsTraining: false, 0, 0) { IsWaiting = true }), cancellationToken);

    private async Task<bool> IsBuiltInAsync(string model, CancellationToken cancellationToken) =>
        (await database.Embeddings.ModelsAsync(cancellationToken).ConfigureAwait(false)).Any(known => known.Name == model && known.Kind == ModelKinds.Lsa);

    private async Task<EmbedOutcome> OutcomeAsync(string model, Func<Task<EmbedSummary>> run, CancellationToken cancellationToken)
    {
        try
        {
            var summary = await run().ConfigureAwait(false);
            return new EmbedOutcome(summary.Model, summary, null, 0);
        }
        catch (KelpieException failure)
        {
            return await FailedAsync(model, failure, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<EmbedOutcome> FailedAsync(string model, KelpieException failure, CancellationToken cancellationToken) =>
        new(model, null, failure, await database.Embeddings.CountMissingAsync(model, cancellationToken).ConfigureAwait(false));

    private async Task<EmbedSummary> RunGivenAsync(string reference, IProgress<EmbedProgress>? progress, CancellationToken cancellationToken)
    {
        var (row, model) = await _catalog.OpenOrAddAsync(reference, cancellationToken).ConfigureAwait(false);
        using (model)
        {
            return await new VectorFilling(database, row, model, progress).RunAsync(wasTrained: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<EmbedSummary> RunBuiltInAsync(bool retrains, IProgress<EmbedProgress>? progress, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TrainAndFillAsync(retrains && attempt == 1, progress, cancellationToken).ConfigureAwait(false);
            }
            catch (KelpieException gone) when (gone.Error == VectorFilling.Gone && attempt < Attempts)
            {
                // On SQLite another one may learn a new model meanwhile: that one is gone on with.
            }
        }
    }

    private async Task<EmbedSummary> TrainAndFillAsync(bool retrains, IProgress<EmbedProgress>? progress, CancellationToken cancellationToken)
    {
        var models = await database.Embeddings.ModelsAsync(cancellationToken).ConfigureAwait(false);
        var row = models.LastOrDefault(model => model.Kind == ModelKinds.Lsa);
        var chunks = await database.Embeddings.CountChunksAsync(cancellationToken).ConfigureAwait(false);
        if (row is not null && !retrains && !LsaRetraining.IsDue(row.TrainedOn, chunks, unknownTermsShare: 0))
        {
            using var stored = await _catalog.OpenAsync(row, cancellationToken).ConfigureAwait(false);
            return await new VectorFilling(database, row, stored, progress).RunAsync(wasTrained: false, cancellationToken).ConfigureAwait(false);
        }

        var model = await ModelTraining.RunAsync(database, chunks, progress, cancellationToken).ConfigureAwait(false);
        // The same chunks give the same model: its vectors are those that are there.
        await database.WriteAsync(async (db, token) => row = await new EmbeddingWriter(db).ReplaceModelAsync(model, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        using var learnt = new LsaChunkModel(model);
        return await new VectorFilling(database, row!, learnt, progress).RunAsync(wasTrained: true, cancellationToken).ConfigureAwait(false);
    }
}
