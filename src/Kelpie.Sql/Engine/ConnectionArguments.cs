using Kelpie.Sql.Statements;

namespace Kelpie.Sql;

/// <summary>The same calls with the arguments spelled in a row: <c>db.ListAsync(query, ("file", 7L), ("first", 3))</c>.</summary>
public static class ConnectionArguments
{
    /// <inheritdoc cref="Connection.QueryAsync{TRow}"/>
    public static IAsyncEnumerable<TRow> QueryAsync<TRow>(this Connection db, Query<TRow> query, params ReadOnlySpan<Argument> arguments) =>
        db.QueryAsync(query, arguments, CancellationToken.None);

    /// <inheritdoc cref="Connection.ListAsync{TRow}"/>
    public static Task<List<TRow>> ListAsync<TRow>(this Connection db, Query<TRow> query, params ReadOnlySpan<Argument> arguments) =>
        db.ListAsync(query, arguments, CancellationToken.None);

    /// <inheritdoc cref="Connection.FirstOrDefaultAsync{TRow}"/>
    public static Task<TRow?> FirstOrDefaultAsync<TRow>(this Connection db, Query<TRow> query, params ReadOnlySpan<Argument> arguments) =>
        db.FirstOrDefaultAsync(query, arguments, CancellationToken.None);

    /// <inheritdoc cref="Connection.FirstOrNullAsync{TRow}"/>
    public static Task<TRow?> FirstOrNullAsync<TRow>(this Connection db, Query<TRow> query, params ReadOnlySpan<Argument> arguments)
        where TRow : struct =>
        db.FirstOrNullAsync(query, arguments, CancellationToken.None);

    /// <inheritdoc cref="Connection.FirstAsync{TRow}"/>
    public static Task<TRow> FirstAsync<TRow>(this Connection db, Query<TRow> query, params ReadOnlySpan<Argument> arguments) =>
        db.FirstAsync(query, arguments, CancellationToken.None);

    /// <inheritdoc cref="Connection.ExecuteAsync"/>
    public static Task<int> ExecuteAsync(this Connection db, Command command, params ReadOnlySpan<Argument> arguments) =>
        db.ExecuteAsync(command, arguments, CancellationToken.None);
}
