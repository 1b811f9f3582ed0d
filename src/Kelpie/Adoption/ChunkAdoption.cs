using System.Runtime.CompilerServices;
using Kelpie.Chunking;
using Kelpie.Database;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>Takes over the second generation's chunks, each with the number of its row, and their vectors.</summary>
internal sealed class ChunkAdoption(AdoptionRun run)
{
    /// <summary>What the vectors' model is called: the original did not write it down.</summary>
    internal const string Model = "original";

    private const string Vectors = "text_chunks_v2.embedding";
    private const int BatchSize = 512;
    private const int ReportedEvery = 1000;
    private static readonly ChunksTable C = Tables.Chunks;
    private static readonly EmbeddingsTable E = Tables.Embeddings;

    private static readonly InsertMany<ChunkToAdd> AddChunks = InsertInto(C).Each<ChunkToAdd>(row => row
        .Set(C.Id, item => item.Id).Set(C.FileId, item => item.File).Set(C.ChunkIndex, item => item.Chunk.Index).Set(C.Content, item => item.Chunk.Content)
        .Set(C.CharCount, item => item.Chunk.CharCount).Set(C.LineCount, item => item.Chunk.LineCount).Set(C.WordCount, item => item.Chunk.WordCount)
        .Set(C.Envelope, item => item.Envelope));

    private static readonly InsertMany<VectorToAdd> AddVectors = InsertInto(E).Each<VectorToAdd>(row => row
        .Set(E.ChunkId, item => item.Chunk).Set(E.Model, _ => Model).Set(E.Dimensions, item => item.Vector.Length / sizeof(float)).Set(E.Embedding, item => item.Vector));

    internal async Task RunAsync(IReadOnlyDictionary<string, AdoptedFile> files, CancellationToken cancellationToken)
    {
        await run.BeginAsync(OriginalSchema.Chunks, cancellationToken).ConfigureAwait(false);
        var source = run.Schema[OriginalSchema.Chunks].Source;
        var total = await run.NumberAsync(OriginalSchema.Chunks, $"SELECT count(*) FROM {source}", cancellationToken).ConfigureAwait(false) ?? 0;
        run.Tally.Before(Vectors, await run.NumberAsync(OriginalSchema.Chunks, $"SELECT count(embedding) FROM {source}", cancellationToken).ConfigureAwait(false) ?? 0);
        var dimensions = await run.NumberAsync(
            OriginalSchema.Chunks, $"SELECT length(embedding) / 4 FROM {source} WHERE typeof(embedding) = 'blob' GROUP BY length(embedding) ORDER BY count(*) DESC LIMIT 1", cancellationToken).ConfigureAwait(false) ?? 0;
        var batches = BatchesAsync(source, total, dimensions, files, cancellationToken);
        await foreach (var (chunks, vectors) in (run.ReadsApart ? batches.Ahead(most: 2, cancellationToken) : batches).ConfigureAwait(false))
        {
            // The chunks first: their vectors refer to them.
            await run.Target.InsertAsync(AddChunks, chunks, cancellationToken).ConfigureAwait(false);
            await run.Target.InsertAsync(AddVectors, vectors, cancellationToken).ConfigureAwait(false);
        }

        run.Progress?.Report(new AdoptionProgress(total, total));
    }

    private async IAsyncEnumerable<(List<ChunkToAdd> Chunks, List<VectorToAdd> Vectors)> BatchesAsync(
        string source, long total, long dimensions, IReadOnlyDictionary<string, AdoptedFile> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var comparison = new EnvelopeComparison();
        var (chunks, vectors, done, last) = (new List<ChunkToAdd>(BatchSize), new List<VectorToAdd>(), 0L, (File: 0L, Index: -1L));
        // Of one number several times, the newest. Else as they were numbered: out of order the full text costs twice as much.
        var repeats = await run.NumberAsync(
            OriginalSchema.Chunks, $"SELECT 1 FROM {source} GROUP BY file_path, chunk_index HAVING count(*) > 1 LIMIT 1", cancellationToken).ConfigureAwait(false) is not null;
        var sql = "SELECT row_id, CAST(file_path AS BLOB) AS file_path, chunk_index, CAST(chunk_envelope AS BLOB) AS chunk_envelope, embedding "
            + $"FROM {source} ORDER BY {(repeats ? "file_path, chunk_index, row_id DESC" : "row_id")}";
        await foreach (var row in run.RowsAsync(OriginalSchema.Chunks, sql, cancellationToken).ConfigureAwait(false))
        {
            if (++done % ReportedEvery == 0)
            {
                run.Progress?.Report(new AdoptionProgress(done, total));
            }

            if (Read(row, files, comparison, ref last) is not { } chunk)
            {
                continue;
            }

            chunks.Add(chunk);
            run.Tally.Arrived(OriginalSchema.Chunks);
            if (row.Bytes(4) is { } blob && Settled(blob, dimensions, row.Name) is { } vector)
            {
                vectors.Add(new VectorToAdd(chunk.Id, vector));
            }

            if (chunks.Count == BatchSize)
            {
                yield return (chunks, vectors);
                (chunks, vectors) = (new List<ChunkToAdd>(BatchSize), []);
            }
        }

        yield return (chunks, vectors);
    }

    private ChunkToAdd? Read(OriginalRow row, IReadOnlyDictionary<string, AdoptedFile> files, EnvelopeComparison comparison, ref (long File, long Index) last)
    {
        if (row.Text(1) is not { } path || !files.TryGetValue(path, out var file))
        {
            run.Tally.Refused(OriginalSchema.Chunks, "it names no file", row.Name);
        }
        else if (row.Number(2) is not (>= 0 and <= int.MaxValue and var index))
        {
            run.Tally.Refused(OriginalSchema.Chunks, "it has no number among the chunks of its file", row.Name);
        }
        else if (last == (file.Id, index))
        {
            run.Tally.Merged(OriginalSchema.Chunks, 1, "a newer row of the same chunk", row.Name);
        }
        else if (row.Utf8(3) is not { } json || OriginalEnvelope.Parse(json) is not { } envelope)
        {
            run.Tally.Refused(OriginalSchema.Chunks, "its envelope is no JSON object with a content", row.Name);
        }
        else
        {
            last = (file.Id, index);
            var chunk = Chunk.Of((int)index, envelope.Content);
            return new ChunkToAdd(row.Number(0) ?? 0, file.Id, chunk, comparison.IsDerived(envelope, file.Facts.Derive(path, chunk)) ? null : envelope.Bare());
        }

        return null;
    }

    private byte[]? Settled(byte[] blob, long dimensions, string row)
    {
        var (vector, fault) = OriginalVector.Singles(blob, dimensions);
        if (vector is null)
        {
            run.Tally.Refused(Vectors, fault!, row);
        }
        else
        {
            run.Tally.Arrived(Vectors);
        }

        return vector;
    }

    private sealed record ChunkToAdd(long Id, long File, Chunk Chunk, string? Envelope);

    private sealed record VectorToAdd(long Chunk, byte[] Vector);
}
