using System.Text;
using Kelpie.Analysis;
using Kelpie.Sql;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>A file whose text is to be analysed, or was.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Type">Its extension.</param>
/// <param name="Hash">The hash of the text that its analysis is of.</param>
/// <param name="Overlap">How many characters a chunk repeats of the one before it.</param>
/// <param name="Language">The language that was found; null where none was looked for.</param>
internal sealed record AnalysedFile(long Id, string Type, string? Hash, long Overlap, string? Language)
{
    /// <summary>Whether it is code.</summary>
    internal bool IsCode => SourceText.IsCode(Type);

    /// <summary>How its text was cut to terms.</summary>
    internal TermRules Rules => IsCode ? TermRules.Code : TermRules.Prose(Language ?? LanguageCodes.Unknown);
}

/// <summary>Reads files whose text is analysed, and that text, put together from their chunks: a text is stored once.</summary>
internal sealed class FileTexts(Connection db)
{
    // No two terms are to become one where two chunks meet, and paragraphs stay apart.
    private const string Seam = "\n\n";

    private static readonly FilesTable F = Tables.Files;
    private static readonly ChunksTable C = Tables.Chunks;
    private static readonly AnalysesTable A = Tables.Analyses;

    private static readonly Select<AnalysedFile> Files = SelectRows(row => new AnalysedFile(
        row.Get(A.FileId), row.Get(F.Type), row.Get(A.FileHash), row.Get(F.ChunkOverlap), row.Get(A.Language))).From(A).Join(F, F.Id == A.FileId);

    private static readonly Select<AnalysedFile> Pending = Files
        .Where(A.TfidfDocuments.IsNull()).OrderBy(A.FileId).Limit(Param<long>("count"));

    // Two ranges, so that an index serves each.
    private static readonly Select<AnalysedFile> Fewer = Files
        .Where(A.TfidfDocuments >= 0L & A.TfidfDocuments < Param("bound", A.TfidfDocuments)).Limit(Param<long>("count"));

    private static readonly Select<AnalysedFile> More = Files.Where(A.TfidfDocuments > Param("bound", A.TfidfDocuments)).Limit(Param<long>("count"));

    private static readonly Select<string> Contents = Select(C.Content).From(C).Where(C.FileId == Param<long>("file")).OrderBy(C.ChunkIndex);

    /// <summary>Files that have not been analysed.</summary>
    internal async Task<IReadOnlyList<AnalysedFile>> PendingAsync(int count, CancellationToken cancellationToken) =>
        await db.ListAsync(Pending, [("count", (long)count)], cancellationToken).ConfigureAwait(false);

    /// <summary>Files whose keywords were ranked when the index had less than half or more than twice as many files.</summary>
    internal async Task<IReadOnlyList<AnalysedFile>> StaleAsync(long documents, int count, CancellationToken cancellationToken)
    {
        var fewer = await db.ListAsync(Fewer, [("bound", (documents + 1) / 2), ("count", (long)count)], cancellationToken).ConfigureAwait(false);
        return fewer.Count > 0 ? fewer : await db.ListAsync(More, [("bound", 2 * documents), ("count", (long)count)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Files that were analysed and counted.</summary>
    internal async Task<IReadOnlyList<AnalysedFile>> CountedAsync(Expression<bool> which, CancellationToken cancellationToken) =>
        await db.ListAsync(Files.Where(which & A.TfidfDocuments >= 0L), [], cancellationToken).ConfigureAwait(false);

    /// <summary>The text of a file, up to a length.</summary>
    /// <param name="file">The file.</param>
    /// <param name="maximum">From so many UTF-16 units on the rest is left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<string> ReadAsync(AnalysedFile file, int maximum, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var chunk in db.QueryAsync(Contents, [("file", file.Id)], cancellationToken).ConfigureAwait(false))
        {
            text.Append(text.Length == 0 ? "" : Seam).Append(chunk.AsSpan(text.Length == 0 ? 0 : (int)Math.Min(file.Overlap, chunk.Length)));
            if (text.Length > maximum)
            {
                break;
            }
        }

        return text.ToString();
    }
}
