using System.Data;
using System.Data.Common;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql;

/// <summary>An open ADO.NET connection and the commands prepared on it. One user at a time.</summary>
internal sealed class Session(DbConnection connection) : IAsyncDisposable
{
    private const int Capacity = 128;
    private readonly Dictionary<CompiledStatement, PreparedCommand> _prepared = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<CompiledStatement> _byAge = new();
    private readonly Dictionary<CompiledStatement, BatchCommand> _batches = new(ReferenceEqualityComparer.Instance);

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    internal bool IsOpen => connection.State == ConnectionState.Open;

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var batch in _batches.Values)
        {
            batch.Dispose();
        }

        _prepared.Clear();
        _batches.Clear();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A command for a statement: the prepared one, or, while that one is reading, another like it.</summary>
    internal PreparedCommand Rent(CompiledStatement statement)
    {
        if (!_prepared.TryGetValue(statement, out var command))
        {
            MakeRoom();
            command = new PreparedCommand(this, statement, isKept: true);
            _prepared.Add(statement, command);
            _byAge.Enqueue(statement);
        }
        else if (command.IsRented)
        {
            command = new PreparedCommand(this, statement, isKept: false);
        }

        command.IsRented = true;
        return command;
    }

    /// <summary>The prepared form of a statement of many rows. There are a few of these for each insert, so all are kept.</summary>
    internal BatchCommand Batch(Driver driver, CompiledStatement statement)
    {
        if (!_batches.TryGetValue(statement, out var batch))
        {
            batch = driver.CreateBatch(connection, statement);
            _batches.Add(statement, batch);
        }

        return batch;
    }

    private void MakeRoom()
    {
        for (var tries = _byAge.Count; _prepared.Count >= Capacity && tries > 0; tries--)
        {
            var oldest = _byAge.Dequeue();
            if (_prepared[oldest].IsRented)
            {
                _byAge.Enqueue(oldest);
                continue;
            }

            _prepared.Remove(oldest, out var command);
            command!.Dispose();
        }
    }
}
