using System.Diagnostics;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning;

/// <summary>Counts a scan while it runs. Safe from any thread.</summary>
internal sealed class ScanTally
{
    private const int ProblemsKept = 100;
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<ProcessingStatus, long> _byStatus = [];
    private readonly List<ScanProblem> _problems = [];
    private long _found;
    private long _unchanged;
    private long _added;
    private long _changed;
    private long _removed;
    private long _finished;
    private long _bytes;
    private long _waiting;
    private long _chunks;
    private long _problemCount;
    private bool _foundAll;

    internal void FoundUnchanged()
    {
        lock (_lock)
        {
            _found++;
            _unchanged++;
            _finished++;
        }
    }

    internal void FoundToRead(long size)
    {
        lock (_lock)
        {
            _found++;
            _waiting += size;
        }
    }

    /// <summary>Counts a file that was not in the index as it is: when it has been written, or, in a dry run, would be.</summary>
    internal void Differs(bool isNew)
    {
        lock (_lock)
        {
            _ = isNew ? _added++ : _changed++;
        }
    }

    internal void FoundAll()
    {
        lock (_lock)
        {
            _foundAll = true;
        }
    }

    internal void Finished(ProcessingStatus status, long size, int chunks)
    {
        lock (_lock)
        {
            _finished++;
            _waiting -= size;
            _bytes += status == ProcessingStatus.Success ? size : 0;
            _chunks += chunks;
            _byStatus[status] = _byStatus.GetValueOrDefault(status) + 1;
        }
    }

    internal void Removed(int files)
    {
        lock (_lock)
        {
            _removed += files;
        }
    }

    internal void Problem(ScanProblem problem)
    {
        lock (_lock)
        {
            _problemCount++;
            if (_problems.Count < ProblemsKept)
            {
                _problems.Add(problem);
            }
        }
    }

    internal ScanProgress Progress()
    {
        lock (_lock)
        {
            return new ScanProgress(_found, _finished, _bytes, _waiting, _foundAll);
        }
    }

    internal ScanSummary Summary(ScanOutcome outcome)
    {
        lock (_lock)
        {
            return new ScanSummary
            {
                Outcome = outcome,
                Found = _found,
                Unchanged = _unchanged,
                Added = _added,
                Changed = _changed,
                Removed = _removed,
                ByStatus = new Dictionary<ProcessingStatus, long>(_byStatus),
                Bytes = _bytes,
                Chunks = _chunks,
                Elapsed = _watch.Elapsed,
                Problems = [.. _problems],
                ProblemCount = _problemCount,
            };
        }
    }
}
