using Kelpie.Chunking;
using Kelpie.Sql;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>A file to be written, and its text, cut; no text for a file that has none.</summary>
/// <param name="File">The file's row.</param>
/// <param name="Text">Its text, cut into chunks.</param>
internal sealed record IndexedFile(FileRow File, ChunkedText? Text);

/// <summary>Writes files with their chunks. Every method is to be called within a transaction.</summary>
internal sealed class IndexWriter(Connection db)
{
    private static readonly DirectoriesTable D = Tables.Directories;
    private static readonly FilesTable F = Tables.Files;
    private static readonly ChunksTable C = Tables.Chunks;
    private static readonly AnalysesTable A = Tables.Analyses;

    private static readonly Query<long> PutDirectory = UpsertInto(D, D.PathKey)
        .Columns(D.PathKey, D.Path, D.Parent).SetIfNew(D.LastUpdated, Param("now", D.LastUpdated)).Returning(D.Id);

    private static readonly Query<long> PutFile = UpsertInto(F, F.PathKey)
        .Columns(
            F.PathKey, F.Path, F.FileName, F.DirectoryId, F.Directory, F.Size, F.Type, F.MimeType, F.Created, F.Modified, F.Accessed,
            F.Permissions, F.Hash, F.IsText, F.Encoding, F.Status, F.Error, F.Indexed,
            F.TextHash, F.TextLength, F.ChunkStrategy, F.ChunkOverlap, F.ChunkCount, F.ChunkedAt)
        .Returning(F.Id);

    // The same row without what is known of its text.
    private static readonly Query<long> PutRow = UpsertInto(F, F.PathKey)
        .Columns(
            F.PathKey, F.Path, F.FileName, F.DirectoryId, F.Directory, F.Size, F.Type, F.MimeType, F.Created, F.Modified, F.Accessed,
            F.Permissions, F.Hash, F.IsText, F.Encoding, F.Status, F.Error, F.Indexed)
        .Returning(F.Id);

    private static readonly Update Describe = Update(F)
        .Set(F.TextHash, Param("text_hash", F.TextHash))
        .Set(F.TextLength, Param("text_length", F.TextLength))
        .Set(F.ChunkStrategy, Param("chunk_strategy", F.ChunkStrategy))
        .Set(F.ChunkOverlap, Param("chunk_overlap", F.ChunkOverlap))
        .Set(F.ChunkCount, Param("chunk_count", F.ChunkCount))
        .Set(F.ChunkedAt, Param("chunked_at", F.ChunkedAt))
        .Set(F.Indexed, Param("indexed_date", F.Indexed))
        .Where(F.Id == Param<long>("file"));

    private static readonly Delete DropChunks = DeleteFrom(C).Where(C.FileId == Param<long>("file"));
    private static readonly Delete DropAnalysis = DeleteFrom(A).Where(A.FileId == Param<long>("file"));
    private static readonly Delete DropFile = DeleteFrom(F).Where(F.Id == Param<long>("file"));

    private static readonly InsertMany<ChunkOfFile> AddChunks = InsertInto(C).Each<ChunkOfFile>(row => row
        .Set(C.FileId, item => item.FileId)
        .Set(C.ChunkIndex, item => item.Chunk.Index)
        .Set(C.Content, item => item.Chunk.Content)
        .Set(C.CharCount, item => item.Chunk.CharCount)
        .Set(C.LineCount, item => item.Chunk.LineCount)
        .Set(C.WordCount, item => item.Chunk.WordCount));

    private static readonly InsertMany<AnalysisOfFile> AddAnalyses = InsertInto(A).Each<AnalysisOfFile>(row => row
        .Set(A.FileId, item => item.FileId)
        .Set(A.FileHash, item => item.Text.TextHash)
        .Set(A.WordCount, item => item.Text.WordCount)
        .Set(A.CharCount, item => item.Text.Length)
        .Set(A.Analysed, item => item.When));

    private static readonly Expression<long> FilesNow = Scalar(Select(CountAll()).From(F).Where(F.DirectoryId == D.Id), Types.BigInt);

    private static readonly Expression<long> SizeNow =
        Coalesce(Scalar(Select(Sum(F.Size)).From(F).Where(F.DirectoryId == D.Id), Types.BigInt.Nullable()), Value(0L));

    // Where nothing has changed this only reads, so every scan can afford it.
    private static readonly Update CountFiles = Update(D)
        .Set(D.FileCount, FilesNow)
        .Set(D.TotalSize, SizeNow)
        .Set(D.LastUpdated, Param("now", D.LastUpdated))
        .Where(D.FileCount != FilesNow | D.TotalSize != SizeNow);

    private static readonly Update CountFilesOf = CountFiles.Where(D.Id == Param<long>("directory"));

    private static readonly Delete DropEmptyDirectories = DeleteFrom(D).Where(D.FileCount == 0L);

    // Within one transaction nobody else can delete a directory that was just put.
    private readonly Dictionary<string, long> _directories = new(StringComparer.Ordinal);
    private readonly CountedFiles _counted = new(db);

    /// <summary>Puts files into the index; what was there of them is replaced.</summary>
    internal async Task PutAsync(IReadOnlyList<IndexedFile> files, CancellationToken cancellationToken)
    {
        // Before the rows are replaced: what is to be forgotten is still known.
        await _counted.ForgetAsync([.. files.Select(file => file.File.Path)], cancellationToken).ConfigureAwait(false);
        var chunks = new List<ChunkOfFile>();
        var analyses = new List<AnalysisOfFile>();
        foreach (var file in files)
        {
            var id = await PutFileAsync(file.File, file.Text, cancellationToken).ConfigureAwait(false);
            await db.ExecuteAsync(DropChunks, [("file", id)], cancellationToken).ConfigureAwait(false);
            await db.ExecuteAsync(DropAnalysis, [("file", id)], cancellationToken).ConfigureAwait(false);
            if (file.Text is { } text)
            {
                chunks.AddRange(text.Chunks.Select(chunk => new ChunkOfFile(id, chunk)));
                analyses.Add(new AnalysisOfFile(id, text, file.File.Indexed));
            }
        }

        await db.InsertAsync(AddChunks, chunks, cancellationToken).ConfigureAwait(false);
        await db.InsertAsync(AddAnalyses, analyses, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts a file's row into the index, or in the place of the one that is there; its chunks stay.</summary>
    /// <returns>The row's number.</returns>
    internal async Task<long> PutRowAsync(FileRow file, CancellationToken cancellationToken) =>
        await db.FirstAsync(PutRow, await RowAsync(file, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Puts a text's chunks in the place of those that a file has.</summary>
    internal async Task ReplaceChunksAsync(long file, ChunkedText? text, DateTime made, CancellationToken cancellationToken)
    {
        await _counted.ForgetAsync([file], cancellationToken).ConfigureAwait(false);
        // First, so that two who replace the chunks of one file do so one after the other.
        await db.ExecuteAsync(Describe, [("file", file), ("indexed_date", made), .. Described(text)], cancellationToken).ConfigureAwait(false);
        await db.ExecuteAsync(DropChunks, [("file", file)], cancellationToken).ConfigureAwait(false);
        await db.InsertAsync(AddChunks, [.. (text?.Chunks ?? []).Select(chunk => new ChunkOfFile(file, chunk))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes files out of the index, and all that belongs to them.</summary>
    internal async Task RemoveAsync(IReadOnlyList<long> files, CancellationToken cancellationToken)
    {
        await _counted.ForgetAsync(files, cancellationToken).ConfigureAwait(false);
        foreach (var id in files)
        {
            await db.ExecuteAsync(DropFile, [("file", id)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sets right the counts of the directories that are wrong, and drops directories that have no files.</summary>
    internal async Task CountDirectoriesAsync(DateTime now, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync(CountFiles, [("now", now)], cancellationToken).ConfigureAwait(false);
        await db.ExecuteAsync(DropEmptyDirectories, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the counts of one directory right; one that has no row gets one.</summary>
    internal async Task CountDirectoryAsync(string directory, DateTime now, CancellationToken cancellationToken)
    {
        var id = await DirectoryAsync(directory, now, cancellationToken).ConfigureAwait(false);
        await db.ExecuteAsync(CountFilesOf, [("now", now), ("directory", id)], cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<Argument> Described(ChunkedText? text) =>
    [
        ("text_hash", text?.TextHash), ("text_length", text?.Length), ("chunk_strategy", text?.Strategy.StoredName),
        ("chunk_overlap", text?.OverlapChars ?? 0), ("chunk_count", text?.Chunks.Length ?? 0), ("chunked_at", (string?)null),
    ];

    private async Task<long> PutFileAsync(FileRow file, ChunkedText? text, CancellationToken cancellationToken) => await db.FirstAsync(
        PutFile, [.. await RowAsync(file, cancellationToken).ConfigureAwait(false), .. Described(text)], cancellationToken).ConfigureAwait(false);

    private async Task<Argument[]> RowAsync(FileRow file, CancellationToken cancellationToken)
    {
        var directory = await DirectoryAsync(file.Directory, file.Indexed, cancellationToken).ConfigureAwait(false);
        return
        [
            ("path_key", PathKey.Of(file.Path)), ("file_path", file.Path), ("file_name", file.Name),
            ("directory_id", directory), ("directory", file.Directory), ("file_size", file.Size),
            ("file_type", file.Type), ("mime_type", file.MimeType), ("created_date", file.Created),
            ("modified_date", file.Modified), ("accessed_date", file.Accessed), ("permissions", file.Permissions),
            ("file_hash", file.Hash), ("is_text_file", file.IsText), ("encoding", file.Encoding),
            ("processing_status", file.Status), ("error_message", file.Error), ("indexed_date", file.Indexed),
        ];
    }

    private async Task<long> DirectoryAsync(string directory, DateTime now, CancellationToken cancellationToken)
    {
        if (!_directories.TryGetValue(directory, out var id))
        {
            id = await db.FirstAsync(
                PutDirectory,
                [
                    ("path_key", PathKey.Of(directory)), ("directory_path", directory),
                    ("parent_directory", Path.GetDirectoryName(directory)), ("now", now),
                ],
                cancellationToken).ConfigureAwait(false);
            _directories.Add(directory, id);
        }

        return id;
    }

    private sealed record ChunkOfFile(long FileId, Chunk Chunk);

    private sealed record AnalysisOfFile(long FileId, ChunkedText Text, DateTime When);
}
