using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Kelpie.Sql.PostgreSql;

/// <summary>Binary <c>COPY</c>: no statement is faster. It is one statement, so that all rows are there or none.</summary>
internal sealed class PostgreSqlBulkLoader : BulkLoader
{
    public override async ValueTask<long> LoadAsync(
        DbConnection connection, DbTransaction? transaction, BulkLoad load, CancellationToken cancellationToken)
    {
        var dialect = PostgreSqlDialect.Instance;
        var columns = string.Join(", ", load.Columns.Select(column => dialect.Quote(column.Name)));
        var types = load.Columns.Select(column => PostgreSqlTypes.Find(column.SqlType)).ToArray();
        var importer = await ((NpgsqlConnection)connection)
            .BeginBinaryImportAsync($"COPY {dialect.Quote(load.Table)} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken).ConfigureAwait(false);
        // Closed before it is complete, it takes back what it was given.
        await using (importer.ConfigureAwait(false))
        {
            importer.Timeout = Timeout.InfiniteTimeSpan;
            var rows = load.Rows;
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                for (var i = 0; i < types.Length; i++)
                {
                    var writing = WriteAsync(importer, rows.GetValue(i), types[i], cancellationToken);
                    if (!writing.IsCompletedSuccessfully)
                    {
                        await writing.ConfigureAwait(false);
                    }
                }
            }

            return (long)await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // By its own C# type: as an object, each value would be looked up anew.
    private static Task WriteAsync(NpgsqlBinaryImporter importer, object value, NpgsqlDbType type, CancellationToken cancellationToken) => value switch
    {
        DBNull => importer.WriteNullAsync(cancellationToken),
        string text => importer.WriteAsync(text, type, cancellationToken),
        long number => importer.WriteAsync(number, type, cancellationToken),
        int number => importer.WriteAsync(number, type, cancellationToken),
        bool truth => importer.WriteAsync(truth, type, cancellationToken),
        double number => importer.WriteAsync(number, type, cancellationToken),
        decimal number => importer.WriteAsync(number, type, cancellationToken),
        Guid id => importer.WriteAsync(id, type, cancellationToken),
        byte[] bytes => importer.WriteAsync(bytes, type, cancellationToken),
        float[] vector => importer.WriteAsync(vector, type, cancellationToken),
        _ => importer.WriteAsync(value, type, cancellationToken),
    };
}
