using Kelpie.Sql.Compilation;

namespace Kelpie.Sql;

/// <content>The commands that are kept, prepared, from one loan to the next.</content>
internal sealed partial class Session
{
    private const int Capacity = 128;
    private readonly Dictionary<CompiledStatement, PreparedCommand> _prepared = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<CompiledStatement> _byAge = new();
    private readonly Dictionary<CompiledStatement, BatchCommand> _batches = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<CompiledStatement> _batchesByAge = new();
    private readonly List<PreparedCommand> _doubles = [];
    private readonly List<PreparedCommand> _evicted = [];
    private int _rented;

    /// <summary>Whether the server may keep anything prepared for this session.</summary>
    internal bool HasPrepared { get; set; }

    /// <summary>A command for a statement: the prepared one, or, while that one is reading, another like it.</summary>
    /// <exception cref="InvalidOperationException">A result is being read, and there can be but one.</exception>
    internal PreparedCommand Rent(CompiledStatement statement)
    {
        ThrowIfReading();
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
        ThrowIfReading();
        if (!_batches.TryGetValue(statement, out var batch))
        {
            if (_batches.Count >= Capacity && _batches.Remove(_batchesByAge.Dequeue(), out var oldest))
            {
                oldest.Dispose();
            }

            batch = Driver.CreateBatch(_connection, statement);
            (batch as PlainBatch)?.Limit(this);
            HasPrepared = true;
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

    /// <summary>Frees what was pushed out of the cache; a server keeps it until it is told.</summary>
    internal async ValueTask FreeEvictedAsync(CancellationToken cancellationToken)
    {
        while (_evicted is [.., var command])
        {
            _evicted.RemoveAt(_evicted.Count - 1);
            await command.UnprepareAsync(cancellationToken).ConfigureAwait(false);
            command.Dispose();
        }
    }

    /// <summary>Whether there is anything for <see cref="FreeEvictedAsync"/> to free.</summary>
    internal bool HasEvicted => _evicted.Count > 0;

    /// <summary>Forgets all that is prepared, because the tables may have changed beneath it. What is being read is left to its reader.</summary>
    internal async ValueTask ForgetPreparedAsync(CancellationToken cancellationToken)
    {
        if (!HasPrepared)
        {
            return;
        }

        foreach (var command in _prepared.Values.Concat(_evicted).Where(command => !command.IsRented))
        {
            command.Renew();
        }

        DropBatches();
        await Driver.UnprepareAllAsync(_connection, cancellationToken).ConfigureAwait(false);
        HasPrepared = false;
    }

    /// <summary>Ends the readers that were begun and neither read to the end nor disposed, so that the next user finds none.</summary>
    internal async ValueTask EndReadersAsync()
    {
        if (_rented == 0)
        {
            return;
        }

        PreparedCommand[] open = [.. _prepared.Values.Where(command => command.IsRented), .. _doubles];
        foreach (var command in open)
        {
            _prepared.Remove(command.Statement);
        }

        _doubles.Clear();
        _rented = 0;
        foreach (var command in open)
        {
            await command.AbandonAsync().ConfigureAwait(false);
        }
    }

    private void DropCommands()
    {
        foreach (var command in _prepared.Values.Concat(_evicted))
        {
            command.Dispose();
        }

        _prepared.Clear();
        _evicted.Clear();
        DropBatches();
    }

    private void DropBatches()
    {
        foreach (var batch in _batches.Values)
        {
            batch.Dispose();
        }

        _batches.Clear();
        _batchesByAge.Clear();
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
            if (command.IsPrepared)
            {
                _evicted.Add(command);
            }
            else
            {
                command.Dispose();
            }
        }
    }
}
