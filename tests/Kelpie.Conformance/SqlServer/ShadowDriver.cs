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

    public override int PoolLimit(DatabaseUrl url) => inner.PoolLimit(url);

    public override bool IsMissing(DatabaseUrl url) => inner.IsMissing(url);

    public override DbConnection CreateConnection(DatabaseUrl url, EngineOptions options) => inner.CreateConnection(url, options);

    public override ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken) =>
        inner.ConfigureAsync(connection, options, cancellationToken);

    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, TransactionMode mode, CancellationToken cancellationToken) =>
        inner.BeginAsync(connection, mode, cancellationToken);

    public override void SetType(DbParameter parameter, SqlType type) => inner.SetType(parameter, type);

    public override BatchCommand CreateBatch(DbConnection connection, CompiledStatement statement) => inner.CreateBatch(connection, statement);

    public override DatabaseErrorKind? Classify(Exception exception) => inner.Classify(exception);
}
