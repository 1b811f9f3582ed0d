using Kelpie.Chunking;
using Kelpie.Database;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>A file that is in the index now.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Path">Its path.</param>
/// <param name="Facts">How its text was cut.</param>
internal sealed record AdoptedFile(long Id, string Path, ChunkedFacts Facts);

/// <summary>Takes over files and directories. A file keeps the number of its row; one of which there are only chunks gets a row made of them.</summary>
internal sealed class FileAdoption(AdoptionRun run)
{
    private static readonly FilesTable F = Tables.Files;
    private static readonly DirectoriesTable D = Tables.Directories;

    private static readonly InsertMany<FileToAdd> AddFiles = InsertInto(F).Each<FileToAdd>(row => row
        .Set(F.Id, item => item.Id).Set(F.PathKey, item => PathKey.Of(item.Path)).Set(F.Path, item => item.Path).Set(F.FileName, item => item.Name)
        .Set(F.DirectoryId, item => item.DirectoryId).Set(F.Directory, item => item.Directory).Set(F.Size, item => item.Size).Set(F.Type, item => item.Type)
        .Set(F.MimeType, item => item.MimeType).Set(F.Created, item => item.Created).Set(F.Modified, item => item.Modified)
        .Set(F.Accessed, item => item.Accessed).Set(F.Permissions, item => item.Permissions).Set(F.Hash, item => item.Hash).Set(F.IsText, item => item.IsText)
        .Set(F.Encoding, item => item.Encoding).Set(F.Status, item => item.Status).Set(F.Error, item => item.Error).Set(F.Indexed, item => item.Indexed)
        .Set(F.TextHash, item => item.Facts.TextHash).Set(F.TextLength, item => item.Facts.TextLength).Set(F.ChunkStrategy, item => item.Facts.Strategy)
        .Set(F.ChunkOverlap, item => item.Facts.Overlap).Set(F.ChunkCount, item => item.Facts.Count).Set(F.ChunkedAt, item => item.Facts.CreatedAt));

    private static readonly InsertMany<Directory> AddDirectories = InsertInto(D).Each<Directory>(row => row
        .Set(D.Id, item => item.Id).Set(D.PathKey, item => PathKey.Of(item.Path)).Set(D.Path, item => item.Path).Set(D.Parent, item => item.Parent)
        .Set(D.FileCount, item => item.Files).Set(D.TotalSize, item => item.Size).Set(D.LastUpdated, item => item.Updated));

    private readonly Dictionary<string, AdoptedFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Directory> _directories = new(StringComparer.Ordinal);
    private readonly List<FileToAdd> _toAdd = [];
    private long _lastFile;
    private long _lastDirectory;

    /// <summary>The files by path.</summary>
    internal IReadOnlyDictionary<string, AdoptedFile> Files => _files;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        await ReadDirectoriesAsync(cancellationToken).ConfigureAwait(false);
        await ReadFilesAsync(cancellationToken).ConfigureAwait(false);
        await MakeUpFilesAsync(OriginalSchema.Chunks, cancellationToken).ConfigureAwait(false);
        await MakeUpFilesAsync(OriginalSchema.FirstChunks, cancellationToken).ConfigureAwait(false);
        var directories = new RowBatch<Directory>(run.Target, AddDirectories);
        foreach (var directory in _directories.Values)
        {
            await directories.AddAsync(directory, cancellationToken).ConfigureAwait(false);
        }

        await directories.FlushAsync(cancellationToken).ConfigureAwait(false);
        var files = new RowBatch<FileToAdd>(run.Target, AddFiles);
        foreach (var file in _toAdd)
        {
            await files.AddAsync(file, cancellationToken).ConfigureAwait(false);
        }

        await files.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadDirectoriesAsync(CancellationToken cancellationToken)
    {
        await run.BeginAsync(OriginalSchema.Directories, cancellationToken).ConfigureAwait(false);
        var sql = "SELECT row_id, id, CAST(directory_path AS BLOB) AS directory_path, CAST(parent_directory AS BLOB) AS parent_directory, file_count, total_size, "
            + $"CAST(last_updated AS BLOB) AS last_updated FROM {run.Schema[OriginalSchema.Directories].Source} ORDER BY row_id DESC";
        await foreach (var row in run.RowsAsync(OriginalSchema.Directories, sql, cancellationToken).ConfigureAwait(false))
        {
            if (row.Text(2) is not { Length: > 0 } path)
            {
                run.Tally.Refused(OriginalSchema.Directories, "it has no path", row.Name);
                continue;
            }

            path = path.Length > 1 ? path.TrimEnd('/') : path;
            var directory = new Directory(row.Number(0) ?? 0, path, row.Text(3) ?? Path.GetDirectoryName(path), row.Number(4) ?? 0, row.Number(5) ?? 0, row.Moment(6) ?? DateTime.UnixEpoch);
            _lastDirectory = Math.Max(_lastDirectory, directory.Id);
            if (_directories.TryAdd(path, directory))
            {
                run.Tally.Arrived(OriginalSchema.Directories);
            }
            else
            {
                run.Tally.Merged(OriginalSchema.Directories, 1, "a newer row of the same directory", row.Name);
            }
        }
    }

    private async Task ReadFilesAsync(CancellationToken cancellationToken)
    {
        await run.BeginAsync(OriginalSchema.Files, cancellationToken).ConfigureAwait(false);
        string[] texts = ["file_path", "file_name", "directory", "file_type", "mime_type", "created_date", "modified_date", "accessed_date", "permissions", "file_hash", "encoding", "processing_status", "error_message", "indexed_date"];
        var sql = $"SELECT f.row_id, {string.Join(", ", texts.Select(name => $"CAST(f.{name} AS BLOB) AS {name}"))}, f.file_size, f.is_text_file, "
            + $"(SELECT CAST(c.chunk_envelope AS BLOB) FROM {run.Schema[OriginalSchema.Chunks].Source} c WHERE c.file_path = f.file_path ORDER BY c.chunk_index LIMIT 1) AS chunk_envelope "
            + $"FROM {run.Schema[OriginalSchema.Files].Source} f ORDER BY f.row_id DESC";
        await foreach (var row in run.RowsAsync(OriginalSchema.Files, sql, cancellationToken).ConfigureAwait(false))
        {
            if (row.Text(1) is not { Length: > 0 } path)
            {
                run.Tally.Refused(OriginalSchema.Files, "it has no path", row.Name);
                continue;
            }

            if (_files.ContainsKey(path))
            {
                run.Tally.Merged(OriginalSchema.Files, 1, "a newer row of the same file", row.Name);
                continue;
            }

            var name = row.Text(2) ?? Path.GetFileName(path);
            Add(new FileToAdd(row.Number(0) ?? 0, path, name, row.Text(3) ?? Path.GetDirectoryName(path) ?? "/")
            {
                Size = row.Number(15) ?? 0,
                Type = row.Text(4) ?? FileExtension.LowerCaseOf(name),
                MimeType = row.Text(5),
                Created = row.Moment(6),
                Modified = row.Moment(7),
                Accessed = row.Moment(8),
                Permissions = row.Text(9, 8),
                Hash = row.Text(10, 64),
                IsText = (row.Number(16) ?? 0) != 0,
                Encoding = row.Text(11, 40),
                Status = row.Text(12, 40) ?? "success",
                Error = row.Text(13),
                Indexed = row.Moment(14) ?? DateTime.UnixEpoch,
                Facts = FactsOf(row.Utf8(17)),
            });
            run.Tally.Arrived(OriginalSchema.Files);
        }

        // As they were scanned.
        _toAdd.Reverse();
    }

    private async Task MakeUpFilesAsync(string table, CancellationToken cancellationToken)
    {
        var envelope = table == OriginalSchema.Chunks ? "CAST(chunk_envelope AS BLOB)" : "NULL";
        var sql = $"SELECT min(row_id), CAST(file_path AS BLOB) AS file_path, {envelope} AS chunk_envelope FROM {run.Schema[table].Source} GROUP BY file_path";
        await foreach (var row in run.RowsAsync(table, sql, cancellationToken).ConfigureAwait(false))
        {
            if (row.Text(1) is { Length: > 0 } path && !_files.ContainsKey(path))
            {
                var facts = FactsOf(row.Utf8(2));
                var name = Path.GetFileName(path);
                Add(new FileToAdd(_lastFile + 1, path, name, Path.GetDirectoryName(path) ?? "/")
                {
                    Type = FileExtension.LowerCaseOf(name),
                    IsText = true,
                    Status = "success",
                    Indexed = DateTime.UnixEpoch,
                    Facts = facts,
                });
                run.Tally.Note(table, "its file has no row of its own; one was made of what the chunks say, and the next scan completes it", path);
            }
        }
    }

    private void Add(FileToAdd file)
    {
        if (!_directories.TryGetValue(file.Directory, out var directory))
        {
            directory = new Directory(++_lastDirectory, file.Directory, Path.GetDirectoryName(file.Directory), 0, 0, file.Indexed) { IsMadeUp = true };
            _directories.Add(file.Directory, directory);
        }

        if (directory.IsMadeUp)
        {
            _directories[file.Directory] = directory with { Files = directory.Files + 1, Size = directory.Size + file.Size };
        }

        _lastFile = Math.Max(_lastFile, file.Id);
        _files.Add(file.Path, new AdoptedFile(file.Id, file.Path, file.Facts));
        _toAdd.Add(file with { DirectoryId = directory.Id });
    }

    private static ChunkedFacts FactsOf(byte[]? envelope) => envelope is null ? ChunkedFacts.None : OriginalEnvelope.Parse(envelope)?.Facts() ?? ChunkedFacts.None;

    private sealed record Directory(long Id, string Path, string? Parent, long Files, long Size, DateTime Updated)
    {
        internal bool IsMadeUp { get; init; }
    }

    private sealed record FileToAdd(long Id, string Path, string Name, string Directory)
    {
        internal long DirectoryId { get; init; }

        internal long Size { get; init; }

        internal required string Type { get; init; }

        internal string? MimeType { get; init; }

        internal DateTime? Created { get; init; }

        internal DateTime? Modified { get; init; }

        internal DateTime? Accessed { get; init; }

        internal string? Permissions { get; init; }

        internal string? Hash { get; init; }

        internal required bool IsText { get; init; }

        internal string? Encoding { get; init; }

        internal required string Status { get; init; }

        internal string? Error { get; init; }

        internal required DateTime Indexed { get; init; }

        internal required ChunkedFacts Facts { get; init; }
    }
}
