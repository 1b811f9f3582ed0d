using System.Runtime.CompilerServices;
using Kelpie.Sql;
using Kelpie.Sql.Statements;

namespace Kelpie.Adoption;

/// <summary>Where rows come from, where they go, and who counts them.</summary>
/// <param name="Source">The original's database.</param>
/// <param name="Schema">What it has.</param>
/// <param name="Target">A database at head, within a transaction; it may be the same connection.</param>
/// <param name="Tally">Counts.</param>
/// <param name="Progress">Told of each chunk's number.</param>
internal sealed record AdoptionRun(Connection Source, OriginalSchema Schema, Connection Target, AdoptionTally Tally, IProgress<AdoptionProgress>? Progress)
{
    /// <summary>Whether rows can be read while others are written.</summary>
    internal bool ReadsApart => !ReferenceEquals(Source, Target);

    /// <summary>The rows of a query on one of the original's tables; the first column is the row's number.</summary>
    internal async IAsyncEnumerable<OriginalRow> RowsAsync(string table, string sql, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Source.Raw.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var row = new OriginalRow(reader, table, Tally);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    /// <summary>A number that a query yields; null where it yields none.</summary>
    internal async Task<long?> NumberAsync(string table, string sql, CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(table, sql, cancellationToken).ConfigureAwait(false))
        {
            return row.Number(0);
        }

        return null;
    }

    /// <summary>Begins a table: counts its rows.</summary>
    internal async Task BeginAsync(string table, CancellationToken cancellationToken) => Tally.Before(
        table, await NumberAsync(table, $"SELECT count(*) FROM {Schema[table].Source}", cancellationToken).ConfigureAwait(false) ?? 0);
}

/// <summary>How far an adoption has come.</summary>
/// <param name="Done">Rows read.</param>
/// <param name="Total">Of how many.</param>
public readonly record struct AdoptionProgress(long Done, long Total);

/// <summary>Gathers rows and writes them many at a time.</summary>
/// <param name="db">Where to.</param>
/// <param name="insert">How.</param>
internal sealed class RowBatch<TItem>(Connection db, InsertMany<TItem> insert)
{
    private const int Size = 512;
    private readonly List<TItem> _items = [];

    internal async ValueTask AddAsync(TItem item, CancellationToken cancellationToken)
    {
        _items.Add(item);
        if (_items.Count >= Size)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await db.InsertAsync(insert, _items, cancellationToken).ConfigureAwait(false);
        _items.Clear();
    }
}
