using System.Data;
using System.Data.Common;
using System.Globalization;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;
using Microsoft.Data.SqlClient;

namespace Kelpie.Sql.SqlServer.Client;

/// <summary>
/// SQL Server, through Microsoft.Data.SqlClient. Not for native programs, nor where globalization is invariant: SqlClient refuses to
/// connect there. Options of a URL are SqlClient's own, such as <c>?encrypt=false&amp;trustservercertificate=true</c>.
/// </summary>
public sealed partial class SqlServerDriver : Driver
{
    private SqlServerDriver()
    {
    }

    /// <summary>The one instance: it holds nothing that changes.</summary>
    public static SqlServerDriver Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes => ["mssql", "sqlserver"];

    /// <inheritdoc/>
    public override Dialect Dialect => SqlServerDialect.Instance;

    /// <inheritdoc/>
    public override Inspector Inspector => SqlServerInspector.Instance;

    /// <inheritdoc/>
    public override BulkLoader? BulkLoader { get; } = new SqlServerBulkLoader();

    /// <inheritdoc/>
    public override DbConnection CreateConnection(DatabaseUrl url, EngineOptions options)
    {
        if (AppContext.TryGetSwitch("System.Globalization.Invariant", out var isInvariant) && isInvariant)
        {
            throw CannotOpen(url, "Microsoft.Data.SqlClient does not connect where globalization is invariant; build the program with InvariantGlobalization off.", null);
        }

        var settings = new SqlConnectionStringBuilder
        {
            DataSource = url.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"tcp:{url.Host},{port}") : $"tcp:{url.Host}",
            InitialCatalog = url.Database,
            IntegratedSecurity = url.User is null,
            ApplicationIntent = options.ReadOnly ? ApplicationIntent.ReadOnly : ApplicationIntent.ReadWrite,
            // Several readers on a connection.
            MultipleActiveResultSets = true,
            // The engine's own pool keeps its connections set up.
            Pooling = false,
        };
        if (url.User is not null)
        {
            settings.UserID = url.User;
            settings.Password = url.Password ?? "";
        }

        foreach (var (name, value) in url.Options)
        {
            try
            {
                settings[name] = value;
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
            {
                throw CannotOpen(url, $"SqlClient does not take the option {name} with this value; leave it out, or see its connection strings.", exception);
            }
        }

        return new SqlConnection(settings.ToString());
    }

    /// <inheritdoc/>
    public override async ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        // ANSI settings are what indexes of some rows want; XACT_ABORT would end a transaction at its first error, savepoints and all.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER ON;
            SET NUMERIC_ROUNDABORT, XACT_ABORT OFF;
            SET LOCK_TIMEOUT {(long)options.BusyTimeout.TotalMilliseconds};
            """);
        await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A reading transaction is of the level SNAPSHOT, which the database must allow:
    /// <c>ALTER DATABASE ... SET ALLOW_SNAPSHOT_ISOLATION ON</c>. The server says so where it does not.
    /// </summary>
    /// <inheritdoc/>
    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, TransactionMode mode, CancellationToken cancellationToken) =>
        // Said for either: a level outlasts its transaction on the connection.
        connection.BeginTransactionAsync(mode == TransactionMode.Read ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted, cancellationToken);

    /// <inheritdoc/>
    public override void SetType(DbParameter parameter, SqlType type)
    {
        var own = (SqlParameter)parameter;
        (own.SqlDbType, own.Size) = type switch
        {
            BooleanType => (SqlDbType.Bit, 0),
            IntegerType => (SqlDbType.Int, 0),
            BigIntType => (SqlDbType.BigInt, 0),
            DoubleType => (SqlDbType.Float, 0),
            DecimalType => (SqlDbType.Decimal, 0),
            TimestampType => (SqlDbType.DateTime2, 0),
            DateType => (SqlDbType.Date, 0),
            GuidType => (SqlDbType.UniqueIdentifier, 0),
            AsciiKeyType key => (SqlDbType.Char, key.Length),
            BytesType or VectorType => (SqlDbType.VarBinary, -1),
            // Without a length: with one, a longer text would be cut off without a word.
            _ => (SqlDbType.NVarChar, -1),
        };
        switch (type)
        {
            case DecimalType number:
                (own.Precision, own.Scale) = ((byte)number.Precision, (byte)number.Scale);
                break;
            case TimestampType:
                own.Scale = 6;
                break;
        }
    }

    /// <inheritdoc/>
    public override DatabaseErrorKind? Classify(Exception exception) => exception is SqlException sql ? SqlServerErrors.KindOf(sql.Number, sql.Message) : null;

    private static DatabaseException CannotOpen(DatabaseUrl url, string why, Exception? inner) =>
        new(DatabaseErrorKind.CannotOpen, $"{url}: {why}", null, inner);
}
