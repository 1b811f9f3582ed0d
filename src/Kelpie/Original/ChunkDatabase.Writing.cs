using Kelpie.Chunking;
using Kelpie.Database.Stores;
using Kelpie.Scanning;
using Kelpie.Scanning.Discovery;
using Kelpie.Scanning.Reading;
using Kelpie.Sql;

namespace Kelpie.Original;

/// <content>Storing chunks.</content>
public sealed partial class ChunkDatabase
{
    /// <summary>
    /// Puts chunks in the place of those that a file has. A file that has no row yet gets one, of what its path and the disk tell.
    /// </summary>
    /// <param name="filePath">The file; what the envelopes call it does not count.</param>
    /// <param name="chunks">The chunks, all that were cut from one text, in any order; none to take the file's away.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <returns>How many were stored.</returns>
    /// <exception cref="ArgumentException">They are not of one text that was cut once.</exception>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    /// <exception cref="IOException">The file has no row yet, and cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">The file has no row yet, and may not be looked at by this user.</exception>
    public async Task<int> StoreChunksAsync(string filePath, IReadOnlyList<Envelope> chunks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        var path = Path.GetFullPath(filePath);
        var told = chunks.Count > 0 ? EnvelopesOfFile.Of(chunks) : null;
        var made = told?.Made ?? DateTime.UtcNow;
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        await database.WriteAsync(
            async (db, token) =>
            {
                var writer = new IndexWriter(db);
                var file = await FileStore.IdAsync(db, path, token).ConfigureAwait(false)
                    ?? await writer.PutRowAsync(ImpliedFile.RowOf(path, made), token).ConfigureAwait(false);
                await writer.ReplaceChunksAsync(file, told?.Text, made, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return chunks.Count;
    }

    /// <summary>As <see cref="StoreChunksAsync(string, IReadOnlyList{Envelope}, CancellationToken)"/>, of envelopes that are JSON.</summary>
    /// <param name="filePath">The file; what the envelopes call it does not count.</param>
    /// <param name="chunks">The envelopes, each a JSON object.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <returns>How many were stored.</returns>
    /// <exception cref="FormatException">One is no envelope.</exception>
    /// <inheritdoc cref="StoreChunksAsync(string, IReadOnlyList{Envelope}, CancellationToken)"/>
    public Task<int> StoreChunksAsync(string filePath, IReadOnlyList<string> chunks, CancellationToken cancellationToken = default) =>
        StoreChunksAsync(filePath, [.. chunks.Select(JsonEnvelope.Parse)], cancellationToken);

    /// <summary>
    /// Reads a file, cuts it and stores it, as a scan does: its row, its chunks, the counts of its text and of its directory. A file
    /// whose text cannot be had has a row that says why, and no chunks.
    /// </summary>
    /// <param name="filePath">The file.</param>
    /// <param name="overlap">Whether prose is cut into overlapping windows, <c>prose_overlap</c>. Code never is.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <returns>How many chunks were stored.</returns>
    /// <exception cref="KelpieException">There is no such file, or no database yet.</exception>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    /// <exception cref="IOException">The file cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be looked at by this user.</exception>
    public async Task<int> ProcessAndStoreFileAsync(string filePath, bool overlap = false, CancellationToken cancellationToken = default)
    {
        var path = Path.GetFullPath(filePath);
        var found = new FoundFileFactory(ScanRules.Default.MaxFileSize).Find(path)
            ?? throw new KelpieException("file_not_found", $"There is no file {path}.", "Check the spelling; Scanner.ScanAsync takes whole directories.");
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        var indexer = new FileIndexer(new FileReader(ScanRules.Default), overlap);
        var read = await Task.Run(() => indexer.Read(new FileToRead(found, IsNew: true), cancellationToken), cancellationToken).ConfigureAwait(false);
        await database.WriteAsync(
            async (db, token) =>
            {
                var writer = new IndexWriter(db);
                await writer.PutAsync([read.Indexed], token).ConfigureAwait(false);
                await writer.CountDirectoryAsync(found.Directory, read.Indexed.File.Indexed, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return read.Indexed.Text?.Chunks.Length ?? 0;
    }
}
