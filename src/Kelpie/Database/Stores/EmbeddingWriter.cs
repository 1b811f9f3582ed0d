using Kelpie.Embedding.Lsa;
using Kelpie.Embedding.Models;
using Kelpie.Similarity.Indexes;
using Kelpie.Similarity.Vectors;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>Writes models and vectors. Every method is to be called within a transaction.</summary>
internal sealed class EmbeddingWriter(Connection db)
{
    private static readonly ModelsTable M = Tables.Models;
    private static readonly ModelBlocksTable B = Tables.ModelBlocks;
    private static readonly EmbeddingsTable E = Tables.Embeddings;

    private static readonly InsertMany<(long Model, string Part, int Number, byte[] Content)> AddBlocks =
        InsertInto(B).Each<(long Model, string Part, int Number, byte[] Content)>(row => row
            .Set(B.ModelId, block => block.Model).Set(B.Part, block => block.Part).Set(B.Number, block => block.Number).Set(B.Content, block => block.Content));

    private static readonly InsertMany<(long Chunk, string Model, byte[] Vector)> AddVectors =
        InsertInto(E).Each<(long Chunk, string Model, byte[] Vector)>(row => row
            .Set(E.ChunkId, vector => vector.Chunk).Set(E.Model, vector => vector.Model)
            .Set(E.Dimensions, vector => vector.Vector.Length / sizeof(float)).Set(E.Embedding, vector => vector.Vector));

    private static readonly Query<long> AddModel = InsertInto(M)
        .Set(M.Model, Param("model", M.Model)).Set(M.Dimensions, Param("dimensions", M.Dimensions)).Set(M.TrainedOn, Param("trained_on", M.TrainedOn))
        .Set(M.Made, Param("now", M.Made)).Set(M.Kind, Param("kind", M.Kind)).Set(M.Source, Param("source", M.Source))
        .Set(M.Fingerprint, Param("fingerprint", M.Fingerprint)).Returning(M.Id);

    private static readonly Update LookAt = Update(M).Set(M.EmbeddedTo, Param("chunk", M.EmbeddedTo)).Where(M.Id == Param<long>("model") & M.EmbeddedTo < Param<long>("chunk"));
    private static readonly Update Hold = Update(M).Set(M.EmbeddedTo, M.EmbeddedTo).Where(M.Id == Param<long>("model"));
    private static readonly Update Move = Update(M).Set(M.Source, Param("source", M.Source)).Where(M.Id == Param<long>("model"));
    private static readonly Select<long> Held = Select(M.Id).From(M).Where(M.Id == Param<long>("model"));
    private static readonly Delete DropVectors = DeleteFrom(E).Where(E.Model == Param("model", E.Model));
    private static readonly Delete DropModel = DeleteFrom(M).Where(M.Model == Param("model", M.Model));

    private static readonly Select<(long Number, byte[] Content)> LastBlock = Select(B.Number, B.Content).From(B)
        .Where(B.ModelId == Param<long>("model") & B.Part == EmbeddingStore.Vectors).OrderBy(B.Number.Descending()).Limit(1L);

    private static readonly Delete DropBlock = DeleteFrom(B)
        .Where(B.ModelId == Param<long>("model") & B.Part == EmbeddingStore.Vectors & B.Number == Param<long>("number"));

    /// <summary>Puts a model in the place of those that were learnt before; their vectors go. Where it is there already, it stays.</summary>
    internal async Task<ModelRow> ReplaceModelAsync(LsaModel model, CancellationToken cancellationToken)
    {
        var models = await EmbeddingStore.ModelsAsync(db, cancellationToken).ConfigureAwait(false);
        if (models.FirstOrDefault(known => known.Name == model.Name) is { } same)
        {
            return same;
        }

        foreach (var known in models.Where(known => known.Kind == ModelKinds.Lsa))
        {
            await RemoveModelAsync(known, cancellationToken).ConfigureAwait(false);
        }

        var row = await AddModelAsync(new ModelRow(0, model.Name, model.Dimensions, model.TrainedOn) { Kind = ModelKinds.Lsa }, cancellationToken).ConfigureAwait(false);
        var blocks = LsaModelWriter.Write(model).Select((content, number) => (row.Id, EmbeddingStore.Model, number, content)).ToList();
        await db.InsertAsync(AddBlocks, blocks, cancellationToken).ConfigureAwait(false);
        return row;
    }

    /// <summary>Adds a model; its number is given to it.</summary>
    internal async Task<ModelRow> AddModelAsync(ModelRow model, CancellationToken cancellationToken) => model with
    {
        Id = await db.FirstAsync(
            AddModel,
            [
                ("model", model.Name), ("dimensions", (long)model.Dimensions), ("trained_on", model.TrainedOn), ("now", DateTime.UtcNow),
                ("kind", model.Kind), ("source", model.Source), ("fingerprint", model.Fingerprint),
            ],
            cancellationToken).ConfigureAwait(false),
    };

    /// <summary>Keeps that a model is at another place by now.</summary>
    internal Task MoveModelAsync(ModelRow model, CancellationToken cancellationToken) =>
        db.ExecuteAsync(Move, [("model", model.Id), ("source", model.Source)], cancellationToken);

    /// <summary>Removes a model and its vectors.</summary>
    internal async Task RemoveModelAsync(ModelRow model, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync(DropVectors, [("model", model.Name)], cancellationToken).ConfigureAwait(false);
        await db.ExecuteAsync(DropModel, [("model", model.Name)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes others who write vectors of a model wait until this transaction has ended. To be called first in it.</summary>
    /// <returns>Whether the model is still there.</returns>
    internal async Task<bool> HoldAsync(ModelRow model, CancellationToken cancellationToken)
    {
        // A write locks the row, on every database; how many rows it says to have changed is not the same everywhere.
        await db.ExecuteAsync(Hold, [("model", model.Id)], cancellationToken).ConfigureAwait(false);
        return (await db.ListAsync(Held, [("model", model.Id)], cancellationToken).ConfigureAwait(false)).Count > 0;
    }

    /// <summary>Keeps up to which chunk a model has looked.</summary>
    internal Task LookedAtAsync(ModelRow model, long chunk, CancellationToken cancellationToken) =>
        db.ExecuteAsync(LookAt, [("model", model.Id), ("chunk", chunk)], cancellationToken);

    /// <summary>Adds vectors, and their compact form: into the last block as long as it has room, else into a new one. The model's vector index gets them, too.</summary>
    internal async Task AddVectorsAsync(ModelRow model, IReadOnlyList<(long Chunk, float[] Vector)> vectors, CancellationToken cancellationToken)
    {
        var index = await VectorIndexWriter.BeginAsync(db, model, cancellationToken).ConfigureAwait(false);
        await db.InsertAsync(AddVectors, [.. vectors.Select(vector => (vector.Chunk, model.Name, VectorBytes.Of(vector.Vector)))], cancellationToken).ConfigureAwait(false);
        var last = await db.ListAsync(LastBlock, [("model", model.Id)], cancellationToken).ConfigureAwait(false);
        var number = last.Count == 0 ? 0 : last[0].Number + 1;
        var builder = new VectorBlockBuilder(model.Dimensions);
        if (last.Count > 0 && VectorBlock.Decode(last[0].Content, model.Dimensions) is { Count: < VectorBlock.UsualCount } open)
        {
            builder.Add(open, IdFilter.Everything);
            number = last[0].Number;
            await db.ExecuteAsync(DropBlock, [("model", model.Id), ("number", number)], cancellationToken).ConfigureAwait(false);
        }

        foreach (var (chunk, vector) in vectors)
        {
            builder.Add(chunk, vector);
        }

        await db.InsertAsync(AddBlocks, [(model.Id, EmbeddingStore.Vectors, (int)number, builder.Encode())], cancellationToken).ConfigureAwait(false);
        await (index?.AddAsync(vectors, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
    }
}
