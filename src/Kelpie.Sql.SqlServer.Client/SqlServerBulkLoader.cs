using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Kelpie.Sql.SqlServer.Client;

/// <summary>Loads rows by SqlBulkCopy.</summary>
internal sealed class SqlServerBulkLoader : BulkLoader
{
    // Checks and triggers are asked as for any insert, and the numbers and NULLs that are given are taken.
    private const SqlBulkCopyOptions Options =
        SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers | SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.KeepNulls;

    public override async ValueTask<long> LoadAsync(
        DbConnection connection, DbTransaction? transaction, BulkLoad load, CancellationToken cancellationToken)
    {
        var own = (SqlConnection)connection;
        if (transaction is not null)
        {
            return await CopyAsync(own, (SqlTransaction)transaction, load, cancellationToken).ConfigureAwait(false);
        }

        await using var all = (SqlTransaction)await own.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var loaded = await CopyAsync(own, all, load, cancellationToken).ConfigureAwait(false);
        await all.CommitAsync(cancellationToken).ConfigureAwait(false);
        return loaded;
    }

    private static async Task<long> CopyAsync(SqlConnection connection, SqlTransaction transaction, BulkLoad load, CancellationToken cancellationToken)
    {
        using var copy = new SqlBulkCopy(connection, Options, transaction)
        {
            DestinationTableName = SqlServerDialect.Instance.Quote(load.Table),
            EnableStreaming = true,
            // The caller's token ends it; a limit of its own would end long loads.
            BulkCopyTimeout = 0,
        };
        for (var i = 0; i < load.Columns.Count; i++)
        {
            copy.ColumnMappings.Add(i, load.Columns[i].Name);
        }

        await copy.WriteToServerAsync(load.Rows, cancellationToken).ConfigureAwait(false);
        return copy.RowsCopied64;
    }
}
