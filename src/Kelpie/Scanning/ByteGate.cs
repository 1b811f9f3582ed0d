namespace Kelpie.Scanning;

/// <summary>
/// Keeps the bytes that are being worked on below a limit, so that memory stays bounded whatever is scanned.
/// Whoever is first in line goes first, so that a big file is not passed over for ever.
/// </summary>
/// <param name="limit">So many bytes may be inside.</param>
/// <param name="least">So many bytes whatever enters counts for at the least.</param>
internal sealed class ByteGate(long limit, long least = 0)
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> _line = new();
    private long _inside;
    private bool _isOpen;

    /// <summary>Waits until so many bytes may enter; more than the limit enter alone.</summary>
    internal Task EnterAsync(long bytes)
    {
        lock (_lock)
        {
            if (_line.Count == 0 && Fits(bytes))
            {
                _inside += Weight(bytes);
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _line.Enqueue((bytes, turn));
            return turn.Task;
        }
    }

    internal void Leave(long bytes)
    {
        lock (_lock)
        {
            _inside -= Weight(bytes);
            while (_line.TryPeek(out var next) && Fits(next.Bytes))
            {
                _line.Dequeue();
                _inside += Weight(next.Bytes);
                next.Turn.SetResult();
            }
        }
    }

    /// <summary>Lets everybody in, now and later: the work is being given up.</summary>
    internal void Open()
    {
        lock (_lock)
        {
            _isOpen = true;
            while (_line.TryDequeue(out var next))
            {
                next.Turn.SetResult();
            }
        }
    }

    private bool Fits(long bytes) => _isOpen || _inside + Weight(bytes) <= limit;

    private long Weight(long bytes) => Math.Min(Math.Max(bytes, least), limit);
}
