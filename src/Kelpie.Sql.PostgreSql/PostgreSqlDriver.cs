using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.PostgreSql.Inspection;
using Kelpie.Sql.Schema;
using Npgsql;

namespace Kelpie.Sql.PostgreSql;

/// <summary>PostgreSQL, through Npgsql.</summary>
public sealed partial class PostgreSqlDriver : Driver
{
    private PostgreSqlDriver()
    {
    }

    /// <summary>The one instance: it holds nothing that changes.</summary>
    public static PostgreSqlDriver Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes => ["postgresql", "postgres"];

    /// <inheritdoc/>
    public override Dialect Dialect => PostgreSqlDialect.Instance;

    /// <inheritdoc/>
    public override Inspector Inspector { get; } = new PostgreSqlInspector();

    /// <inheritdoc/>
    public override bool Prepares => true;

    /// <inheritdoc/>
    public override bool EnforcesReadOnly => true;

    /// <summary>Binary <c>COPY</c>.</summary>
    public override BulkLoader? BulkLoader { get; } = new PostgreSqlBulkLoader();

    /// <summary>
    /// A connection, closed yet. The URL's options are those of libpq that Npgsql has a word for (<c>sslmode</c>,
    /// <c>sslrootcert</c>, <c>connect_timeout</c>, <c>application_name</c>, <c>search_path</c>...), and Npgsql's own.
    /// </summary>
    /// <exception cref="DatabaseException">An option is unknown, is the engine's own matter, or has a value that it cannot have.</exception>
    public override DbConnection CreateConnection(DatabaseUrl url, EngineOptions options)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(PostgreSqlSettings.From(url).ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        // The types in use are built in; to ask the server for all others takes longer than most first queries.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        // Closed with its connection: without a pool it holds nothing else.
        return builder.Build().CreateConnection();
    }

    /// <inheritdoc/>
    public override async ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        // To the server 0 is to wait for ever.
        var busy = Math.Clamp((long)options.BusyTimeout.TotalMilliseconds, 1, int.MaxValue);
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SET TIME ZONE 'UTC'; SET lock_timeout = {busy}")
            + (options.ReadOnly ? "; SET default_transaction_read_only = on" : "");
        await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>By the driver's own method: the one of any database wraps its task in another.</summary>
    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<DbDataReader> OpenReaderAsync(DbCommand command, CancellationToken cancellationToken) =>
        await ((NpgsqlCommand)command).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Begins a transaction; one that reads sees one state throughout, one that writes sees what others commit meanwhile.</summary>
    /// <inheritdoc/>
    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, TransactionMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return connection.BeginTransactionAsync(
            mode == TransactionMode.Read ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted, cancellationToken);
    }

    /// <inheritdoc/>
    public override void SetType(DbParameter parameter, SqlType type) =>
        ((NpgsqlParameter)parameter).NpgsqlDbType = PostgreSqlTypes.Find(type);

    /// <summary>Any error does: the server takes nothing more before a rollback.</summary>
    /// <inheritdoc/>
    public override bool EndsTransaction(DbConnection connection, DatabaseErrorKind kind) => true;

    /// <inheritdoc/>
    public override bool IsStalePlan(Exception exception) => PostgreSqlErrors.IsStalePlan(exception);

    /// <inheritdoc/>
    public override async ValueTask UnprepareAsync(DbCommand command, CancellationToken cancellationToken) =>
        await ((NpgsqlCommand)command).UnprepareAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override ValueTask UnprepareAllAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Npgsql has but this form of it.
        ((NpgsqlConnection)connection).UnprepareAll();
        return default;
    }

    /// <inheritdoc/>
    public override DatabaseErrorKind? Classify(Exception exception) => PostgreSqlErrors.Classify(exception);
}
