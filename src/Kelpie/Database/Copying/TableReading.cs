using System.Runtime.CompilerServices;
using Kelpie.Scanning.Reading;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Database.Copying;

/// <summary>Reads the rows of a table, as every database can store them, and sums them up as they pass.</summary>
internal sealed class TableReading(AnyTable table, Connection db)
{
    private readonly RowDigest _digest = new(table.Columns);
    private long _mended;

    /// <summary>What the rows read so far come to.</summary>
    internal TableContent Content => _digest.Content(_mended);

    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    internal async IAsyncEnumerable<object?[]> RowsAsync(Select<object?[]> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in db.QueryAsync(rows, [], cancellationToken).ConfigureAwait(false))
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is string text && StorableText.Of(text) is var storable && !ReferenceEquals(text, storable))
                {
                    row[i] = storable;
                    _mended++;
                }
            }

            _digest.Add(row);
            yield return row;
        }
    }

    /// <summary>Reads all rows, for what they come to.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    internal async Task<TableContent> SumUpAsync(Action read, CancellationToken cancellationToken)
    {
        await foreach (var _ in RowsAsync(table.Rows, cancellationToken).ConfigureAwait(false))
        {
            read();
        }

        return Content;
    }
}
