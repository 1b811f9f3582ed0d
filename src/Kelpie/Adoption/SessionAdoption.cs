using Kelpie.Database;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>Takes over the history of scans. The original named a scan by the second it began in; two of one name get a number.</summary>
internal sealed class SessionAdoption(AdoptionRun run)
{
    private const int NameLength = 60;
    private static readonly SessionsTable S = Tables.Sessions;

    private static readonly InsertMany<Session> Add = InsertInto(S).Each<Session>(row => row
        .Set(S.Id, item => item.Id).Set(S.SessionId, item => item.Name).Set(S.Status, item => item.End is null ? "interrupted" : "completed").Set(S.Roots, _ => "[]")
        .Set(S.TotalFiles, item => item.Counts[0]).Set(S.SuccessfulFiles, item => item.Counts[1]).Set(S.FailedFiles, item => item.Counts[2])
        .Set(S.PermissionDeniedFiles, item => item.Counts[3]).Set(S.SizeLimitExceededFiles, item => item.Counts[4]).Set(S.EncodingErrorFiles, item => item.Counts[5])
        .Set(S.FileNotFoundFiles, item => item.Counts[6]).Set(S.TimeoutFiles, item => item.Counts[7]).Set(S.UnknownErrorFiles, item => item.Counts[8])
        .Set(S.Start, item => item.Start).Set(S.End, item => item.End).Set(S.Seconds, item => item.Seconds));

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        const string table = OriginalSchema.Sessions;
        await run.BeginAsync(table, cancellationToken).ConfigureAwait(false);
        var (batch, names) = (new RowBatch<Session>(run.Target, Add), new HashSet<string>(StringComparer.Ordinal));
        var sql = "SELECT row_id, CAST(session_id AS BLOB) AS session_id, CAST(start_time AS BLOB) AS start_time, CAST(end_time AS BLOB) AS end_time, duration_seconds, total_files, "
            + "successful_files, failed_files, permission_denied_files, size_limit_exceeded_files, encoding_error_files, file_not_found_files, timeout_files, unknown_error_files "
            + $"FROM {run.Schema[table].Source} ORDER BY row_id";
        await foreach (var row in run.RowsAsync(table, sql, cancellationToken).ConfigureAwait(false))
        {
            var name = row.Text(1, NameLength) ?? "scan";
            var unique = Enumerable.Range(1, int.MaxValue - 1).Select(i => i == 1 ? name : $"{name}-{i}").First(names.Add);
            if (unique != name)
            {
                run.Tally.Note(table, "its name was there already, and has a number behind it now", row.Name);
            }

            await batch.AddAsync(
                new Session(row.Number(0) ?? 0, unique, row.Moment(2) ?? DateTime.UnixEpoch, row.Moment(3), row.Real(4), [.. Enumerable.Range(5, 9).Select(column => row.Number(column) ?? 0)]),
                cancellationToken).ConfigureAwait(false);
            run.Tally.Arrived(table);
        }

        await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed record Session(long Id, string Name, DateTime Start, DateTime? End, double? Seconds, long[] Counts);
}
