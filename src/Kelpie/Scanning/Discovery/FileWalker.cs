namespace Kelpie.Scanning.Discovery;

/// <summary>
/// Finds the files below one or more folders, each of them once. Files come one by one while the walk goes on; what there is to
/// say about folders is complete when it has ended. One instance does one walk.
/// </summary>
/// <remarks>
/// A symbolic link to a file is a file of its own. A symbolic link to a folder is followed only when everything that can be
/// reached without links has been walked, and only if the folder it leads to has not been, and does not contain the walk: so
/// loops end, and a file that is inside the roots keeps the path that it has there.
/// </remarks>
/// <param name="roots">The folders. They may lie within one another.</param>
/// <param name="rules">Which files and folders to take.</param>
public sealed class FileWalker(IReadOnlyList<ScanRoot> roots, ScanRules rules)
{
    private readonly FoundFileFactory _files = new(rules.MaxFileSize);
    private readonly HashSet<string> _walked = new(PathRules.Comparer);
    private readonly Stack<WalkLocation> _waiting = new();
    private readonly List<WalkLocation> _links = [];
    private readonly WalkReport _report = new();
    private bool _started;

    /// <summary>Absolute paths of the folders that were listed in full so far, the roots among them.</summary>
    public IReadOnlyList<string> Directories => _report.Listed;

    /// <summary>
    /// Absolute paths of folders that are there but could not be listed, or not to their end. What is below them is unknown, and
    /// must not be taken for gone.
    /// </summary>
    public IReadOnlyCollection<string> UnlistedDirectories => _report.Unlisted;

    /// <summary>What could not be walked or named so far, and why.</summary>
    public IReadOnlyList<ScanProblem> Problems => _report.Problems;

    /// <summary>
    /// Whether a path lies below a folder that could not be listed: a file there that the walk did not find may well exist.
    /// </summary>
    /// <param name="path">An absolute, normalised path.</param>
    public bool IsBelowUnlisted(string path) => _report.IsBelowUnlisted(path);

    /// <summary>Walks. Files come in the order in which the file system lists them, a folder's own before those below it.</summary>
    /// <param name="cancellationToken">Ends the walk between two entries.</param>
    /// <exception cref="InvalidOperationException">This walker has walked before.</exception>
    /// <exception cref="OperationCanceledException">The walk was cancelled.</exception>
    public IEnumerable<FoundFile> Walk(CancellationToken cancellationToken = default)
    {
        if (_started)
        {
            throw new InvalidOperationException("A walker does one walk. Make a new one for the next.");
        }

        _started = true;
        return WalkRoots(cancellationToken);
    }

    private IEnumerable<FoundFile> WalkRoots(CancellationToken cancellationToken)
    {
        foreach (ScanRoot root in roots)
        {
            _waiting.Push(WalkLocation.Of(root));
            foreach (FoundFile file in WalkWaiting(cancellationToken))
            {
                yield return file;
            }
        }

        while (_links.Count > 0)
        {
            // Sorted, so that of two links to one folder it is always the same that is followed.
            WalkLocation[] links = [.. _links.OrderBy(link => link.Path, StringComparer.Ordinal)];
            _links.Clear();
            foreach (WalkLocation link in links.Where(link => !ContainsRoot(link.RealPath)))
            {
                _waiting.Push(link);
                foreach (FoundFile file in WalkWaiting(cancellationToken))
                {
                    yield return file;
                }
            }
        }
    }

    private IEnumerable<FoundFile> WalkWaiting(CancellationToken cancellationToken)
    {
        while (_waiting.TryPop(out WalkLocation? location))
        {
            if (!_walked.Add(location.RealPath))
            {
                continue;
            }

            using DirectoryEntries? entries = Open(location);
            while (entries is not null && MoveNext(entries, location))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Take(location, entries.Current) is { } file)
                {
                    yield return file;
                }
            }

            if (entries is not null)
            {
                _report.AddListed(location.Path);
            }
        }
    }

    private FoundFile? Take(WalkLocation location, DirectoryEntry entry)
    {
        if (entry.IsFolder)
        {
            TakeFolder(location, entry);
            return null;
        }

        if (entry.Info is { Exists: true })
        {
            return _files.Create(location, entry);
        }

        _report.AddWithoutMetadata(location.Path, location.PathOf(entry.Name), entry.Failure);
        return null;
    }

    private void TakeFolder(WalkLocation location, DirectoryEntry entry)
    {
        string path = location.PathOf(entry.Name);
        if (location.Depth >= rules.MaxDepth)
        {
            _report.AddTooDeep(path, rules.MaxDepth);
        }
        else if (!entry.IsLink)
        {
            _waiting.Push(location.Enter(entry.Name));
        }
        else
        {
            try
            {
                _links.Add(location.Follow(entry.Name, PathRules.ResolveLinks(Path.Join(location.RealPath, entry.Name))));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _report.AddUnlisted(path, e);
            }
        }
    }

    private DirectoryEntries? Open(WalkLocation location)
    {
        try
        {
            return new DirectoryEntries(location, rules);
        }
        catch (DirectoryNotFoundException) when (location.Depth > 0 && !WalkReport.HasReplacedBytes(location.Path))
        {
            // It was removed after its parent was listed, with all that was in it: as if it had never been there.
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _report.AddUnlisted(location.Path, e);
            return null;
        }
    }

    private bool MoveNext(DirectoryEntries entries, WalkLocation location)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _report.AddUnlisted(location.Path, e);
            return false;
        }
    }

    private bool ContainsRoot(string realPath)
    {
        string inside = Path.EndsInDirectorySeparator(realPath) ? realPath : realPath + Path.DirectorySeparatorChar;
        return roots.Any(root => root.RealPath.StartsWith(inside, PathRules.Comparison));
    }
}
