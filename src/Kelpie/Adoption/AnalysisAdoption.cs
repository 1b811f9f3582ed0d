using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>Takes over analyses: of each file the newest, of however many rows forced scans have left.</summary>
internal sealed class AnalysisAdoption(AdoptionRun run)
{
    private static readonly AnalysesTable A = Tables.Analyses;

    private static readonly InsertMany<Analysis> Add = InsertInto(A).Each<Analysis>(row => row
        .Set(A.FileId, item => item.File).Set(A.FileHash, item => item.Hash).Set(A.WordCount, item => item.Words).Set(A.CharCount, item => item.Chars)
        .Set(A.Language, item => item.Language).Set(A.Summary, item => item.Summary).Set(A.Keywords, item => item.Keywords)
        .Set(A.TfidfKeywords, item => item.TfidfKeywords).Set(A.Topics, item => item.Topics).Set(A.Sentiment, item => item.Sentiment)
        .Set(A.Status, item => item.Status).Set(A.Error, item => item.Error).Set(A.Analysed, item => item.When).Set(A.Seconds, item => item.Seconds)
        .Set(A.TfidfDocuments, _ => CountedFiles.OfAnotherProgram));

    internal async Task RunAsync(IReadOnlyDictionary<string, AdoptedFile> files, CancellationToken cancellationToken)
    {
        const string table = OriginalSchema.Analyses;
        var source = run.Schema[table].Source;
        await run.BeginAsync(table, cancellationToken).ConfigureAwait(false);
        var all = await run.NumberAsync(table, $"SELECT count(*) FROM {source}", cancellationToken).ConfigureAwait(false) ?? 0;
        var (batch, kept, seen) = (new RowBatch<Analysis>(run.Target, Add), 0L, new HashSet<long>());
        string[] texts = ["file_path", "file_hash", "language", "topic_summary", "keywords", "tfidf_keywords", "lda_topics", "processing_status", "error_message", "analysis_date"];
        var sql = $"SELECT row_id, {string.Join(", ", texts.Select(name => $"CAST({name} AS BLOB) AS {name}"))}, word_count, char_count, sentiment_score, processing_time_seconds "
            + $"FROM {source} WHERE row_id IN (SELECT max(row_id) FROM {source} GROUP BY file_path) ORDER BY row_id DESC";
        await foreach (var row in run.RowsAsync(table, sql, cancellationToken).ConfigureAwait(false))
        {
            kept++;
            if (row.Text(1) is not { } path || !files.TryGetValue(path, out var file))
            {
                run.Tally.Refused(table, "it is of no file that is there", row.Name);
            }
            else if (!seen.Add(file.Id))
            {
                run.Tally.Merged(table, 1, "a newer analysis of the same file", row.Name);
            }
            else
            {
                await batch.AddAsync(
                    new Analysis(
                        file.Id, row.Text(2, 64), row.Number(11), row.Number(12), row.Text(3, 40), row.Text(4), row.Json(5), row.Json(6), row.Json(7), row.Real(13),
                        row.Text(8, 40) ?? "success", row.Text(9), row.Moment(10) ?? DateTime.UnixEpoch, row.Real(14)),
                    cancellationToken).ConfigureAwait(false);
                run.Tally.Arrived(table);
            }
        }

        await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
        run.Tally.Merged(table, all - kept, "a newer analysis of the same file", "");
    }

    private sealed record Analysis(
        long File, string? Hash, long? Words, long? Chars, string? Language, string? Summary, string? Keywords, string? TfidfKeywords, string? Topics,
        double? Sentiment, string Status, string? Error, DateTime When, double? Seconds);
}
