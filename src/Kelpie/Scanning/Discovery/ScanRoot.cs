namespace Kelpie.Scanning.Discovery;

/// <summary>A folder to scan that was there and could be listed when it was looked at.</summary>
public sealed record ScanRoot
{
    private ScanRoot(string path, string realPath) => (Path, RealPath) = (path, realPath == path ? path : realPath);

    /// <summary>Absolute, normalised path, without a separator at the end (unless it is the root of the file system).</summary>
    public string Path { get; }

    /// <summary>The same with every symbolic link resolved, by which two spellings of one folder are recognised.</summary>
    internal string RealPath { get; }

    /// <summary>Looks at a folder that is to be scanned.</summary>
    /// <param name="path">Its path, absolute or relative to the current folder.</param>
    /// <exception cref="ScanRootException">It is missing, is a file, or cannot be listed. The message says what to do.</exception>
    public static ScanRoot Resolve(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            throw new ScanRootException(new ScanProblem(
                path, ProcessingStatus.FileNotFound, "The name of the folder to scan is empty. \".\" stands for the current folder."));
        }

        string full;
        try
        {
            full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        }
        catch (Exception e) when (e is ArgumentException or PathTooLongException or NotSupportedException)
        {
            throw new ScanRootException(new ScanProblem(path, ProcessingStatus.FileNotFound, $"\"{path}\" cannot be a path: {e.Message}"), e);
        }

        try
        {
            return new ScanRoot(full, ListableRealPath(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScanRootException(Explain(full, e), e);
        }
    }

    /// <summary>Looks at several folders, so that one bad name does not keep the others from being scanned.</summary>
    /// <param name="paths">Their paths. A folder that is named twice, also by another spelling or a link, counts once.</param>
    /// <returns>The folders that can be scanned, in the order given, and what is wrong with the others.</returns>
    public static (IReadOnlyList<ScanRoot> Roots, IReadOnlyList<ScanProblem> Problems) ResolveAll(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<ScanRoot> roots = [];
        List<ScanProblem> problems = [];
        HashSet<string> seen = new(PathRules.Comparer);
        foreach (string path in paths)
        {
            try
            {
                ScanRoot root = Resolve(path);
                if (seen.Add(root.RealPath))
                {
                    roots.Add(root);
                }
            }
            catch (ScanRootException e)
            {
                problems.Add(e.Problem);
            }
        }

        return (roots, problems);
    }

    private static string ListableRealPath(string path)
    {
        using IEnumerator<string> entries = Directory.EnumerateFileSystemEntries(path, "*", PathRules.Everything).GetEnumerator();
        entries.MoveNext();
        return System.IO.Path.TrimEndingDirectorySeparator(PathRules.ResolveLinks(path));
    }

    private static ScanProblem Explain(string path, Exception e)
    {
        if (File.Exists(path))
        {
            string directory = System.IO.Path.GetDirectoryName(path)!, name = System.IO.Path.GetFileName(path);
            return new ScanProblem(
                path,
                ProcessingStatus.UnknownError,
                $"\"{path}\" is a file, and only folders are scanned. Scan the folder it is in, limited to it: scan \"{directory}\" --include \"{name}\"");
        }

        return e switch
        {
            DirectoryNotFoundException or FileNotFoundException => new ScanProblem(
                path, ProcessingStatus.FileNotFound, $"There is no folder \"{path}\". Check the spelling, and whether the disk it is on is connected."),
            UnauthorizedAccessException => new ScanProblem(
                path, ProcessingStatus.PermissionDenied, $"The folder \"{path}\" may not be listed by this user. Grant read and search permission on it, or scan it as its owner."),
            _ => new ScanProblem(path, ProcessingStatus.UnknownError, $"The folder \"{path}\" cannot be listed: {e.Message}"),
        };
    }
}
