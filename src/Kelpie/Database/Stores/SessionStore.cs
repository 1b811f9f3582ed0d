using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>Keeps the history of scans.</summary>
/// <param name="engine">The database.</param>
public sealed class SessionStore(Engine engine)
{
    private static readonly SessionsTable S = Tables.Sessions;

    private static readonly Upsert Put = UpsertInto(S, S.SessionId).Columns(
        S.SessionId, S.Status, S.Roots, S.TotalFiles, S.SuccessfulFiles, S.FailedFiles, S.PermissionDeniedFiles,
        S.SizeLimitExceededFiles, S.EncodingErrorFiles, S.FileNotFoundFiles, S.TimeoutFiles, S.UnknownErrorFiles,
        S.SkippedFiles, S.UnchangedFiles, S.RemovedFiles, S.TotalBytes, S.TotalChunks, S.Start, S.End, S.Seconds);

    private static readonly Update Interrupt = Update(S).Set(S.Status, "interrupted")
        .Where(S.SessionId == Param<string>("session") & S.Status == "running");

    private static readonly Select<SessionRow> Latest = SelectRows(row => new SessionRow
    {
        SessionId = row.Get(S.SessionId),
        Status = row.Get(S.Status),
        Roots = row.Get(S.Roots),
        TotalFiles = row.Get(S.TotalFiles),
        SuccessfulFiles = row.Get(S.SuccessfulFiles),
        FailedFiles = row.Get(S.FailedFiles),
        PermissionDeniedFiles = row.Get(S.PermissionDeniedFiles),
        SizeLimitExceededFiles = row.Get(S.SizeLimitExceededFiles),
        EncodingErrorFiles = row.Get(S.EncodingErrorFiles),
        FileNotFoundFiles = row.Get(S.FileNotFoundFiles),
        TimeoutFiles = row.Get(S.TimeoutFiles),
        UnknownErrorFiles = row.Get(S.UnknownErrorFiles),
        SkippedFiles = row.Get(S.SkippedFiles),
        UnchangedFiles = row.Get(S.UnchangedFiles),
        RemovedFiles = row.Get(S.RemovedFiles),
        TotalBytes = row.Get(S.TotalBytes),
        TotalChunks = row.Get(S.TotalChunks),
        Start = row.Get(S.Start),
        End = row.Get(S.End),
    }).From(S).OrderBy(S.Id.Descending()).Limit(Param<long>("limit"));

    private static readonly Select<string> Running = Select(S.SessionId).From(S).Where(S.Status == "running");

    /// <summary>The scans, the latest first.</summary>
    internal static async Task<IReadOnlyList<SessionRow>> LatestAsync(Connection db, int limit, CancellationToken cancellationToken) =>
        await db.ListAsync(Latest, [("limit", (long)limit)], cancellationToken).ConfigureAwait(false);

    /// <summary>Writes a scan as it stands, on a connection.</summary>
    internal static Task PutAsync(Connection db, SessionRow session, CancellationToken cancellationToken) => db.ExecuteAsync(
        Put,
        [
            ("session_id", session.SessionId), ("session_status", session.Status), ("roots", session.Roots),
            ("total_files", session.TotalFiles), ("successful_files", session.SuccessfulFiles),
            ("failed_files", session.FailedFiles), ("permission_denied_files", session.PermissionDeniedFiles),
            ("size_limit_exceeded_files", session.SizeLimitExceededFiles),
            ("encoding_error_files", session.EncodingErrorFiles), ("file_not_found_files", session.FileNotFoundFiles),
            ("timeout_files", session.TimeoutFiles), ("unknown_error_files", session.UnknownErrorFiles),
            ("skipped_files", session.SkippedFiles), ("unchanged_files", session.UnchangedFiles),
            ("removed_files", session.RemovedFiles), ("total_bytes", session.TotalBytes),
            ("total_chunks", session.TotalChunks), ("start_time", session.Start), ("end_time", session.End),
            ("duration_seconds", (session.End - session.Start)?.TotalSeconds),
        ],
        cancellationToken);

    /// <summary>Writes a scan as it stands.</summary>
    internal async Task PutAsync(SessionRow session, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await PutAsync(db, session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Marks scans as interrupted whose process is gone without having said how it ended.</summary>
    internal async Task InterruptAbandonedAsync(CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        foreach (var session in await db.ListAsync(Running, [], cancellationToken).ConfigureAwait(false))
        {
            if (SessionName.IsAbandoned(session))
            {
                await db.ExecuteAsync(Interrupt, [("session", session)], cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
