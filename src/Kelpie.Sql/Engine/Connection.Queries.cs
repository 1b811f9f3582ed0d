using System.Runtime.CompilerServices;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql;

/// <content>Queries.</content>
public sealed partial class Connection
{
    /// <summary>Runs a query and reads its rows one by one, as they are asked for.</summary>
    /// <exception cref="InvalidOperationException">Another result is being read on a connection that can read but one; thrown when the rows are read.</exception>
    /// <exception cref="DatabaseException">The database refuses; thrown when the rows are read.</exception>
    public IAsyncEnumerable<TRow> QueryAsync<TRow>(
        Query<TRow> query, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default) =>
        StreamAsync(query, arguments.ToArray(), cancellationToken);

    /// <summary>Runs a query and reads all its rows.</summary>
    /// <exception cref="InvalidOperationException">Another result is being read on a connection that can read but one.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public Task<List<TRow>> ListAsync<TRow>(
        Query<TRow> query, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default) =>
        ReadAllAsync(BoundQuery(query, arguments), query.ReaderFor(Dialect), cancellationToken);

    /// <summary>Runs a query and reads its first row.</summary>
    /// <returns>The row, or the default of its type where there is none.</returns>
    /// <exception cref="InvalidOperationException">Another result is being read on a connection that can read but one.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public Task<TRow?> FirstOrDefaultAsync<TRow>(
        Query<TRow> query, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default) =>
        ReadFirstAsync<TRow, TRow?>(BoundQuery(query, arguments), query.ReaderFor(Dialect), static row => row, static _ => default, cancellationToken);

    /// <summary>Runs a query and reads its first row, where the row is a value that is never null: a number, a tuple.</summary>
    /// <returns>The row, or null where there is none.</returns>
    /// <exception cref="InvalidOperationException">Another result is being read on a connection that can read but one.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public Task<TRow?> FirstOrNullAsync<TRow>(
        Query<TRow> query, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default)
        where TRow : struct =>
        ReadFirstAsync<TRow, TRow?>(BoundQuery(query, arguments), query.ReaderFor(Dialect), static row => row, static _ => null, cancellationToken);

    /// <summary>Runs a query that finds a row, and reads it.</summary>
    /// <exception cref="InvalidOperationException">The query finds no row, or another result is being read on a connection that can read but one.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public Task<TRow> FirstAsync<TRow>(
        Query<TRow> query, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default) =>
        ReadFirstAsync(
            BoundQuery(query, arguments),
            query.ReaderFor(Dialect),
            static row => row,
            static command => throw new InvalidOperationException($"The query found no row: {command.Sql}"),
            cancellationToken);

    private PreparedCommand BoundQuery<TRow>(Query<TRow> query, ReadOnlySpan<Argument> arguments)
    {
        if (query is Returning<TRow>)
        {
            ThrowIfReadOnly();
        }

        return Bound(query, arguments);
    }

    private async IAsyncEnumerable<TRow> StreamAsync<TRow>(
        Query<TRow> query, Argument[] arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = BoundQuery(query, arguments);
        var rows = query.ReaderFor(Dialect);
        try
        {
            var reader = await command.OpenAsync(cancellationToken).ConfigureAwait(false);
            while (await command.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return rows.Read(reader);
            }
        }
        finally
        {
            await command.EndAsync().ConfigureAwait(false);
        }
    }

    private static async Task<List<TRow>> ReadAllAsync<TRow>(PreparedCommand command, RowReader<TRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            var all = new List<TRow>();
            var reader = await command.OpenAsync(cancellationToken).ConfigureAwait(false);
            while (await command.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                all.Add(rows.Read(reader));
            }

            return all;
        }
        finally
        {
            await command.EndAsync().ConfigureAwait(false);
        }
    }

    // A failure behind the first row is a failure: an insert that hands rows back may break a key at its end.
    private static async Task<TResult> ReadFirstAsync<TRow, TResult>(
        PreparedCommand command, RowReader<TRow> rows, Func<TRow, TResult> found, Func<PreparedCommand, TResult> missing, CancellationToken cancellationToken)
    {
        try
        {
            var reader = await command.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await command.NextAsync(cancellationToken).ConfigureAwait(false) ? found(rows.Read(reader)) : missing(command);
        }
        finally
        {
            await command.EndAsync().ConfigureAwait(false);
        }
    }
}
