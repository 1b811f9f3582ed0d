using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>The figures of an index.</summary>
public sealed record IndexStatistics
{
    /// <summary>Files, by what became of them.</summary>
    public required IReadOnlyList<(string Status, long Files, long Bytes)> ByStatus { get; init; }

    /// <summary>The commonest extensions of indexed text, most files first.</summary>
    public required IReadOnlyList<(string Type, long Files, long Bytes)> ByType { get; init; }

    /// <summary>The languages of the files, of code those of its comments, most files first; <c>unknown</c> where one was not clearly ahead.</summary>
    public required IReadOnlyList<(string Language, long Files, long Bytes)> ByLanguage { get; init; }

    /// <summary>Directories with files in them.</summary>
    public required long Directories { get; init; }

    /// <summary>Chunks.</summary>
    public required long Chunks { get; init; }

    /// <summary>Characters (code points) in the chunks.</summary>
    public required long Characters { get; init; }

    /// <summary>The last scans, the latest first.</summary>
    public required IReadOnlyList<SessionRow> Sessions { get; init; }
}

/// <summary>Adds up what the index holds.</summary>
/// <param name="engine">The database.</param>
public sealed class StatisticsStore(Engine engine)
{
    private static readonly FilesTable F = Tables.Files;
    private static readonly ChunksTable C = Tables.Chunks;
    private static readonly AnalysesTable A = Tables.Analyses;

    private static readonly Query<(string, long, long?)> ByStatus =
        Select(F.Status, CountAll(), Sum(F.Size)).From(F).GroupBy(F.Status).OrderBy(CountAll().Descending(), F.Status);

    private static readonly Query<(string, long, long?)> ByType =
        Select(F.Type, CountAll(), Sum(F.Size)).From(F).Where(F.Status == "success" & F.IsText == true)
            .GroupBy(F.Type).OrderBy(CountAll().Descending(), F.Type).Limit(Param<long>("limit"));

    private static readonly Query<(string?, long, long?)> ByLanguage =
        Select(A.Language, CountAll(), Sum(F.Size)).From(A).Join(F, F.Id == A.FileId).Where(A.Language.IsNotNull())
            .GroupBy(A.Language).OrderBy(CountAll().Descending(), A.Language).Limit(Param<long>("limit"));

    private static readonly Query<long> Directories = Select(CountAll()).From(Tables.Directories);

    private static readonly Query<(long, long?)> Chunks = Select(CountAll(), Sum(C.CharCount)).From(C);

    /// <summary>The figures as they are now, from one consistent state.</summary>
    public async Task<IndexStatistics> ReadAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await db.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        var byStatus = await db.ListAsync(ByStatus, [], cancellationToken).ConfigureAwait(false);
        var byType = await db.ListAsync(ByType, [("limit", 10L)], cancellationToken).ConfigureAwait(false);
        var byLanguage = await db.ListAsync(ByLanguage, [("limit", 10L)], cancellationToken).ConfigureAwait(false);
        var (chunks, characters) = await db.FirstAsync(Chunks, [], cancellationToken).ConfigureAwait(false);
        return new IndexStatistics
        {
            ByStatus = [.. byStatus.Select(row => (row.Item1, row.Item2, row.Item3 ?? 0))],
            ByType = [.. byType.Select(row => (row.Item1, row.Item2, row.Item3 ?? 0))],
            ByLanguage = [.. byLanguage.Select(row => (row.Item1!, row.Item2, row.Item3 ?? 0))],
            Directories = await db.FirstAsync(Directories, [], cancellationToken).ConfigureAwait(false),
            Chunks = chunks,
            Characters = characters ?? 0,
            Sessions = await SessionStore.LatestAsync(db, 5, cancellationToken).ConfigureAwait(false),
        };
    }
}
