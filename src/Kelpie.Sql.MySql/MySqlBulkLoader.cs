using System.Data;
using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Kelpie.Sql.MySql;

/// <summary>
/// <c>LOAD DATA LOCAL INFILE</c>, where the server allows it, which MySQL does not unless <c>local_infile</c> is set, and the
/// URL does not say <c>localinfile=false</c>; else statements of many rows. Either way they are one transaction, or behind a savepoint in the one that is open.
/// </summary>
internal sealed class MySqlBulkLoader(MySqlDialect dialect) : BulkLoader
{
    private const string Savepoint = "kelpie_bulk_load";

    public override async ValueTask<long> LoadAsync(
        DbConnection connection, DbTransaction? transaction, BulkLoad load, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = (MySqlConnection)connection;
        if (transaction is MySqlTransaction outer)
        {
            await outer.SaveAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            try
            {
                var loaded = await SendAsync(session, outer, load, cancellationToken).ConfigureAwait(false);
                await outer.ReleaseAsync(Savepoint, cancellationToken).ConfigureAwait(false);
                return loaded;
            }
            catch (Exception exception) when (session.State == ConnectionState.Open && !HasEndedTheTransaction(exception))
            {
                await outer.RollbackAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        // Disposed without a commit, it is rolled back.
        await using var own = await session.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        var rows = await SendAsync(session, own, load, cancellationToken).ConfigureAwait(false);
        await own.CommitAsync(cancellationToken).ConfigureAwait(false);
        return rows;
    }

    // A deadlock is solved by undoing all of one side's transaction, its savepoints with it.
    private static bool HasEndedTheTransaction(Exception exception) =>
        exception is MySqlException { ErrorCode: MySqlErrorCode.LockDeadlock } || (exception.InnerException is { } inner && HasEndedTheTransaction(inner));

    private async ValueTask<long> SendAsync(
        MySqlConnection session, MySqlTransaction transaction, BulkLoad load, CancellationToken cancellationToken) =>
        await AllowsLocalFilesAsync(session, transaction, cancellationToken).ConfigureAwait(false)
            ? await CopyAsync(session, transaction, load, cancellationToken).ConfigureAwait(false)
            : await new ManyRowStatements(dialect, session, transaction, load).SendAsync(cancellationToken).ConfigureAwait(false);

    private async ValueTask<long> CopyAsync(MySqlConnection session, MySqlTransaction transaction, BulkLoad load, CancellationToken cancellationToken)
    {
        var copy = new MySqlBulkCopy(session, transaction) { DestinationTableName = dialect.Quote(load.Table) };
        for (var i = 0; i < load.Columns.Count; i++)
        {
            copy.ColumnMappings.Add(MappingOf(i, load.Columns[i]));
        }

        // What an INSERT refuses, LOAD DATA LOCAL passes over, or bends until it fits, and warns of.
        var warnings = new List<MySqlError>();
        void Note(object sender, MySqlInfoMessageEventArgs message) => warnings.AddRange(message.Errors.Where(error => error.Level != "Note"));
        session.InfoMessage += Note;
        var rows = new GuardedRows(load.Rows, cancellationToken);
        try
        {
            var result = await copy.WriteToServerAsync(rows, cancellationToken).ConfigureAwait(false);
            rows.ThrowIfFailed();
            return warnings is [] ? result.RowsInserted : throw Refused(load, warnings, null);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.BulkCopyFailed && warnings is not [])
        {
            throw Refused(load, warnings, exception);
        }
        finally
        {
            session.InfoMessage -= Note;
        }
    }

    // The driver sends bytes in hexadecimal.
    private MySqlBulkCopyColumnMapping MappingOf(int ordinal, Schema.IColumn column) =>
        column.SqlType.Underlying is Schema.BytesType or Schema.GuidType or Schema.VectorType
            ? new(ordinal, $"@bytes{ordinal.ToString(CultureInfo.InvariantCulture)}", $"{dialect.Quote(column.Name)} = UNHEX(@bytes{ordinal.ToString(CultureInfo.InvariantCulture)})")
            : new(ordinal, column.Name);

    private static DatabaseException Refused(BulkLoad load, List<MySqlError> warnings, Exception? inner) => new(
        MySqlErrors.Classify((int)warnings[0].ErrorCode),
        $"{warnings[0].Message}{(warnings.Count > 1 ? $" (and {warnings.Count - 1} more)" : "")}",
        $"load into {load.Table}",
        inner);

    private static async ValueTask<bool> AllowsLocalFilesAsync(MySqlConnection session, MySqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (!new MySqlConnectionStringBuilder(session.ConnectionString).AllowLoadLocalInfile)
        {
            return false;
        }

        await using var command = new MySqlCommand("SELECT @@GLOBAL.local_infile", session, transaction);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture) == 1;
    }
}
