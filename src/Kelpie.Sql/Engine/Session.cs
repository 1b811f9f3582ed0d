using System.Data;
using System.Data.Common;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql;

/// <summary>An open ADO.NET connection and the commands prepared on it. One user at a time.</summary>
internal sealed class Session(Driver driver, DbConnection connection) : IAsyncDisposable
{
    private const int Capacity = 128;
    private readonly Dictionary<CompiledStatement, PreparedCommand> _prepared = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<CompiledStatement> _byAge = new();
    private readonly Queue<CompiledStatement> _batchesByAge = new();
    private readonly Dictionary<CompiledStatement, BatchCommand> _batches = new(ReferenceEqualityComparer.Instance);
    private readonly List<PreparedCommand> _doubles = [];
    private int _rented;

    internal Driver Driver => driver;

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Which transaction of the session it is: a driver may use one object for all of them.</summary>
    internal long TransactionNumber { get; set; }

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
            _doubles.Add(command);
        }

        command.IsRented = true;
        _rented++;
        return command;
    }

    /// <summary>The prepared form of a statement of many rows; in use only until the next one is asked for.</summary>
    internal BatchCommand Batch(CompiledStatement statement)
    {
        if (!_batches.TryGetValue(statement, out var batch))
        {
            if (_batches.Count >= Capacity && _batches.Remove(_batchesByAge.Dequeue(), out var oldest))
            {
                oldest.Dispose();
            }

            batch = driver.CreateBatch(connection, statement);
            _batches.Add(statement, batch);
            _batchesByAge.Enqueue(statement);
        }

        return batch;
    }

    internal void Returned(PreparedCommand command, bool isDouble)
    {
        _rented--;
        if (isDouble)
        {
            _doubles.Remove(command);
        }
    }

    /// <summary>Ends the readers that were begun and neither read to the end nor disposed, so that the next user finds none.</summary>
    internal async ValueTask EndReadersAsync()
    {
        if (_rented == 0)
        {
            return;
        }

        PreparedCommand[] kept = [.. _prepared.Values.Where(command => command.IsRented)];
        foreach (var command in kept)
        {
            _prepared.Remove(command.Statement);
        }

        foreach (var command in kept.Concat(_doubles))
        {
            await command.AbandonAsync().ConfigureAwait(false);
        }

        _doubles.Clear();
        _rented = 0;
    }

    private void MakeRoom()
    {
        for (var tries = _byAge.Count; _prepared.Count >= Capacity && tries > 0; tries--)
        {
            var oldest = _byAge.Dequeue();
            if (!_prepared.TryGetValue(oldest, out var command))
            {
                continue;
            }

            if (command.IsRented)
            {
                _byAge.Enqueue(oldest);
                continue;
            }

            _prepared.Remove(oldest);
            command.Dispose();
        }
    }
}
