using System.Data.Common;
using System.Runtime.CompilerServices;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql;

/// <content>Queries.</content>
public sealed partial class Connection
{
    /// <summary>Runs a query and reads its rows one by one, as they are asked for.</summary>
    /// <exception cref="DatabaseException">The database refuses; thrown when the rows are read.</exception>
    public IAsyncEnumerable<TRow> QueryAsync<TRow>(
        Query<TRow> query, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default) =>
        StreamAsync(query, arguments.ToArray(), cancellationToken);

    /// <summary>Runs a query and reads all its rows.</summary>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public Task<List<TRow>> ListAsync<TRow>(
        Query<TRow> query, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default) =>
        ReadAllAsync(Bound(query, arguments), query.ReaderFor(Dialect), cancellationToken);

    /// <summary>Runs a query and reads its first row.</summary>
    /// <returns>The row, or the default of its type where there is none.</returns>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public Task<TRow?> FirstOrDefaultAsync<TRow>(
        Query<TRow> query, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default) =>
        ReadFirstAsync(Bound(query, arguments), query.ReaderFor(Dialect), cancellationToken);

    /// <summary>Runs a query that finds a row, and reads it.</summary>
    /// <exception cref="InvalidOperationException">The query finds no row.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public async Task<TRow> FirstAsync<TRow>(
        Query<TRow> query, Argument[] arguments, CancellationToken cancellationToken = default)
    {
        await foreach (var row in StreamAsync(query, arguments, cancellationToken).ConfigureAwait(false))
        {
            return row;
        }

        throw new InvalidOperationException($"The query found no row: {query.Compile(Dialect).Sql}");
    }

    private async IAsyncEnumerable<TRow> StreamAsync<TRow>(
        Query<TRow> query, Argument[] arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = Bound(query, arguments);
        var rows = query.ReaderFor(Dialect);
        try
        {
            var reader = await OpenAsync(command, cancellationToken).ConfigureAwait(false);
            await using var closing = new ClosingReader(Driver, command, reader);
            try
            {
                while (await NextAsync(command, reader, cancellationToken).ConfigureAwait(false))
                {
                    yield return rows.Read(reader);
                }
            }
            finally
            {
                await EndAsync(command, reader).ConfigureAwait(false);
            }
        }
        finally
        {
            command.Return();
        }
    }

    private async Task<List<TRow>> ReadAllAsync<TRow>(PreparedCommand command, RowReader<TRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            var all = new List<TRow>();
            var reader = await OpenAsync(command, cancellationToken).ConfigureAwait(false);
            await using var closing = new ClosingReader(Driver, command, reader);
            while (await NextAsync(command, reader, cancellationToken).ConfigureAwait(false))
            {
                all.Add(rows.Read(reader));
            }

            await EndAsync(command, reader).ConfigureAwait(false);
            return all;
        }
        finally
        {
            command.Return();
        }
    }

    private async Task<TRow?> ReadFirstAsync<TRow>(PreparedCommand command, RowReader<TRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            var reader = await OpenAsync(command, cancellationToken).ConfigureAwait(false);
            await using var closing = new ClosingReader(Driver, command, reader);
            var first = await NextAsync(command, reader, cancellationToken).ConfigureAwait(false) ? rows.Read(reader) : default;
            await EndAsync(command, reader).ConfigureAwait(false);
            return first;
        }
        finally
        {
            command.Return();
        }
    }

    private async ValueTask<DbDataReader> OpenAsync(PreparedCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return command.Reader = await command.Command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw Driver.Translate(exception, command.Sql);
        }
    }

    private async ValueTask<bool> NextAsync(PreparedCommand command, DbDataReader reader, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_returned, this);
        // Rows that a driver has at hand it gives without a look at the token.
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            command.HasFailed = true;
            throw Driver.Translate(exception, command.Sql);
        }
    }

    // What fails behind the last row read, a driver may keep to itself as the reader closes: see Driver.RunAsync.
    private async ValueTask EndAsync(PreparedCommand command, DbDataReader reader)
    {
        if (command.HasFailed || _returned)
        {
            return;
        }

        try
        {
            while (await reader.NextResultAsync(CancellationToken.None).ConfigureAwait(false))
            {
            }
        }
        catch (DbException exception)
        {
            throw Driver.Translate(exception, command.Sql);
        }
    }

    // A driver may run what is left as it closes the reader, and fail there, too.
    private readonly struct ClosingReader(Driver driver, PreparedCommand command, DbDataReader reader) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }
            catch (DbException exception)
            {
                throw driver.Translate(exception, command.Sql);
            }
        }
    }
}
