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
            await WriteSinglyAsync(batch).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (IsAboutRows(exception))
        {
            if (await TryRefuseAsync(batch[0], exception).ConfigureAwait(false) is { } refusal)
            {
                Report(batch[0], refusal);
            }
        }
    }

    // One bad row must not cost the others their place: each file on its own.
    private async Task WriteSinglyAsync(IReadOnlyList<ReadFile> batch)
    {
        var refused = new List<(ReadFile File, DatabaseException Refusal)>();
        foreach (var file in batch)
        {
            try
            {
                await PutAsync([file.Indexed]).ConfigureAwait(false);
                Count([file]);
            }
            catch (DatabaseException exception) when (IsAboutRows(exception))
            {
                if (await TryRefuseAsync(file, exception).ConfigureAwait(false) is { } refusal)
                {
                    refused.Add((file, refusal));
                }
            }
        }

        if (refused.Count == batch.Count)
        {
            // It takes nothing at all, so it is not about these rows.
            throw refused[0].Refusal;
        }

        foreach (var (file, refusal) in refused)
        {
            Report(file, refusal);
        }
    }

    /// <summary>Records that a file was refused; where not even that is taken, returns why.</summary>
    private async Task<DatabaseException?> TryRefuseAsync(ReadFile file, DatabaseException exception)
    {
        var row = file.Indexed.File with { Status = ProcessingStatus.UnknownError.ToStoredName(), Error = Refused(exception) };
        try
        {
            await PutAsync([new IndexedFile(row, null)]).ConfigureAwait(false);
        }
        catch (DatabaseException again) when (IsAboutRows(again))
        {
            return again;
        }

        tally.Differs(file.IsNew);
        Report(file, exception);
        return null;
    }

    private void Report(ReadFile file, DatabaseException exception)
    {
        tally.Finished(ProcessingStatus.UnknownError, file.Found.Size, 0);
        tally.Problem(new ScanProblem(file.Found.Path, ProcessingStatus.UnknownError, Refused(exception)));
    }

    private static string Refused(DatabaseException exception) => $"The database refused it: {exception.Message}";

    private Task PutAsync(IReadOnlyList<IndexedFile> files) =>
        database.WriteAsync((db, token) => new IndexWriter(db).PutAsync(files, token), CancellationToken.None);

    private void Count(IReadOnlyList<ReadFile> batch)
    {
        foreach (var file in batch)
        {
            tally.Differs(file.IsNew);
            tally.Finished(file.Status, file.Found.Size, file.Indexed.Text?.Chunks.Length ?? 0);
            if (file.Indexed.File.Error is { } reason && file.Status is not (ProcessingStatus.Success or ProcessingStatus.Skipped))
            {
                tally.Problem(new ScanProblem(file.Found.Path, file.Status, reason));
            }
        }
    }

    private static bool IsAboutRows(DatabaseException exception) => exception.Kind
        is DatabaseErrorKind.Unique or DatabaseErrorKind.ForeignKey or DatabaseErrorKind.NotNull or DatabaseErrorKind.Check
        or DatabaseErrorKind.BadValue or DatabaseErrorKind.Other;
}
