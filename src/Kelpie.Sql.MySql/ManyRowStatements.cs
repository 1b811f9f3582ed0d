using System.Text;
using MySqlConnector;

namespace Kelpie.Sql.MySql;

/// <summary>Rows of a bulk load as inserts of many rows each, none much larger than a server's smallest max_allowed_packet.</summary>
internal sealed class ManyRowStatements(MySqlDialect dialect, MySqlConnection session, MySqlTransaction transaction, BulkLoad load)
{
    private const int MostRows = 1000;
    private const long MostBytes = 1 << 20;

    internal async ValueTask<long> SendAsync(CancellationToken cancellationToken)
    {
        var values = new List<object>();
        var row = new object[load.Columns.Count];
        var (rows, bytes, sent) = (0, 0L, 0L);
        while (await load.Rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            load.Rows.GetValues(row);
            var size = row.Sum(SizeOf);
            if (rows == MostRows || (rows > 0 && bytes + size > MostBytes))
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

    // In the text that is sent: a byte may be escaped, a character takes up to three bytes for each of its units.
    private static long SizeOf(object value) => value switch
    {
        string text => 3L * text.Length,
        byte[] bytes => 2L * bytes.Length,
        _ => 32,
    };
}
