using Kelpie.Embedding.Lsa;
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
        .Set(M.Made, Param("now", M.Made)).Returning(M.Id);

    private static readonly Update LookAt = Update(M).Set(M.EmbeddedTo, Param("chunk", M.EmbeddedTo)).Where(M.Id == Param<long>("model") & M.EmbeddedTo < Param<long>("chunk"));
    private static readonly Select<string> Models = Select(M.Model).From(M);
    private static readonly Delete DropVectors = DeleteFrom(E).Where(E.Model == Param("model", E.Model));
    private static readonly Delete DropModel = DeleteFrom(M).Where(M.Model == Param("model", M.Model));

    private static readonly Select<(long Number, byte[] Content)> LastBlock = Select(B.Number, B.Content).From(B)
        .Where(B.ModelId == Param<long>("model") & B.Part == EmbeddingStore.Vectors).OrderBy(B.Number.Descending()).Limit(1L);

    private static readonly Delete DropBlock = DeleteFrom(B)
        .Where(B.ModelId == Param<long>("model") & B.Part == EmbeddingStore.Vectors & B.Number == Param<long>("number"));

    /// <summary>Puts a model in the place of those that there are; their vectors go.</summary>
    internal async Task<ModelRow> ReplaceModelAsync(LsaModel model, CancellationToken cancellationToken)
    {
        foreach (var name in await db.ListAsync(Models, [], cancellationToken).ConfigureAwait(false))
        {
            await db.ExecuteAsync(DropVectors, [("model", name)], cancellationToken).ConfigureAwait(false);
            await db.ExecuteAsync(DropModel, [("model", name)], cancellationToken).ConfigureAwait(false);
        }

        var id = await db.FirstAsync(
            AddModel, [("model", model.Name), ("dimensions", (long)model.Dimensions), ("trained_on", model.TrainedOn), ("now", DateTime.UtcNow)], cancellationToken).ConfigureAwait(false);
        var blocks = LsaModelWriter.Write(model).Select((content, number) => (id, EmbeddingStore.Model, number, content)).ToList();
        await db.InsertAsync(AddBlocks, blocks, cancellationToken).ConfigureAwait(false);
        return new ModelRow(id, model.Name, model.Dimensions, model.TrainedOn);
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
