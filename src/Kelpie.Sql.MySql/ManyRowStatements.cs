using System.Text;
using MySqlConnector;

namespace Kelpie.Sql.MySql;

/// <summary>Rows of a bulk load as inserts of many rows each, none larger than <see cref="MySqlDialect.MaxBatchBytes"/> unless a single row is.</summary>
internal sealed class ManyRowStatements(MySqlDialect dialect, MySqlConnection session, MySqlTransaction transaction, BulkLoad load)
{
    private const int MostRows = 1000;

    internal async ValueTask<long> SendAsync(CancellationToken cancellationToken)
    {
        var values = new List<object>();
        var row = new object[load.Columns.Count];
        var (rows, bytes, sent) = (0, 0L, 0L);
        while (await load.Rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            load.Rows.GetValues(row);
            var size = row.Sum(dialect.SizeOf);
            if (rows == MostRows || (rows > 0 && bytes + size > dialect.MaxBatchBytes))
            {
                sent += await SendAsync(rows, values, cancellationToken).ConfigureAwait(false);
                values.Clear();
                (rows, bytes) = (0, 0);
            }

            values.AddRange(row);
            rows++;
            bytes += size;
        }

        return rows == 0 ? sent : sent + await SendAsync(rows, values, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<int> SendAsync(int rows, List<object> values, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(Insert(rows), session, transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(new MySqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Insert(int rows)
    {
        var row = $"({string.Join(", ", Enumerable.Repeat("?", load.Columns.Count))})";
        return new StringBuilder("INSERT INTO ").Append(dialect.Quote(load.Table))
            .Append(" (").AppendJoin(", ", load.Columns.Select(column => dialect.Quote(column.Name))).Append(") VALUES ")
            .AppendJoin(", ", Enumerable.Repeat(row, rows)).ToString();
    }
}
