using Kelpie.Database;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>Takes over the first generation's chunks, and their vectors from where they are: beside the text, or as JSON in a table of their own.</summary>
internal sealed class FirstChunkAdoption(AdoptionRun run)
{
    private const string Blobs = "text_chunks.chunk_embedding";
    private static readonly TextChunksTable T = Tables.TextChunks;

    private static readonly InsertMany<ChunkToAdd> Add = InsertInto(T).Each<ChunkToAdd>(row => row
        .Set(T.Id, item => item.Id).Set(T.FileId, item => item.File).Set(T.ChunkIndex, item => item.Index).Set(T.Text, item => item.Text).Set(T.Embedding, item => item.Vector));

    internal async Task RunAsync(IReadOnlyDictionary<string, AdoptedFile> files, CancellationToken cancellationToken)
    {
        var (chunks, vectors) = (run.Schema[OriginalSchema.FirstChunks].Source, run.Schema[OriginalSchema.Vectors].Source);
        await run.BeginAsync(OriginalSchema.FirstChunks, cancellationToken).ConfigureAwait(false);
        await run.BeginAsync(OriginalSchema.Vectors, cancellationToken).ConfigureAwait(false);
        run.Tally.Before(Blobs, await run.NumberAsync(OriginalSchema.FirstChunks, $"SELECT count(chunk_embedding) FROM {chunks}", cancellationToken).ConfigureAwait(false) ?? 0);
        await SettleVectorsAsync(chunks, vectors, cancellationToken).ConfigureAwait(false);
        var dimensions = (
            Blob: await run.NumberAsync(OriginalSchema.FirstChunks, $"SELECT length(chunk_embedding) / 8 FROM {chunks} WHERE typeof(chunk_embedding) = 'blob' GROUP BY length(chunk_embedding) ORDER BY count(*) DESC LIMIT 1", cancellationToken).ConfigureAwait(false) ?? 0,
            Json: await run.NumberAsync(OriginalSchema.Vectors, $"SELECT CASE WHEN json_valid(embedding) THEN json_array_length(embedding) END AS n FROM {vectors} GROUP BY n ORDER BY n IS NULL, count(*) DESC LIMIT 1", cancellationToken).ConfigureAwait(false) ?? 0);
        var batch = new RowBatch<ChunkToAdd>(run.Target, Add);
        // The bare column beside max() is that of the newest row.
        var sql = "SELECT t.row_id, CAST(t.file_path AS BLOB) AS file_path, t.chunk_index, CAST(t.chunk_text AS BLOB) AS chunk_text, t.chunk_embedding, e.embedding "
            + $"FROM {chunks} t LEFT JOIN (SELECT file_path, chunk_index, CAST(embedding AS BLOB) AS embedding, max(row_id) FROM {vectors} GROUP BY file_path, chunk_index) e "
            + "ON e.file_path = t.file_path AND e.chunk_index = t.chunk_index ORDER BY t.row_id";
        await foreach (var row in run.RowsAsync(OriginalSchema.FirstChunks, sql, cancellationToken).ConfigureAwait(false))
        {
            if (row.Text(1) is not { } path || !files.TryGetValue(path, out var file))
            {
                run.Tally.Refused(OriginalSchema.FirstChunks, "it names no file", row.Name);
            }
            else if (row.Number(2) is not { } index || row.Text(3) is not { } text)
            {
                run.Tally.Refused(OriginalSchema.FirstChunks, "it has no number, or no text", row.Name);
            }
            else
            {
                var vector = VectorOf(row, dimensions.Blob, dimensions.Json);
                await batch.AddAsync(new ChunkToAdd(row.Number(0) ?? 0, file.Id, index, text, vector), cancellationToken).ConfigureAwait(false);
                run.Tally.Arrived(OriginalSchema.FirstChunks);
            }
        }

        await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SettleVectorsAsync(string chunks, string vectors, CancellationToken cancellationToken)
    {
        var all = await run.NumberAsync(OriginalSchema.Vectors, $"SELECT count(*) FROM {vectors}", cancellationToken).ConfigureAwait(false) ?? 0;
        var distinct = await run.NumberAsync(OriginalSchema.Vectors, $"SELECT count(*) FROM (SELECT DISTINCT file_path, chunk_index FROM {vectors})", cancellationToken).ConfigureAwait(false) ?? 0;
        run.Tally.Merged(OriginalSchema.Vectors, all - distinct, "a newer vector of the same chunk", "");
        var lost = $"SELECT min(e.row_id) FROM {vectors} e WHERE NOT EXISTS (SELECT 1 FROM {chunks} t WHERE t.file_path = e.file_path AND t.chunk_index = e.chunk_index) GROUP BY e.file_path, e.chunk_index";
        await foreach (var row in run.RowsAsync(OriginalSchema.Vectors, lost, cancellationToken).ConfigureAwait(false))
        {
            run.Tally.Refused(OriginalSchema.Vectors, "there is no chunk of its file and number", row.Name);
        }
    }

    // The blob is what the original itself searched by.
    private byte[]? VectorOf(OriginalRow row, long blobDimensions, long jsonDimensions)
    {
        var blob = row.Bytes(4) is { } bytes ? Settled(OriginalVector.Doubles(bytes, blobDimensions), Blobs, row) : null;
        if (row.Bytes(5) is not { } text)
        {
            return blob;
        }

        if (blob is not null)
        {
            run.Tally.Merged(OriginalSchema.Vectors, 1, "the chunk has a vector beside its text", row.Name);
            return blob;
        }

        return Settled(OriginalVector.FromJson(text, jsonDimensions), OriginalSchema.Vectors, row);
    }

    private byte[]? Settled((byte[]? Vector, string? Fault) vector, string table, OriginalRow row)
    {
        if (vector.Fault is { } fault)
        {
            run.Tally.Refused(table, fault, row.Name);
        }
        else
        {
            run.Tally.Arrived(table);
        }

        return vector.Vector;
    }

    private sealed record ChunkToAdd(long Id, long File, long Index, string Text, byte[]? Vector);
}
