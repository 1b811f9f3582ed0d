using System.Text.Json;
using Kelpie.Database.Stores;
using Kelpie.Scanning.Discovery;
using Kelpie.Sql;

namespace Kelpie.Scanning;

/// <summary>A scan's row in the history, from its beginning to its end.</summary>
internal sealed class ScanSession(SessionStore sessions, IReadOnlyList<ScanRoot> roots)
{
    private readonly DateTime _start = DateTime.UtcNow;
    private readonly string _name = SessionName.Create(DateTime.UtcNow);

    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        await sessions.InterruptAbandonedAsync(cancellationToken).ConfigureAwait(false);
        await sessions.PutAsync(Row("running"), cancellationToken).ConfigureAwait(false);
    }

    internal Task EndAsync(ScanSummary summary) => sessions.PutAsync(
        Row(summary.Outcome == ScanOutcome.Interrupted ? "interrupted" : "completed", summary), CancellationToken.None);

    /// <summary>Says that the scan failed, if the database still takes it; why it failed is thrown by whoever calls this.</summary>
    internal async Task TryFailAsync(ScanSummary summary)
    {
        try
        {
            await sessions.PutAsync(Row("failed", summary), CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // The database that failed the scan fails this too. The row stays "running" and the next scan
            // finds its process gone and marks it as interrupted.
        }
    }

    private SessionRow Row(string status, ScanSummary? summary = null)
    {
        var by = summary?.ByStatus ?? new Dictionary<ProcessingStatus, long>();
        long Of(ProcessingStatus wanted) => by.GetValueOrDefault(wanted);
        return new SessionRow
        {
            SessionId = _name,
            Status = status,
            Roots = JsonRoots(),
            TotalFiles = summary?.Found ?? 0,
            SuccessfulFiles = Of(ProcessingStatus.Success),
            FailedFiles = by.Where(pair => pair.Key is not (ProcessingStatus.Success or ProcessingStatus.Skipped)).Sum(pair => pair.Value),
            PermissionDeniedFiles = Of(ProcessingStatus.PermissionDenied),
            SizeLimitExceededFiles = Of(ProcessingStatus.SizeLimitExceeded),
            EncodingErrorFiles = Of(ProcessingStatus.EncodingError),
            FileNotFoundFiles = Of(ProcessingStatus.FileNotFound),
            TimeoutFiles = Of(ProcessingStatus.Timeout),
            UnknownErrorFiles = Of(ProcessingStatus.UnknownError),
            SkippedFiles = Of(ProcessingStatus.Skipped),
            UnchangedFiles = summary?.Unchanged ?? 0,
            RemovedFiles = summary?.Removed ?? 0,
            TotalBytes = summary?.Bytes ?? 0,
            TotalChunks = summary?.Chunks ?? 0,
            Start = _start,
            End = summary is null ? null : DateTime.UtcNow,
        };
    }

    private string JsonRoots()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var root in roots)
            {
                writer.WriteStringValue(root.Path);
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
