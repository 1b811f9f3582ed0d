using System.Threading.Channels;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Scanning.Discovery;
using Kelpie.Sql;

namespace Kelpie.Scanning;

/// <summary>
/// The one writer of a scan. Takes what the readers have finished, as much as there is, and writes it in one
/// transaction; while it writes, the next batch gathers.
/// </summary>
internal sealed class BatchWriter(KelpieDatabase database, ScanTally tally, ByteGate gate, IProgress<ScanProgress>? progress)
{
    private const int MostFiles = 512;
    private const long MostBytes = 4 << 20;

    internal bool HasWritten { get; private set; }

    internal async Task RunAsync(ChannelReader<ReadFile> files)
    {
        var batch = new List<ReadFile>();
        while (await files.WaitToReadAsync().ConfigureAwait(false))
        {
            long bytes = 0;
            while (batch.Count < MostFiles && bytes < MostBytes && files.TryRead(out var file))
            {
                batch.Add(file);
                bytes += file.Found.Size;
            }

            await WriteAsync(batch).ConfigureAwait(false);
            foreach (var file in batch)
            {
                gate.Leave(file.Found.Size);
            }

            batch.Clear();
            progress?.Report(tally.Progress());
        }
    }

    // A batch is finished whatever happens around it: an interrupted scan stops between batches, not within one.
    private async Task WriteAsync(IReadOnlyList<ReadFile> batch)
    {
        try
        {
            await PutAsync([.. batch.Select(file => file.Indexed)]).ConfigureAwait(false);
            Count(batch);
        }
        catch (DatabaseException exception) when (IsAboutRows(exception) && batch.Count > 1)
        {
            // One bad row must not cost the others their place: each file on its own.
            foreach (var file in batch)
            {
                await WriteAsync([file]).ConfigureAwait(false);
            }
        }
        catch (DatabaseException exception) when (IsAboutRows(exception))
        {
            await RefuseAsync(batch[0], exception).ConfigureAwait(false);
        }
    }

    private async Task RefuseAsync(ReadFile file, DatabaseException exception)
    {
        var reason = $"The database refused it: {exception.Message}";
        var row = file.Indexed.File with { Status = ProcessingStatus.UnknownError.ToStoredName(), Error = reason };
        await PutAsync([new IndexedFile(row, null)]).ConfigureAwait(false);
        tally.Finished(ProcessingStatus.UnknownError, file.Found.Size, 0);
        tally.Problem(new ScanProblem(file.Found.Path, ProcessingStatus.UnknownError, reason));
    }

    private async Task PutAsync(IReadOnlyList<IndexedFile> files)
    {
        await database.WriteAsync(
            (db, token) => new IndexWriter(db).PutAsync(files, token), CancellationToken.None).ConfigureAwait(false);
        HasWritten = true;
    }

    private void Count(IReadOnlyList<ReadFile> batch)
    {
        foreach (var file in batch)
        {
            tally.Finished(file.Status, file.Found.Size, file.Indexed.Text?.Chunks.Length ?? 0);
            if (file.Indexed.File.Error is { } reason && file.Status is not (ProcessingStatus.Success or ProcessingStatus.Skipped))
            {
                tally.Problem(new ScanProblem(file.Found.Path, file.Status, reason));
            }
        }
    }

    private static bool IsAboutRows(DatabaseException exception) => exception.Kind
        is DatabaseErrorKind.Unique or DatabaseErrorKind.ForeignKey or DatabaseErrorKind.NotNull or DatabaseErrorKind.Check or DatabaseErrorKind.Other;
}
