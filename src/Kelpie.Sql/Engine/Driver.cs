using System.Data.Common;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>Knows an ADO.NET driver: how to open a connection, set up a session, read its errors.</summary>
public abstract partial class Driver
{
    /// <summary>The URL schemes it is for.</summary>
    public abstract IReadOnlyList<string> Schemes { get; }

    /// <summary>How its database wants things said.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Reads back what a database holds.</summary>
    public abstract Inspector Inspector { get; }

    /// <summary>The database's own fast way in for very many rows, or null where statements of many rows are it.</summary>
    public virtual BulkLoader? BulkLoader => null;

    /// <summary>How many connections to a database the pool may hold, at the most.</summary>
    public virtual int PoolLimit(DatabaseUrl url) => int.MaxValue;

    /// <summary>Whether the database is known not to be there, told without connecting; a server is always asked.</summary>
    public virtual bool IsMissing(DatabaseUrl url) => false;

    /// <summary>A connection, closed yet.</summary>
    /// <exception cref="DatabaseException">The URL names something that cannot be opened.</exception>
    public abstract DbConnection CreateConnection(DatabaseUrl url, EngineOptions options);

    /// <summary>Gives a new session its settings.</summary>
    public abstract ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that may write from its first statement on.</summary>
    public virtual ValueTask<DbTransaction> BeginAsync(DbConnection connection, TransactionMode mode, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(cancellationToken);

    /// <summary>
    /// Runs SQL of any number of statements. A driver's ExecuteNonQuery may run those behind one that finds rows only as
    /// it closes, and say nothing if they fail (<see href="https://github.com/dotnet/efcore/issues/32740"/>).
    /// </summary>
    /// <returns>The number of rows changed, where the database says it.</returns>
    protected internal static async ValueTask<int> RunAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        return reader.RecordsAffected;
    }

    /// <summary>Tells the driver what a parameter holds, where it could not tell by the value, a NULL above all.</summary>
    /// <param name="parameter">The driver's parameter.</param>
    /// <param name="type">What it holds, nullability aside.</param>
    public virtual void SetType(DbParameter parameter, SqlType type)
    {
    }

    /// <summary>A statement of many rows, prepared; by default an ordinary command.</summary>
    public virtual BatchCommand CreateBatch(DbConnection connection, CompiledStatement statement) => new PlainBatch(this, connection, statement);

    /// <summary>What an exception of the driver's means, or null if it is none of the driver's.</summary>
    public abstract DatabaseErrorKind? Classify(Exception exception);
}

/// <summary>What a transaction is for.</summary>
public enum TransactionMode
{
    /// <summary>It will write: where the database locks as a whole, it waits for the lock now, not half way.</summary>
    Write,

    /// <summary>It reads one consistent state, and does not keep others from writing.</summary>
    Read,
}
