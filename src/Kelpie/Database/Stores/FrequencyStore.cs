using Kelpie.Analysis;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>
/// Keeps in how many files each term is: who adds or removes files adds a row of changes, in the same transaction, and waits for nobody.
/// From time to time all rows become as few as can be.
/// </summary>
internal sealed class FrequencyStore(Connection db)
{
    private const int MostRows = 16;

    private static readonly TermFrequenciesTable T = Tables.TermFrequencies;
    private static readonly AnalysesTable A = Tables.Analyses;

    private static readonly InsertMany<(long Documents, byte[] Content)> AddRows =
        InsertInto(T).Each<(long Documents, byte[] Content)>(row => row.Set(T.Documents, item => item.Documents).Set(T.Content, item => item.Content));

    private static readonly Select<(long Id, long Documents, byte[] Content)> Rows = Select(T.Id, T.Documents, T.Content).From(T).OrderBy(T.Id);
    private static readonly Select<long> Documents = Select(T.Documents).From(T);

    // One statement, so that both are of one moment.
    private static readonly Query<long> Missing = Select(
        Coalesce(Scalar(Select(Sum(T.Documents)).From(T), Types.BigInt.Nullable()), Value(0L))
        - Scalar(Select(CountAll()).From(A).Where(A.TfidfDocuments >= 0L), Types.BigInt));

    private static readonly Delete DropAll = DeleteFrom(T).AllRows();
    private static readonly Update UncountAll = Update(A).Set(A.TfidfDocuments, Param("none", A.TfidfDocuments)).Where(A.TfidfDocuments >= 0L);
    private static readonly Select<(long Id, long Documents, byte[] Content)> RowsToMerge = Rows.ForUpdate(skipLocked: true);

    /// <summary>How many files are counted.</summary>
    internal async Task<long> DocumentsAsync(CancellationToken cancellationToken) =>
        (await db.ListAsync(Documents, [], cancellationToken).ConfigureAwait(false)).Sum();

    /// <summary>The frequencies of the whole index.</summary>
    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    internal async Task<IndexFrequencies> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(Rows, [], cancellationToken).ConfigureAwait(false);
        return new IndexFrequencies(Math.Max(0, rows.Sum(row => row.Documents)), rows.Select(row => row.Content));
    }

    /// <summary>
    /// Begins anew where the count of files is not that of the analyses: somebody has deleted rows by hand. To be called within a transaction.
    /// </summary>
    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync(Missing, [], cancellationToken).ConfigureAwait(false) != 0)
        {
            await db.ExecuteAsync(DropAll, [], cancellationToken).ConfigureAwait(false);
            await db.ExecuteAsync(UncountAll, [("none", (long?)null)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds changes. To be called within a transaction.</summary>
    internal async Task AddAsync(FrequencyChanges changes, CancellationToken cancellationToken)
    {
        if (!changes.IsEmpty)
        {
            await AddAsync(changes.Documents, changes.Encode(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes few rows of many. To be called within a transaction.</summary>
    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    internal async Task MergeAsync(CancellationToken cancellationToken)
    {
        if ((await db.ListAsync(Documents, [], cancellationToken).ConfigureAwait(false)).Count <= MostRows)
        {
            return;
        }

        // Rows that somebody else is merging at this moment are theirs.
        var mine = db.Dialect.Capabilities.HasRowLocks ? RowsToMerge : Rows;
        var rows = await db.ListAsync(mine, [], cancellationToken).ConfigureAwait(false);
        var sum = new IndexFrequencies(rows.Sum(row => row.Documents), rows.Select(row => row.Content));
        await db.ExecuteAsync(DeleteFrom(T).Where(T.Id.In([.. rows.Select(row => row.Id)])), [], cancellationToken).ConfigureAwait(false);
        await AddAsync(sum.Documents, sum.Encode(), cancellationToken).ConfigureAwait(false);
    }

    private Task AddAsync(long documents, IReadOnlyList<byte[]> blocks, CancellationToken cancellationToken) =>
        db.InsertAsync(AddRows, [.. blocks.Select((block, number) => (number == 0 ? documents : 0, block))], cancellationToken);
}
