using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Similarity.Indexes;

/// <summary>Which vector indexes there are, and whether one has all vectors of its model.</summary>
internal static class VectorIndexCatalog
{
    private static readonly VectorIndexesTable I = VectorIndexesTable.Instance;
    private static readonly ModelsTable M = Tables.Models;

    private static readonly Select<(string Model, string Form, bool IsReady, long LastBlock, long LastBlockBytes)> Entry =
        Select(I.Model, I.Form, I.IsReady, I.LastBlock, I.LastBlockBytes).From(I).Where(I.ModelId == Param<long>("model"));

    private static readonly Select<(long Id, string Model)> Entries = Select(I.ModelId, I.Model).From(I);
    private static readonly Select<(long Id, string Model)> Models = Select(M.Id, M.Model).From(M);
    private static readonly Delete Forget = DeleteFrom(I).Where(I.ModelId == Param<long>("model"));

    private static readonly Update SetReady = Update(I).Set(I.IsReady, Value(true))
        .Set(I.LastBlock, Param("block", I.LastBlock)).Set(I.LastBlockBytes, Param("bytes", I.LastBlockBytes)).Where(I.ModelId == Param<long>("model"));

    private static readonly Insert AddEntry = InsertInto(I).Columns(I.ModelId, I.Model, I.Form, I.IsReady, I.LastBlock, I.LastBlockBytes);

    // Not the content itself: it has megabytes.
    private static readonly Query<(long Number, int Bytes)> LastBlock = Text(
        $"""
        SELECT block_number, octet_length(content) FROM embedding_blocks
        WHERE model_id = :model AND part = '{EmbeddingStore.Vectors}' ORDER BY block_number DESC LIMIT 1
        """).Bind(Param<long>("model")).Rows(Types.BigInt, Types.Integer);

    // It changes nothing and is waited for by whoever does the same.
    private static readonly Update Hold = Update(M).Set(M.EmbeddedTo, M.EmbeddedTo).Where(M.Id == Param<long>("model"));

    /// <summary>Whether there is a list of indexes at all.</summary>
    internal static async Task<bool> IsThereAsync(Connection db, CancellationToken cancellationToken) =>
        (await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false)).Contains(I.Name);

    /// <summary>What the list says of a model's index; null where it has none.</summary>
    internal static async Task<VectorIndexEntry?> FindAsync(Connection db, ModelRow model, CancellationToken cancellationToken) =>
        await db.FirstOrNullAsync(Entry, [("model", model.Id)], cancellationToken).ConfigureAwait(false) is { } entry && entry.Model == model.Name
            ? new VectorIndexEntry(entry.Form, entry.IsReady, (entry.LastBlock, entry.LastBlockBytes)) : null;

    /// <summary>The last block of a model's vectors: it is another, or larger, when any were added.</summary>
    internal static async Task<(long Number, long Bytes)> LastBlockAsync(Connection db, ModelRow model, CancellationToken cancellationToken) =>
        await db.FirstOrNullAsync(LastBlock, [("model", model.Id)], cancellationToken).ConfigureAwait(false) ?? (-1, 0);

    /// <summary>Keeps that an index has all vectors of its model, as of this transaction.</summary>
    internal static async Task SetReadyAsync(Connection db, ModelRow model, CancellationToken cancellationToken)
    {
        var (number, bytes) = await LastBlockAsync(db, model, cancellationToken).ConfigureAwait(false);
        await db.ExecuteAsync(SetReady, [("model", model.Id), ("block", number), ("bytes", bytes)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has others that add vectors of a model wait until this transaction ends.</summary>
    internal static Task HoldAsync(Connection db, ModelRow model, CancellationToken cancellationToken) =>
        db.ExecuteAsync(Hold, [("model", model.Id)], cancellationToken);

    /// <summary>Puts an index that is to be made on the list, and makes its table.</summary>
    internal static async Task CreateAsync(Connection db, ModelRow model, string form, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(db, cancellationToken).ConfigureAwait(false))
        {
            await RunAsync(db, new CreateTable(I.Definition), cancellationToken).ConfigureAwait(false);
        }

        // First on the list, so that no table is there that nobody knows of.
        await db.ExecuteAsync(
            AddEntry,
            [("model_id", model.Id), ("model", model.Name), ("form", form), ("is_ready", false), ("last_block", -1L), ("last_block_bytes", 0L)],
            cancellationToken).ConfigureAwait(false);
        await RunAsync(db, new CreateTable(new ModelVectorsTable(model.Id, model.Dimensions).Definition), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops the indexes of models that are gone, and of those that are named.</summary>
    /// <param name="db">A connection; on MariaDB outside a transaction.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="also">Models whose indexes go, too.</param>
    internal static async Task SweepAsync(Connection db, CancellationToken cancellationToken, params IReadOnlyCollection<long> also)
    {
        var tables = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        if (!tables.Contains(I.Name))
        {
            return;
        }

        var models = tables.Contains(M.Name) ? await db.ListAsync(Models, [], cancellationToken).ConfigureAwait(false) : [];
        var entries = await db.ListAsync(Entries, [], cancellationToken).ConfigureAwait(false);
        var gone = entries.Where(entry => also.Contains(entry.Id) || !models.Contains(entry)).ToList();
        foreach (var (id, _) in gone)
        {
            if (tables.Contains(ModelVectorsTable.NameOf(id)))
            {
                await RunAsync(db, new DropTable(ModelVectorsTable.NameOf(id)), cancellationToken).ConfigureAwait(false);
            }

            await db.ExecuteAsync(Forget, [("model", id)], cancellationToken).ConfigureAwait(false);
        }

        if (gone.Count == entries.Count)
        {
            await RunAsync(db, new DropTable(I.Name), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Drops all of them: what they are derived from is about to be another's.</summary>
    internal static async Task DropAsync(Connection db, CancellationToken cancellationToken) =>
        await SweepAsync(
            db,
            cancellationToken,
            await IsThereAsync(db, cancellationToken).ConfigureAwait(false) ? [.. (await db.ListAsync(Entries, [], cancellationToken).ConfigureAwait(false)).Select(entry => entry.Id)] : [])
            .ConfigureAwait(false);

    private static async Task RunAsync(Connection db, DdlStatement statement, CancellationToken cancellationToken)
    {
        foreach (var sql in db.Dialect.Ddl.Compile(statement))
        {
            await db.ExecuteScriptAsync(sql, cancellationToken).ConfigureAwait(false);
        }
    }
}
