using Kelpie.Analysis;
using Kelpie.Sql;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>
/// Takes files out of the document frequencies that are about to lose or change their chunks: their terms are read from these once more.
/// To be called within the transaction that changes them, and before.
/// </summary>
internal sealed class CountedFiles(Connection db)
{
    /// <summary>What <see cref="AnalysesTable.TfidfDocuments"/> is where another program has made the analysis: it stays, and counts for nothing.</summary>
    internal const long OfAnotherProgram = -1;

    private const int IdsPerQuery = 500;

    private static readonly FilesTable F = Tables.Files;
    private static readonly AnalysesTable A = Tables.Analyses;
    private static readonly Update Uncount = Update(A).Set(A.TfidfDocuments, Param("none", A.TfidfDocuments)).Where(A.FileId == Param<long>("file"));

    /// <summary>Forgets files by their paths.</summary>
    /// <exception cref="DatabaseException">The database fails.</exception>
    internal Task ForgetAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        ForgetAsync(paths.Select(PathKey.Of).Chunk(IdsPerQuery).Select(keys => F.PathKey.In(keys)), cancellationToken);

    /// <summary>Forgets files by their rows.</summary>
    /// <exception cref="DatabaseException">The database fails.</exception>
    internal Task ForgetAsync(IReadOnlyList<long> files, CancellationToken cancellationToken) =>
        ForgetAsync(files.Chunk(IdsPerQuery).Select(ids => A.FileId.In(ids)), cancellationToken);

    private async Task ForgetAsync(IEnumerable<Expression<bool>> conditions, CancellationToken cancellationToken)
    {
        var changes = new FrequencyChanges();
        var (texts, analyzer) = (new FileTexts(db), new TextAnalyzer(IndexAnalyzer.Options));
        foreach (var which in conditions)
        {
            foreach (var file in await texts.CountedAsync(which, cancellationToken).ConfigureAwait(false))
            {
                var text = await texts.ReadAsync(file, IndexAnalyzer.Options.MaximumCharacters, cancellationToken).ConfigureAwait(false);
                changes.Remove(analyzer.CountTerms(text, file.Rules).Select(term => term.Term));
                await db.ExecuteAsync(Uncount, [("none", (long?)null), ("file", file.Id)], cancellationToken).ConfigureAwait(false);
            }
        }

        await new FrequencyStore(db).AddAsync(changes, cancellationToken).ConfigureAwait(false);
    }
}
