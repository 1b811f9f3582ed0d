using System.Data;
using System.Data.Common;
using System.Globalization;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using MySqlConnector;

namespace Kelpie.Sql.MySql;

/// <summary>MySQL or MariaDB, through MySqlConnector.</summary>
public sealed partial class MySqlDriver : Driver
{
    private readonly MySqlDialect _dialect;

    private MySqlDriver(MySqlDialect dialect)
    {
        _dialect = dialect;
        Inspector = new MySqlInspector(dialect);
        BulkLoader = new MySqlBulkLoader(dialect);
    }

    /// <summary>For <c>mysql://</c>.</summary>
    public static MySqlDriver MySql { get; } = new(MySqlDialect.MySql);

    /// <summary>For <c>mariadb://</c>.</summary>
    public static MySqlDriver MariaDb { get; } = new(MySqlDialect.MariaDb);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes => [_dialect.Name];

    /// <inheritdoc/>
    public override Dialect Dialect => _dialect;

    /// <inheritdoc/>
    public override Inspector Inspector { get; }

    /// <inheritdoc/>
    public override BulkLoader? BulkLoader { get; }

    /// <inheritdoc/>
    public override bool Prepares => true;

    /// <inheritdoc/>
    public override bool EnforcesReadOnly => true;

    /// <inheritdoc/>
    public override DbConnection CreateConnection(DatabaseUrl url, EngineOptions options) =>
        new MySqlConnection(MySqlAddress.Settings(url).ConnectionString);

    /// <summary>
    /// Sets the session up as the dialect's texts want it: <see cref="MySqlDialect.SqlMode"/>, UTC, and text that compares
    /// by code point, literals included.
    /// </summary>
    /// <exception cref="DatabaseException">The server is the other of the two products.</exception>
    public override async ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken)
    {
        RefuseOtherProduct(connection);
        await using var command = connection.CreateCommand();
        // MySQL alone answers what number a table is at from what it knew a day ago.
        // InnoDB counts its waits in whole seconds, from 1.
        var wait = Math.Clamp((long)Math.Ceiling(options.BusyTimeout.TotalSeconds), 1, 31_536_000).ToString(CultureInfo.InvariantCulture);
        command.CommandText = $"""
            SET NAMES utf8mb4 COLLATE {MySqlDialect.Collation};
            SET SESSION sql_mode = '{MySqlDialect.SqlMode}', time_zone = '+00:00', innodb_lock_wait_timeout = {wait}, lock_wait_timeout = {wait},
                group_concat_max_len = 4294967295{(_dialect == MySqlDialect.MySql ? ", information_schema_stats_expiry = 0" : "")};
            SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED{(options.ReadOnly ? ", READ ONLY" : "")}
            """;
        await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// One that writes is READ COMMITTED, as on PostgreSQL: the servers' own REPEATABLE READ locks the gaps between rows,
    /// and upserts of different rows then wait for each other, or deadlock. One that reads sees a single moment.
    /// </summary>
    /// <inheritdoc/>
    public override async ValueTask<DbTransaction> BeginAsync(DbConnection connection, TransactionMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Said each time: the driver sets the level of the session with each transaction, to its own choice otherwise.
        var (level, readOnly) = mode == TransactionMode.Read ? (IsolationLevel.Snapshot, (bool?)true) : (IsolationLevel.ReadCommitted, null);
        var own = (MySqlConnection)connection;
        return readOnly is { } isReadOnly
            ? await own.BeginTransactionAsync(level, isReadOnly, cancellationToken).ConfigureAwait(false)
            : await own.BeginTransactionAsync(level, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override DatabaseErrorKind? Classify(Exception exception) => MySqlErrors.Classify(exception);

    // Its answer would often be right by chance, and sometimes not.
    private void RefuseOtherProduct(DbConnection connection)
    {
        var isMariaDb = connection.ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
        if (isMariaDb != (_dialect == MySqlDialect.MariaDb))
        {
            var (product, scheme) = isMariaDb ? ("MariaDB", "mariadb") : ("MySQL", "mysql");
            throw new DatabaseException(
                DatabaseErrorKind.CannotOpen,
                $"The server at {connection.DataSource} is {product} {connection.ServerVersion}, not {_dialect.Product}; write {scheme}:// in the URL.",
                null,
                null);
        }
    }
}
