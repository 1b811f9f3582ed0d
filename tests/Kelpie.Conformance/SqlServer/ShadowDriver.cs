using System.Data;
using System.Data.Common;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.SqlServer;

/// <summary>A backend's own driver, in all that it does, with a <see cref="ShadowDialect"/>.</summary>
internal sealed class ShadowDriver(Driver inner, TSqlRecord record) : Driver
{
    public override IReadOnlyList<string> Schemes => inner.Schemes;

    public override Dialect Dialect { get; } = new ShadowDialect(inner.Dialect, record);

    public override Inspector Inspector => inner.Inspector;

    public override BulkLoader? BulkLoader => inner.BulkLoader;

    public override string SystemName => inner.SystemName;

    public override bool Prepares => inner.Prepares;

    public override bool ReadsSeveral => inner.ReadsSeveral;

    public override bool EnforcesReadOnly => inner.EnforcesReadOnly;

    public override bool Interrupts => inner.Interrupts;

    public override IReadOnlyList<IsolationLevel> IsolationLevels => inner.IsolationLevels;

    public override bool LivesInSession(DatabaseUrl url) => inner.LivesInSession(url);

    public override ValueTask<DbTransaction> BeginAsync(
        DbConnection connection, TransactionMode mode, IsolationLevel? isolation, CancellationToken cancellationToken) =>
        inner.BeginAsync(connection, mode, isolation, cancellationToken);

    public override bool EndsTransaction(DbConnection connection, DatabaseErrorKind kind) => inner.EndsTransaction(connection, kind);

    public override bool IsStalePlan(Exception exception) => inner.IsStalePlan(exception);

    public override ValueTask<DbDataReader> OpenReaderAsync(DbCommand command, CancellationToken cancellationToken) =>
        inner.OpenReaderAsync(command, cancellationToken);

    public override ValueTask UnprepareAsync(DbCommand command, CancellationToken cancellationToken) => inner.UnprepareAsync(command, cancellationToken);

    public override ValueTask UnprepareAllAsync(DbConnection connection, CancellationToken cancellationToken) =>
        inner.UnprepareAllAsync(connection, cancellationToken);

    public override ValueTask PingAsync(DbConnection connection, CancellationToken cancellationToken) => inner.PingAsync(connection, cancellationToken);

    public override bool HasSessionLocks => inner.HasSessionLocks;

    public override ValueTask<bool> TryLockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        inner.TryLockAsync(connection, name, cancellationToken);

    public override ValueTask UnlockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        inner.UnlockAsync(connection, name, cancellationToken);

    public override ValueTask<string?> FindLockHolderAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        inner.FindLockHolderAsync(connection, name, cancellationToken);

    public override void Interrupt(DbConnection connection) => inner.Interrupt(connection);

    public override int PoolLimit(DatabaseUrl url) => inner.PoolLimit(url);

    public override bool IsMissing(DatabaseUrl url) => inner.IsMissing(url);

    public override DbConnection CreateConnection(DatabaseUrl url, EngineOptions options) => inner.CreateConnection(url, options);

    public override ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken) =>
        inner.ConfigureAsync(connection, options, cancellationToken);

    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, TransactionMode mode, CancellationToken cancellationToken) =>
        inner.BeginAsync(connection, mode, cancellationToken);

    public override void SetType(DbParameter parameter, SqlType type) => inner.SetType(parameter, type);

    public override BatchCommand CreateBatch(DbConnection connection, CompiledStatement statement) => inner.CreateBatch(connection, statement);

    public override ValueTask TidyAsync(DatabaseUrl url, CancellationToken cancellationToken) => inner.TidyAsync(url, cancellationToken);

    public override ValueTask BackUpAsync(DbConnection connection, string file, CancellationToken cancellationToken) => inner.BackUpAsync(connection, file, cancellationToken);

    public override string? BackUpCommand(DatabaseUrl url, string file) => inner.BackUpCommand(url, file);

    public override DatabaseErrorKind? Classify(Exception exception) => inner.Classify(exception);
}
