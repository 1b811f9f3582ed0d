using System.Threading.Channels;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Scanning.Discovery;
using Kelpie.Scanning.Reading;
using Kelpie.Sql;

namespace Kelpie.Scanning;

/// <summary>Brings the index into line with what lies in some directories: many readers, one writer, bounded memory.</summary>
/// <param name="database">The index.</param>
public sealed class Scanner(KelpieDatabase database)
{
    private const long BytesInWork = 8 << 20;

    // What is known of a file takes memory, too, however small the file.
    private const long BytesOfRecord = 4096;

    /// <summary>Refuses a request none of whose directories can be scanned, before anything is opened.</summary>
    /// <exception cref="ScanRootException">None of them can.</exception>
    public static void CheckRoots(ScanRequest request) => Roots(request);

    /// <summary>Says what a scan would do; writes nothing, and makes no database that is not there.</summary>
    /// <exception cref="ScanRootException">None of the directories can be scanned.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public static async Task<ScanSummary> CompareAsync(DatabaseUrl url, ScanRequest request, CancellationToken cancellationToken = default)
    {
        var (roots, problems) = Roots(request);
        var known = new Dictionary<string, KnownFile>(StringComparer.Ordinal);
        if (!await KelpieDatabase.IsMissingAsync(url, cancellationToken).ConfigureAwait(false))
        {
            await using var database = await KelpieDatabase.OpenAsync(url, DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
            known = await LoadKnownAsync(database.Files, roots, cancellationToken).ConfigureAwait(false);
        }

        return Compare(request, new FileWalker(roots, request.Rules), known, TallyOf(problems), OutcomeOf(problems), cancellationToken);
    }

    /// <summary>Scans directories.</summary>
    /// <param name="request">What to scan, and how.</param>
    /// <param name="progress">Is told how far it is, from any thread.</param>
    /// <param name="cancellationToken">Asks it to stop: it finishes what it has begun, and says so in the summary.</param>
    /// <exception cref="ScanRootException">None of the directories can be scanned.</exception>
    /// <exception cref="DatabaseException">The database fails; what was written before stays.</exception>
    public async Task<ScanSummary> ScanAsync(
        ScanRequest request, IProgress<ScanProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var (roots, problems) = Roots(request);
        var tally = TallyOf(problems);
        var walker = new FileWalker(roots, request.Rules);
        var known = await LoadKnownAsync(database.Files, roots, cancellationToken).ConfigureAwait(false);
        var session = new ScanSession(database.Sessions, roots);
        await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await IndexAsync(request, walker, known, tally, progress, cancellationToken).ConfigureAwait(false);
            var summary = tally.Summary(cancellationToken.IsCancellationRequested ? ScanOutcome.Interrupted : OutcomeOf(problems));
            await session.EndAsync(summary).ConfigureAwait(false);
            return summary;
        }
        catch (Exception)
        {
            await session.TryFailAsync(tally.Summary(ScanOutcome.Incomplete)).ConfigureAwait(false);
            throw;
        }
    }

    private static (IReadOnlyList<ScanRoot> Roots, IReadOnlyList<ScanProblem> Problems) Roots(ScanRequest request)
    {
        var (roots, problems) = ScanRoot.ResolveAll(request.Roots);
        return roots.Count > 0 ? (roots, problems) : throw new ScanRootException(problems[0]);
    }

    private static ScanTally TallyOf(IReadOnlyList<ScanProblem> problems)
    {
        var tally = new ScanTally();
        foreach (var problem in problems)
        {
            tally.Problem(problem);
        }

        return tally;
    }

    private static ScanOutcome OutcomeOf(IReadOnlyList<ScanProblem> problems) =>
        problems.Count == 0 ? ScanOutcome.Completed : ScanOutcome.Incomplete;

    private static async Task<Dictionary<string, KnownFile>> LoadKnownAsync(
        FileStore files, IReadOnlyList<ScanRoot> roots, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, KnownFile>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            foreach (var (path, file) in await files.KnownBelowAsync(root.Path, cancellationToken).ConfigureAwait(false))
            {
                known[path] = file;
            }
        }

        return known;
    }

    private async Task IndexAsync(
        ScanRequest request, FileWalker walker, Dictionary<string, KnownFile> known, ScanTally tally,
        IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        var gate = new ByteGate(BytesInWork, BytesOfRecord);
        var writer = new BatchWriter(database, tally, gate, progress);
        await RunPipelineAsync(request, walker, known, tally, gate, writer, cancellationToken).ConfigureAwait(false);
        if (!request.KeepMissing && !cancellationToken.IsCancellationRequested)
        {
            await RemoveGoneAsync(known, walker, tally, cancellationToken).ConfigureAwait(false);
        }

        // Also where this scan has written nothing: one before it may have been killed before it came to this.
        await database.WriteAsync(
            (db, token) => new IndexWriter(db).CountDirectoriesAsync(DateTime.UtcNow, token), CancellationToken.None).ConfigureAwait(false);
        foreach (var problem in walker.Problems)
        {
            tally.Problem(problem);
        }

        progress?.Report(tally.Progress());
    }

    private static async Task RunPipelineAsync(
        ScanRequest request, FileWalker walker, Dictionary<string, KnownFile> known, ScanTally tally,
        ByteGate gate, BatchWriter writer, CancellationToken cancellationToken)
    {
        // A writer that fails stops the rest, which would otherwise wait for it for ever.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Whoever waits at the gate then would wait for bytes of readers that have left with theirs inside.
        await using var opening = stop.Token.Register(gate.Open);
        var toRead = Channel.CreateBounded<FileToRead>(new BoundedChannelOptions(4096) { SingleWriter = true });
        var toWrite = Channel.CreateUnbounded<ReadFile>(new UnboundedChannelOptions { SingleReader = true });

        var walking = Task.Run(() => WalkAsync(request, walker, known, tally, toRead.Writer, stop.Token), CancellationToken.None);
        var indexer = new FileIndexer(new FileReader(request.Rules), request.Overlap);
        var reading = Enumerable.Range(0, Math.Max(1, request.Workers)).Select(_ => Task.Run(
            () => ReadAsync(indexer, gate, toRead.Reader, toWrite.Writer, stop), CancellationToken.None)).ToArray();
        var writing = Task.Run(() => writer.RunAsync(toWrite.Reader), CancellationToken.None);

        var upstream = Task.WhenAll([walking, .. reading]);
        if (await Task.WhenAny(upstream, writing).ConfigureAwait(false) == writing)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        try
        {
            await upstream.ConfigureAwait(false);
        }
        finally
        {
            toWrite.Writer.Complete();
            await writing.ConfigureAwait(false);
        }
    }

    private static async Task WalkAsync(
        ScanRequest request, FileWalker walker, Dictionary<string, KnownFile> known, ScanTally tally,
        ChannelWriter<FileToRead> toRead, CancellationToken cancellationToken)
    {
        var comparison = new Comparison(request);
        try
        {
            foreach (var found in walker.Walk(cancellationToken))
            {
                var isKnown = known.Remove(found.Path, out var row);
                if (isKnown && comparison.IsUnchanged(found, row))
                {
                    tally.FoundUnchanged();
                    continue;
                }

                tally.FoundToRead(found.Size);
                await toRead.WriteAsync(new FileToRead(found, IsNew: !isKnown), cancellationToken).ConfigureAwait(false);
            }

            tally.FoundAll();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: the summary says so.
        }
        finally
        {
            toRead.Complete();
        }
    }

    private static async Task ReadAsync(
        FileIndexer indexer, ByteGate gate, ChannelReader<FileToRead> toRead, ChannelWriter<ReadFile> toWrite, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var file in toRead.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                await gate.EnterAsync(file.Found.Size).ConfigureAwait(false);
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                // A file that was begun is finished: none is left half read.
                await toWrite.WriteAsync(indexer.Read(file, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // A reader that dies stops the rest, which would otherwise wait for it for ever.
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task RemoveGoneAsync(
        Dictionary<string, KnownFile> unseen, FileWalker walker, ScanTally tally, CancellationToken cancellationToken)
    {
        // Below a directory that could not be listed nothing is known to be gone, and a file that the rules of this
        // scan leave out is still there.
        var gone = unseen.Where(pair => !walker.IsBelowUnlisted(pair.Key) && !File.Exists(pair.Key)).Select(pair => pair.Value.Id).ToList();
        foreach (var some in gone.Chunk(1000))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await database.WriteAsync((db, token) => new IndexWriter(db).RemoveAsync(some, token), CancellationToken.None).ConfigureAwait(false);
            tally.Removed(some.Length);
        }
    }

    private static ScanSummary Compare(
        ScanRequest request, FileWalker walker, Dictionary<string, KnownFile> known, ScanTally tally,
        ScanOutcome outcome, CancellationToken cancellationToken)
    {
        var comparison = new Comparison(request);
        foreach (var found in walker.Walk(cancellationToken))
        {
            var isKnown = known.Remove(found.Path, out var row);
            if (isKnown && comparison.IsUnchanged(found, row))
            {
                tally.FoundUnchanged();
            }
            else
            {
                tally.FoundToRead(found.Size);
                tally.Differs(isNew: !isKnown);
            }
        }

        tally.Removed(request.KeepMissing ? 0 : known.Keys.Count(path => !walker.IsBelowUnlisted(path) && !File.Exists(path)));
        foreach (var problem in walker.Problems)
        {
            tally.Problem(problem);
        }

        return tally.Summary(outcome);
    }
}
