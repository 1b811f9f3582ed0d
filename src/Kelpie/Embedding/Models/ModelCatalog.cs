using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Embedding.Lsa;
using Kelpie.Sql;

namespace Kelpie.Embedding.Models;

/// <summary>The models of an index: finds, adds, opens and removes them.</summary>
/// <param name="database">The index.</param>
/// <param name="openers">What opens the models that a user gives, one for each kind that the program knows.</param>
public sealed class ModelCatalog(KelpieDatabase database, IReadOnlyList<IModelOpener> openers)
{
    /// <summary>The error of a model that the index knows and that cannot be used at this moment.</summary>
    internal const string Unavailable = "model_unavailable";

    /// <summary>The model of a name, a folder or a URL.</summary>
    /// <param name="reference">The name, folder or URL; <c>lsa</c> is the built-in one, whatever its version; null the one that answers where none is named.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">The index has no such model.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<ModelRow> FindAsync(string? reference, CancellationToken cancellationToken = default)
    {
        if (reference is null)
        {
            return await database.Embeddings.LatestAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new KelpieException("no_vectors", "No chunk has a vector yet.", "kelpie embed gives them theirs.");
        }

        var models = await database.Embeddings.ModelsAsync(cancellationToken).ConfigureAwait(false);
        var source = Source(reference);
        return Known(models, reference, source) ?? throw new KelpieException(
            "model_not_found",
            $"There is no model {reference} here.",
            (models.Count, source) switch
            {
                (_, not null) => $"kelpie embed --model {reference} gives the chunks its vectors.",
                (0, _) => "kelpie embed gives the chunks vectors.",
                _ => $"The index has {string.Join(", ", models.Select(model => model.Name))}; kelpie embed --model FOLDER adds one.",
            });
    }

    /// <summary>Removes a model and all its vectors.</summary>
    /// <param name="reference">Its name, folder or URL.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <exception cref="KelpieException">The index has no such model.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<ModelRow> RemoveAsync(string reference, CancellationToken cancellationToken = default)
    {
        var model = await FindAsync(reference, cancellationToken).ConfigureAwait(false);
        await database.WriteAsync((db, token) => new EmbeddingWriter(db).RemoveModelAsync(model, token), cancellationToken).ConfigureAwait(false);
        return model;
    }

    /// <summary>Opens a model for many chunks.</summary>
    /// <exception cref="KelpieException">It is not to be had.</exception>
    internal async Task<IChunkModel> OpenAsync(ModelRow model, CancellationToken cancellationToken) => model.Kind == ModelKinds.Lsa
        ? new LsaChunkModel(await (await ReaderAsync(model, cancellationToken).ConfigureAwait(false)).LoadAsync(cancellationToken).ConfigureAwait(false))
        : await OpenGivenAsync(model, cancellationToken).ConfigureAwait(false);

    /// <summary>Opens a model for a few texts.</summary>
    /// <exception cref="KelpieException">It is not to be had.</exception>
    internal async Task<IChunkModel> OpenForQueryAsync(ModelRow model, CancellationToken cancellationToken) => model.Kind == ModelKinds.Lsa
        ? new LsaChunkModel(await ReaderAsync(model, cancellationToken).ConfigureAwait(false))
        : await OpenGivenAsync(model, cancellationToken).ConfigureAwait(false);

    /// <summary>Opens the model of a name, a folder or a URL; one that the index does not know yet is added to it.</summary>
    /// <exception cref="KelpieException">It is not to be had, or another one has its name.</exception>
    internal async Task<(ModelRow Row, IChunkModel Model)> OpenOrAddAsync(string reference, CancellationToken cancellationToken)
    {
        var models = await database.Embeddings.ModelsAsync(cancellationToken).ConfigureAwait(false);
        var source = Source(reference);
        if (source is not var (opener, place) || Known(models, reference, source) is not null)
        {
            var known = await FindAsync(reference, cancellationToken).ConfigureAwait(false);
            return (known, await OpenAsync(known, cancellationToken).ConfigureAwait(false));
        }

        var opened = await opener.OpenAsync(place, cancellationToken).ConfigureAwait(false);
        try
        {
            var row = await AddAsync(opener, opened, cancellationToken).ConfigureAwait(false);
            return (row, new GeneratedChunkModel(opened, row.Dimensions));
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private async Task<ModelRow> AddAsync(IModelOpener opener, OpenedModel opened, CancellationToken cancellationToken)
    {
        // How long its vectors are, the first one tells; it is not closed with what asks.
        var probe = await new GeneratedChunkModel(opened, dimensions: 0).EmbedQueryAsync("kelpie", cancellationToken).ConfigureAwait(false)
            ?? throw new KelpieException(
                "wrong_vectors", $"The model {opened.Name} at {opened.Source} gives vectors of zeros, or of what are no numbers.", "Try another model, or another export of it.");
        ModelRow? row = null;
        await database.WriteAsync(
            async (db, token) =>
            {
                var models = await EmbeddingStore.ModelsAsync(db, token).ConfigureAwait(false);
                var same = models.FirstOrDefault(model => model.Name == opened.Name);
                row = same is null
                    ? await new EmbeddingWriter(db).AddModelAsync(
                        new ModelRow(0, opened.Name, probe.Length, 0) { Kind = opener.Kind, Source = opened.Source, Fingerprint = opened.Fingerprint }, token).ConfigureAwait(false)
                    : IsSame(same, opener, opened) ? same with { Source = opened.Source }
                    : throw new KelpieException(
                        "model_name_taken",
                        $"The index has another model {same.Name} already{(same.Source is { } place ? $", that of {place}" : "")}.",
                        $"kelpie embed --remove {same.Name} takes it and its vectors out.");
                if (same is not null && same.Source != opened.Source)
                {
                    await new EmbeddingWriter(db).MoveModelAsync(row, token).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return row!;
    }

    // Another who has added it meanwhile, or a folder that has been moved.
    private static bool IsSame(ModelRow row, IModelOpener opener, OpenedModel opened) => row.Kind == opener.Kind
        && row.Fingerprint == opened.Fingerprint && (opened.Fingerprint is not null || row.Source == opened.Source);

    private async Task<IChunkModel> OpenGivenAsync(ModelRow row, CancellationToken cancellationToken)
    {
        var opener = openers.FirstOrDefault(candidate => candidate.Kind == row.Kind)
            ?? throw new KelpieException(Unavailable, $"The model {row.Name} is one of the kind {row.Kind}, which this program cannot open.", "Name another one.");
        OpenedModel opened;
        try
        {
            opened = await opener.OpenAsync(row.Source!, cancellationToken).ConfigureAwait(false);
        }
        catch (KelpieException exception)
        {
            throw new KelpieException(Unavailable, $"The model {row.Name} is not to be had: {exception.Message}", exception.Hint, exception);
        }

        if (opened.Fingerprint == row.Fingerprint)
        {
            return new GeneratedChunkModel(opened, row.Dimensions);
        }

        opened.Dispose();
        throw new KelpieException(
            Unavailable,
            $"The model {row.Name} is not to be had: what is in {row.Source} now is not what made its vectors.",
            $"Put back what was there; or kelpie embed --remove {row.Name}, and embed by what is there now.");
    }

    private static ModelRow? Known(IReadOnlyList<ModelRow> models, string reference, (IModelOpener Opener, string Place)? source) =>
        models.FirstOrDefault(model => model.Name == reference)
        ?? (reference == ModelKinds.Lsa ? models.LastOrDefault(model => model.Kind == ModelKinds.Lsa) : null)
        ?? (source is var (opener, place) ? models.FirstOrDefault(model => model.Kind == opener.Kind && model.Source == place) : null);

    private (IModelOpener Opener, string Place)? Source(string reference)
    {
        foreach (var opener in openers)
        {
            if (opener.SourceOf(reference) is { } place)
            {
                return (opener, place);
            }
        }

        return null;
    }

    private ValueTask<LsaModelReader> ReaderAsync(ModelRow model, CancellationToken cancellationToken) =>
        LsaModelReader.OpenAsync((number, token) => database.Embeddings.ModelBlockAsync(model.Id, number, token), cancellationToken);
}
