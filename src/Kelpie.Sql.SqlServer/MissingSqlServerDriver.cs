using System.Data.Common;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;

namespace Kelpie.Sql.SqlServer;

/// <summary>
/// Stands for the driver in a program that leaves it out, a native one above all, and says why: Microsoft.Data.SqlClient is not
/// made for Native AOT, and refuses to connect where globalization is invariant.
/// </summary>
public sealed class MissingSqlServerDriver : Driver
{
    private MissingSqlServerDriver()
    {
    }

    /// <summary>The one instance: it holds nothing that changes.</summary>
    public static MissingSqlServerDriver Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes => ["mssql", "sqlserver"];

    /// <inheritdoc/>
    public override Dialect Dialect => SqlServerDialect.Instance;

    /// <inheritdoc/>
    public override Inspector Inspector => SqlServerInspector.Instance;

    /// <inheritdoc/>
    public override DbConnection CreateConnection(DatabaseUrl url, EngineOptions options) => throw new DatabaseException(
        DatabaseErrorKind.CannotOpen,
        $"{url}: this program was built without a driver for SQL Server, which cannot be part of a native build. Use a build for the .NET runtime that has Kelpie.Sql.SqlServer.Client in it and InvariantGlobalization off, or another database.",
        null,
        null);

    /// <inheritdoc/>
    public override ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("There is no connection to SQL Server to be set up.");

    /// <inheritdoc/>
    public override DatabaseErrorKind? Classify(Exception exception) => null;
}
