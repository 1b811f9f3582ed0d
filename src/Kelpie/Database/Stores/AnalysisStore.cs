using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>Keeps what is known of the files' texts: one row a file, whoever writes it and however often.</summary>
/// <param name="engine">The database.</param>
public sealed class AnalysisStore(Engine engine)
{
    private static readonly FilesTable F = Tables.Files;
    private static readonly AnalysesTable A = Tables.Analyses;

    private static readonly Upsert Put = UpsertInto(A, A.FileId).Columns(
        A.FileId, A.FileHash, A.WordCount, A.CharCount, A.Language, A.Summary, A.Keywords, A.TfidfKeywords, A.Topics,
        A.Sentiment, A.Status, A.Error, A.Analysed, A.Seconds, A.TfidfDocuments);

    private static readonly Select<AnalysisRow> ByPath = SelectRows(row => new AnalysisRow
    {
        Path = row.Get(F.Path),
        FileHash = row.Get(A.FileHash),
        WordCount = row.Get(A.WordCount),
        CharCount = row.Get(A.CharCount),
        Language = row.Get(A.Language),
        Summary = row.Get(A.Summary),
        Keywords = row.Get(A.Keywords),
        TfidfKeywords = row.Get(A.TfidfKeywords),
        Topics = row.Get(A.Topics),
        Sentiment = row.Get(A.Sentiment),
        Status = row.Get(A.Status),
        Error = row.Get(A.Error),
        Analysed = row.Get(A.Analysed),
        Seconds = row.Get(A.Seconds),
    }).From(A).Join(F, F.Id == A.FileId).Where(F.PathKey == Param("key", F.PathKey));

    private static readonly Select<long> CountPending = Select(CountAll()).From(A).Where(A.TfidfDocuments.IsNull());

    /// <summary>What is known of a file's text, or null if nothing is.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<AnalysisRow?> FindAsync(string path, CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.FirstOrDefaultAsync(ByPath, [("key", PathKey.Of(path))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many files have not been analysed.</summary>
    internal async Task<long> CountPendingAsync(CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.FirstAsync(CountPending, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many files are counted in the document frequencies.</summary>
    internal async Task<long> DocumentsAsync(CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await new FrequencyStore(db).DocumentsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what another program knows of a file's text, in place of what was. To be called within a transaction.</summary>
    internal static async Task PutAsync(Connection db, long file, AnalysisRow analysis, CancellationToken cancellationToken)
    {
        await new CountedFiles(db).ForgetAsync([file], cancellationToken).ConfigureAwait(false);
        await db.ExecuteAsync(
            Put,
            [
                ("file_id", file), ("file_hash", analysis.FileHash), ("word_count", analysis.WordCount), ("char_count", analysis.CharCount),
                ("language", analysis.Language), ("topic_summary", analysis.Summary), ("keywords", analysis.Keywords),
                ("tfidf_keywords", analysis.TfidfKeywords), ("lda_topics", analysis.Topics), ("sentiment_score", analysis.Sentiment),
                ("processing_status", analysis.Status), ("error_message", analysis.Error), ("analysis_date", analysis.Analysed),
                ("processing_time_seconds", analysis.Seconds), ("tfidf_documents", CountedFiles.OfAnotherProgram),
            ],
            cancellationToken).ConfigureAwait(false);
    }
}
