using System.Globalization;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Embedding.Models;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Similarity;

/// <summary>Chunks with vectors, ten a file, put right into an index: no text stands behind them.</summary>
/// <param name="database">The index.</param>
/// <param name="model">The model's row, and the first that there is.</param>
internal sealed class SeededChunks(KelpieDatabase database, ModelRow model)
{
    internal const int PerFile = 10;
    private const int Batch = 2048;

    private static readonly DirectoriesTable D = Tables.Directories;
    private static readonly FilesTable F = Tables.Files;
    private static readonly ChunksTable C = Tables.Chunks;
    private static readonly ModelsTable M = Tables.Models;

    private static readonly InsertMany<long> Files = InsertInto(F).Each<long>(row => row
        .Set(F.Id, file => file).Set(F.PathKey, file => PathKey.Of(PathOf(file))).Set(F.Path, PathOf).Set(F.FileName, file => Path.GetFileName(PathOf(file)))
        .Set(F.DirectoryId, _ => 1).Set(F.Directory, file => Path.GetDirectoryName(PathOf(file))!).Set(F.Size, _ => 1).Set(F.Type, file => Path.GetExtension(PathOf(file)))
        .Set(F.IsText, _ => true));

    private static readonly InsertMany<long> Chunks = InsertInto(C).Each<long>(row => row
        .Set(C.Id, chunk => chunk).Set(C.FileId, FileOf).Set(C.ChunkIndex, chunk => chunk % PerFile).Set(C.Content, _ => "x")
        .Set(C.CharCount, _ => 1).Set(C.LineCount, _ => 1).Set(C.WordCount, _ => 1));

    internal ModelRow Model => model;

    /// <summary>A tenth of the files are below /seeded/0, a thousandth is of the type .rare, and of the others every second one is .odd.</summary>
    internal static string PathOf(long file) => string.Create(
        CultureInfo.InvariantCulture, $"/seeded/{file % 10}/{file}{(file % 1000 == 77 ? ".rare" : file % 2 == 1 ? ".odd" : ".even")}");

    internal static long FileOf(long chunk) => chunk / PerFile;

    /// <summary>Makes the files, the chunks and the model; the chunks are numbered from 0 on.</summary>
    internal static async Task<SeededChunks> CreateAsync(KelpieDatabase database, int count, int dimensions)
    {
        var model = new ModelRow(1, "seeded@1", dimensions, count) { Kind = ModelKinds.Lsa };
        await database.WriteAsync(async (db, token) =>
        {
            await db.ExecuteAsync(
                InsertInto(D).Columns(D.Id, D.PathKey, D.Path, D.LastUpdated),
                [("id", 1L), ("path_key", PathKey.Of("/seeded")), ("directory_path", "/seeded"), ("last_updated", DateTime.UnixEpoch)],
                token);
            await db.LoadAsync(Files, Enumerable.Range(0, (count + PerFile - 1) / PerFile).Select(file => (long)file), token);
            await db.LoadAsync(Chunks, Enumerable.Range(0, count).Select(chunk => (long)chunk), token);
            await db.ExecuteAsync(
                InsertInto(M).Columns(M.Id, M.Model, M.Dimensions, M.TrainedOn),
                [("id", model.Id), ("model", model.Name), ("dimensions", (long)dimensions), ("trained_on", (long)count)],
                token);
        });
        return new SeededChunks(database, model);
    }

    /// <summary>Gives chunks their vectors, as an embedding does.</summary>
    internal async Task EmbedAsync(IEnumerable<(long Chunk, float[] Vector)> vectors)
    {
        foreach (var batch in vectors.Chunk(Batch))
        {
            await database.WriteAsync((db, token) => new EmbeddingWriter(db).AddVectorsAsync(model, batch, token));
        }
    }
}
