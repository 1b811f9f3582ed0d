using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Sql.Tests.Fakes;

/// <summary>An error of the fake driver's, of a kind.</summary>
internal sealed class FakeException(DatabaseErrorKind kind, bool isTransient = false) : DbException($"fake {kind}")
{
    internal DatabaseErrorKind Kind => kind;

    public override bool IsTransient => isTransient;
}

/// <summary>A driver for a database that does as the test says and writes down what it is asked.</summary>
internal sealed class FakeDriver : Driver
{
    private int _opened;

    /// <summary>What was asked, such as <c>1: SELECT 1</c>, by the number of the connection.</summary>
    internal ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Fails what it throws for: <c>open</c>, <c>ping</c>, <c>commit</c>, or the SQL.</summary>
    internal Action<string>? Fails { get; set; }

    internal bool IsPreparing { get; init; }

    internal bool KeepsReadOnly { get; init; }

    internal bool EndsByAnyError { get; init; }

    internal BulkLoader? Loader { get; init; }

    public override BulkLoader? BulkLoader => Loader;

    public override IReadOnlyList<string> Schemes => ["fake"];

    public override Dialect Dialect => SqliteDialect.Instance;

    public override Inspector Inspector => throw new NotSupportedException();

    public override bool Prepares => IsPreparing;

    public override bool EnforcesReadOnly => KeepsReadOnly;

    public override IReadOnlyList<IsolationLevel> IsolationLevels => [IsolationLevel.ReadCommitted, IsolationLevel.Serializable];

    internal Engine CreateEngine(EngineOptions? options = null) => Engine.Create(DatabaseUrl.Parse("fake://host:7/db"), [this], options);

    public override DbConnection CreateConnection(DatabaseUrl url, EngineOptions options) => new FakeConnection(this, Interlocked.Increment(ref _opened));

    public override ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken) => default;

    public override ValueTask PingAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        ((FakeConnection)connection).Ask("ping");
        return default;
    }

    public override bool IsStalePlan(Exception exception) => exception is FakeException { Kind: DatabaseErrorKind.Other };

    public override ValueTask UnprepareAsync(DbCommand command, CancellationToken cancellationToken)
    {
        ((FakeConnection)command.Connection!).Ask($"unprepare {command.CommandText}");
        return default;
    }

    public override ValueTask UnprepareAllAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        ((FakeConnection)connection).Ask("unprepare all");
        return default;
    }

    public override bool EndsTransaction(DbConnection connection, DatabaseErrorKind kind) => EndsByAnyError || base.EndsTransaction(connection, kind);

    public override DatabaseErrorKind? Classify(Exception exception) => (exception as FakeException)?.Kind;
}

/// <summary>Reads all rows, and puts them nowhere.</summary>
internal sealed class FakeLoader : BulkLoader
{
    public override ValueTask<long> LoadAsync(DbConnection connection, DbTransaction? transaction, BulkLoad load, CancellationToken cancellationToken)
    {
        var rows = 0L;
        while (load.Rows.Read())
        {
            rows++;
        }

        return new(rows);
    }
}
