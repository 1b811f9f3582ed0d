using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kelpie.Analysis;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>Writes what was found out of files, and counts their terms. Every method is to be called within a transaction.</summary>
internal sealed class AnalysisWriter(Connection db)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly AnalysesTable A = Tables.Analyses;

    // A file that was replaced or analysed by somebody else since it was read is theirs.
    private static readonly Update Put = Update(A)
        .Set(A.Language, Param("language", A.Language)).Set(A.Summary, Param("summary", A.Summary)).Set(A.Keywords, Param("keywords", A.Keywords))
        .Set(A.Topics, Param("topics", A.Topics)).Set(A.Sentiment, Param("sentiment", A.Sentiment)).Set(A.Seconds, Param("seconds", A.Seconds))
        .Set(A.Analysed, Param("now", A.Analysed)).Set(A.TfidfDocuments, 0L)
        .Where(A.FileId == Param<long>("file") & A.TfidfDocuments.IsNull() & A.FileHash.IsNotDistinctFrom(Param("hash", A.FileHash)));

    private static readonly Update Rank = Update(A)
        .Set(A.TfidfKeywords, Param("tfidf_keywords", A.TfidfKeywords)).Set(A.TfidfDocuments, Param("documents", A.TfidfDocuments))
        .Where(A.FileId == Param<long>("file") & A.TfidfDocuments >= 0L);

    /// <summary>Puts down what was found out, and counts the files' terms.</summary>
    /// <returns>Those that were still as they were read.</returns>
    internal async Task<IReadOnlyList<FoundText>> PutAsync(IReadOnlyList<FoundText> files, CancellationToken cancellationToken)
    {
        var written = new List<FoundText>(files.Count);
        var changes = new FrequencyChanges();
        foreach (var file in files)
        {
            var found = file.Found;
            var rows = await db.ExecuteAsync(
                Put,
                [
                    ("file", file.File.Id), ("hash", file.File.Hash), ("language", found.Language), ("summary", found.Summary),
                    ("keywords", Words(found.Keywords)), ("topics", Topics(found.Topics)), ("sentiment", Rounded(found.Sentiment)),
                    ("seconds", Math.Round(file.Elapsed.TotalSeconds, 6)), ("now", DateTime.UtcNow),
                ],
                cancellationToken).ConfigureAwait(false);
            if (rows == 1)
            {
                written.Add(file);
                changes.Add(found.TermCounts.Select(term => term.Term));
            }
        }

        await new FrequencyStore(db).AddAsync(changes, cancellationToken).ConfigureAwait(false);
        return written;
    }

    /// <summary>Puts down the TF-IDF keywords of files, and how many files there were when they were ranked.</summary>
    internal async Task RankAsync(IEnumerable<(long File, IReadOnlyList<Keyword> Keywords)> files, long documents, CancellationToken cancellationToken)
    {
        foreach (var (file, keywords) in files)
        {
            await db.ExecuteAsync(
                Rank, [("file", file), ("tfidf_keywords", Text(json => WriteWeighed(json, keywords))), ("documents", Math.Max(1, documents))], cancellationToken).ConfigureAwait(false);
        }
    }

    // As the original has them: words; words with weights; and numbered lists of such.
    private static string Words(IEnumerable<Keyword> keywords) => Text(json =>
    {
        json.WriteStartArray();
        foreach (var keyword in keywords)
        {
            json.WriteStringValue(keyword.Term);
        }

        json.WriteEndArray();
    });

    private static string Topics(IReadOnlyList<Topic> topics) => Text(json =>
    {
        json.WriteStartArray();
        for (var number = 0; number < topics.Count; number++)
        {
            json.WriteStartArray();
            json.WriteNumberValue(number);
            WriteWeighed(json, topics[number].Terms);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    private static void WriteWeighed(Utf8JsonWriter json, IEnumerable<Keyword> keywords)
    {
        json.WriteStartArray();
        foreach (var (term, weight) in keywords)
        {
            json.WriteStartArray();
            json.WriteStringValue(term);
            json.WriteNumberValue(Math.Round(weight, 4));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static double? Rounded(double? sentiment) => sentiment is { } score ? Math.Round(score, 4) : null;

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
