using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Similarity.Indexes;

/// <summary>
/// Makes the vector index of a model where the server can and it is worth it, completes it, and rids it of what is gone. What was broken
/// off goes on where it was; of two that try at once one does it.
/// </summary>
/// <param name="database">The index of files.</param>
internal sealed class VectorIndexUpkeep(KelpieDatabase database)
{
    private const string LockName = "kelpie vectors";
    private const int Batch = 2048;

    private static readonly EmbeddingsTable E = Tables.Embeddings;
    private static readonly Select<long> Embedded = Select(E.ChunkId).From(E).Where(E.Model == Param("model", E.Model));

    /// <summary>Does what is due.</summary>
    /// <param name="model">The model; the indexes of models that are gone are dropped.</param>
    /// <param name="cancellationToken">Stops it; what was done stays.</param>
    /// <exception cref="DatabaseException">The database fails.</exception>
    internal async Task RunAsync(ModelRow model, CancellationToken cancellationToken = default)
    {
        if (ServerVectorIndex.For(database.Engine.Dialect.Name) is not { } server)
        {
            return;
        }

        // An index is made by one statement, which takes as long as it takes.
        var patient = database.Engine.Options with { CommandTimeout = TimeSpan.FromDays(1), ConnectionLifetime = Timeout.InfiniteTimeSpan, IdleTimeout = Timeout.InfiniteTimeSpan };
        await using var engine = Engine.Create(database.Url, [database.Engine.Driver], patient);
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (!await db.TryLockAsync(LockName, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await VectorIndexCatalog.SweepAsync(db, cancellationToken).ConfigureAwait(false);
        var (vectors, _) = await database.Embeddings.CountAsync(model.Name, cancellationToken).ConfigureAwait(false);
        if (vectors < database.VectorIndexes.LeastVectors || await server.ProvideAsync(db, model.Dimensions, vectors, cancellationToken).ConfigureAwait(false) is not { } form)
        {
            return;
        }

        var table = new ModelVectorsTable(model.Id, model.Dimensions);
        var rows = new IndexedVectors(db, table);
        var entry = await FindAsync(db, server, table, model, form, cancellationToken).ConfigureAwait(false);
        var isWhole = entry.IsWhole(await VectorIndexCatalog.LastBlockAsync(db, model, cancellationToken).ConfigureAwait(false));
        if (isWhole && await rows.CountAsync(cancellationToken).ConfigureAwait(false) == vectors)
        {
            return;
        }

        await AlignAsync(db, rows, model, cancellationToken).ConfigureAwait(false);
        if (!entry.IsReady)
        {
            await server.BuildAsync(db, table, vectors, cancellationToken).ConfigureAwait(false);
        }

        await engine.TransactAsync(
            async (last, token) =>
            {
                // What others have added meanwhile; from here on they add to the index themselves.
                await VectorIndexCatalog.HoldAsync(last, model, token).ConfigureAwait(false);
                await AlignAsync(last, new IndexedVectors(last, table), model, token).ConfigureAwait(false);
                await VectorIndexCatalog.SetReadyAsync(last, model, token).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    // One that is made in another way, or that somebody has dropped the half of, is made anew.
    private static async Task<VectorIndexEntry> FindAsync(
        Connection db, ServerVectorIndex server, ModelVectorsTable table, ModelRow model, string form, CancellationToken cancellationToken)
    {
        var tables = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        if (tables.Contains(VectorIndexesTable.Instance.Name)
            && await VectorIndexCatalog.FindAsync(db, model, cancellationToken).ConfigureAwait(false) is { } entry
            && entry.Form == form
            && tables.Contains(table.Name)
            && (!entry.IsReady || await server.IsThereAsync(db, table, forChanges: true, cancellationToken).ConfigureAwait(false)))
        {
            return entry;
        }

        await VectorIndexCatalog.SweepAsync(db, cancellationToken, also: model.Id).ConfigureAwait(false);
        await VectorIndexCatalog.CreateAsync(db, model, form, cancellationToken).ConfigureAwait(false);
        return new VectorIndexEntry(form, IsReady: false, (-1, 0));
    }

    private async Task AlignAsync(Connection db, IndexedVectors rows, ModelRow model, CancellationToken cancellationToken)
    {
        var there = (await rows.ChunksAsync(cancellationToken).ConfigureAwait(false)).ToHashSet();
        var missing = new List<long>();
        foreach (var chunk in await db.ListAsync(Embedded, [("model", model.Name)], cancellationToken).ConfigureAwait(false))
        {
            if (!there.Remove(chunk))
            {
                missing.Add(chunk);
            }
        }

        await rows.RemoveAsync(there.Order(), cancellationToken).ConfigureAwait(false);
        missing.Sort();
        foreach (var chunks in missing.Chunk(Batch))
        {
            var vectors = new List<(long, float[])>(chunks.Length);
            await foreach (var (id, vector) in database.Embeddings.VectorsAsync(model.Name, chunks, cancellationToken).ConfigureAwait(false))
            {
                vectors.Add((id, vector.ToArray()));
            }

            await rows.AddAsync(vectors, cancellationToken).ConfigureAwait(false);
        }
    }
}
